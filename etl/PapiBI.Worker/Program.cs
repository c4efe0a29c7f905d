using System.Globalization;
using System.Text;
using PapiBI.Worker.Cli;

// One culture for everything we write ourselves; readers' languages are chosen where text is made for them.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = Encoding.UTF8;
return await PapibiCommand.Create(TimeProvider.System).Parse(args).InvokeAsync();

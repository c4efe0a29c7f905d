using System.CommandLine;
using System.Globalization;
using System.Text;
using PapiBI.Worker.Cli;

// One culture for everything we write ourselves; readers' languages are chosen where text is made for them.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = Encoding.UTF8;
try
{
    return await PapibiCommand.Create(TimeProvider.System).Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception bug)
{
    await Console.Error.WriteLineAsync($"Lỗi chương trình, xin gửi cho người bảo trì. / A bug, please send this to the maintainers.\n{bug}");
    return ExitCode.Bug;
}

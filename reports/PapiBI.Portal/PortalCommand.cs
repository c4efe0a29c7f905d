using System.CommandLine;
using System.Globalization;
using System.Text;
using PapiBI.Portal.Accounts;
using PapiBI.Warehouse;

namespace PapiBI.Portal;

/// <summary>The command line of the portal.</summary>
internal static class PortalCommand
{
    private const int Usage = 1;
    private const int Environment = 3;

    public static async Task<int> Run(string[] args)
    {
        // One culture for everything we write ourselves; readers' languages are chosen where text is made for them.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Console.OutputEncoding = Encoding.UTF8;

        var data = new Option<DirectoryInfo>("--data") { Description = "Thư mục dữ liệu. / The data folder.", DefaultValueFactory = _ => new DirectoryInfo("data") };
        var warehouse = new Option<string?>("--warehouse") { Description = $"Kho dữ liệu, như của papibi; mật khẩu nên để trong biến {WarehouseChoice.Variable}. / The warehouse, as of papibi; keep a password in the variable {WarehouseChoice.Variable}." };
        var settings = new Option<FileInfo>("--config") { Description = "Tệp cấu hình; không có thì là portal.json trong thư mục dữ liệu. / The settings; else portal.json in the data folder." };
        settings.AcceptExistingOnly();
        var urls = new Option<string?>("--urls") { Description = "Địa chỉ lắng nghe. / Where to listen: http://127.0.0.1:5080" };
        var command = new RootCommand("Cổng báo cáo PapiBI. / The PapiBI portal.") { data, warehouse, settings, urls };
        command.SetAction(async (parsed, cancellation) =>
        {
            var faults = new List<string>();
            var folder = WarehouseChoice.Apply(
                parsed.GetValue(warehouse) ?? System.Environment.GetEnvironmentVariable(WarehouseChoice.Variable),
                new DataFolder(parsed.GetRequiredValue(data).FullName),
                faults.Add);
            var chosen = PortalSettings.Read(parsed.GetValue(settings)?.FullName ?? Path.Combine(folder.Root, PortalSettings.FileName), out var wrong);
            faults.AddRange(wrong.Select(fault => $"{fault.Vi} / {fault.En}"));
            foreach (var fault in faults)
            {
                await Console.Error.WriteLineAsync(fault);
            }

            return faults.Count > 0 ? Usage : await Serve(folder, parsed.GetValue(urls) is { } said ? chosen with { Urls = said } : chosen, cancellation);
        });

        // Signals are the host's, which ends what it has begun; the command line would not wait for it.
        return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static async Task<int> Serve(DataFolder folder, PortalSettings settings, CancellationToken cancellation)
    {
        try
        {
            await using var portal = PortalHost.Build(folder, settings, TimeProvider.System);
            await portal.StartAsync(cancellation);
            Console.WriteLine($"PapiBI: {string.Join(' ', portal.Urls)}");
            FirstAdmin.Announce(portal, Console.Out);
            await portal.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (WarehouseUnavailableException e)
        {
            await Console.Error.WriteLineAsync($"{e.Reason.Vi} / {e.Reason.En}");
            return Environment;
        }
        catch (IOException e)
        {
            // An address in use, mostly.
            await Console.Error.WriteLineAsync($"Không mở được cổng: {e.Message} / The portal cannot listen: {e.Message}");
            return Environment;
        }
    }
}

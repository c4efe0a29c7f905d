using System.Data.Common;
using PapiBI.Reports.Definitions;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;
using PapiBI.Worker.Service;

namespace PapiBI.Worker.Cli;

/// <summary>One run of one verb: where it works, when, and to whom it speaks.</summary>
internal sealed class Session(DataFolder data, string? settingsFile, TimeSpan patience, TimeProvider clock, Terminal terminal)
{
    private ServiceSettings? settings;

    // Lets a test kill the process at a named step, as a power cut would: no finally, no flush.
    private static readonly string? DieAt = Environment.GetEnvironmentVariable("PAPIBI_DIE_AT");

    public DataFolder Data => data;
    public TimeSpan Patience => patience;
    public TimeProvider Clock => clock;
    public Terminal Terminal => terminal;

    public Steps Steps { get; } = new(step =>
    {
        if (step == DieAt)
        {
            System.Diagnostics.Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    });

    public string SettingsFile => settingsFile ?? data.SettingsFile;

    /// <exception cref="SettingsRefusedException">They have faults.</exception>
    public ServiceSettings Settings
    {
        get
        {
            if (settings is null)
            {
                settings = ServiceSettings.Read(SettingsFile, data.Root, out var faults);
                if (faults.Count > 0)
                {
                    throw new SettingsRefusedException(faults);
                }
            }

            return settings;
        }
    }

    public WorkingDatabase OpenForWriting() => WorkingDatabase.Open(
        data,
        clock,
        patience,
        holder => terminal.Tell(
            $"Tiến trình khác đang ghi kho dữ liệu; chờ tối đa {patience.TotalSeconds:0} giây. ({holder})",
            $"Another process is writing the warehouse; waiting for up to {patience.TotalSeconds:0} s. ({holder})"));

    /// <returns>The current release, open; null, having said so, where nothing was published.</returns>
    public Release? OpenRelease(bool keepsAnswers = false) => CurrentReleaseFile() is { } file ? Release.Open(data, file, keepsAnswers) : null;

    /// <returns>The file of the current release; null, having said so, where nothing was published.</returns>
    public string? CurrentReleaseFile()
    {
        var file = Release.CurrentFile(data);
        if (file is null)
        {
            if (data.Server is { } server)
            {
                terminal.Tell(
                    $"{server} không cho thấy bản phát hành nào: chưa có bản nào (hãy chạy papibi load rồi papibi publish), hoặc tài khoản này thiếu vai trò papibi_service.",
                    $"{server} shows no release: there is none yet (run papibi load, then papibi publish), or this login lacks the role papibi_service.");
                return null;
            }

            terminal.Tell(
                $"{data.Releases} chưa có bản phát hành nào: hãy chạy papibi load rồi papibi publish.",
                $"{data.Releases} has no release yet: run papibi load, then papibi publish.");
        }

        return file;
    }

    /// <summary>Runs a verb and turns what may go wrong around it into words and an exit code. Bugs travel on.</summary>
    public int Run(Func<Session, int> verb)
    {
        try
        {
            return verb(this);
        }
        catch (SettingsRefusedException e)
        {
            foreach (var fault in e.Faults)
            {
                terminal.Tell(fault);
            }

            return ExitCode.Usage;
        }
        catch (ReportRefusedException e)
        {
            terminal.Tell(e.Reason);
            return ExitCode.DataRefused;
        }
        catch (WarehouseBusyException e)
        {
            terminal.Tell(e.Reason);
            return ExitCode.Environment;
        }
        catch (WarehouseUnavailableException e)
        {
            terminal.Tell(e.Reason);
            return ExitCode.Environment;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbException)
        {
            terminal.Tell($"Môi trường có lỗi: {e.Message}", $"The environment failed: {e.Message}");
            return ExitCode.Environment;
        }
    }
}

using System.Diagnostics;
using System.Globalization;

namespace PapiBI.Benchmarks;

/// <summary>The portal as people start it, in a process of its own, over the published figures.</summary>
internal sealed class RunningPortal : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Process process;

    private RunningPortal(Process process, string address, string folder) => (this.process, Address, Folder) = (process, address, folder);

    public string Address { get; }

    /// <summary>For files of the measurement.</summary>
    public string Folder { get; }

    /// <summary>What it holds now, and the most that it held since it started; megabytes, of Linux.</summary>
    public (double Now, double Peak) Memory()
    {
        var said = File.ReadAllLines(FormattableString.Invariant($"/proc/{process.Id}/status"));
        double Megabytes(string name) => double.Parse(said.Single(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
        return (Megabytes("VmRSS:"), Megabytes("VmHWM:"));
    }

    /// <summary>Starts it and waits until its release is open and what its reports ask is known.</summary>
    public static RunningPortal Start(BenchmarkData data, bool keepsPages)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "PapiBI.Portal"), ["--data", data.Folder.Root, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["PORTAL_KeepsPages"] = keepsPages ? "true" : "false";
        start.Environment["PORTAL_RequestsPerMinute"] = "1000000000";
        var started = new Process { StartInfo = start, EnableRaisingEvents = true };
        var address = "";
        var warm = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        started.Exited += (_, _) => warm.TrySetException(new InvalidOperationException($"The portal ended with {started.ExitCode}."));

        // Read to its end, so that the portal never waits for somebody to hear it.
        started.OutputDataReceived += (_, said) =>
        {
            if (said.Data?.StartsWith("PapiBI: ", StringComparison.Ordinal) == true)
            {
                address = said.Data["PapiBI: ".Length..];
            }
            else if (said.Data?.Contains("comparisons and briefs ask is known", StringComparison.Ordinal) == true)
            {
                warm.TrySetResult(address);
            }
        };
        started.Start();
        started.BeginOutputReadLine();
        try
        {
            return new RunningPortal(started, warm.Task.WaitAsync(Patience).GetAwaiter().GetResult(), data.Root);
        }
        catch
        {
            started.Kill(entireProcessTree: true);
            started.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}

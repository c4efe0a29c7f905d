using System.Diagnostics;

namespace PapiBI.Benchmarks;

/// <summary>The portal as people start it, in a process of its own, over the published figures.</summary>
internal sealed class RunningPortal : IDisposable
{
    private readonly Process process;

    private RunningPortal(Process process, string address, string folder) => (this.process, Address, Folder) = (process, address, folder);

    public string Address { get; }

    /// <summary>For files of the measurement.</summary>
    public string Folder { get; }

    /// <summary>Starts it and waits until its release is open and its first pages are made.</summary>
    public static RunningPortal Start(BenchmarkData data, bool keepsPages)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "PapiBI.Portal"), ["--data", data.Folder.Root, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["PORTAL_KeepsPages"] = keepsPages ? "true" : "false";
        start.Environment["PORTAL_RequestsPerMinute"] = "1000000000";
        var started = Process.Start(start)!;
        string address = "";
        while (started.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("PapiBI: ", StringComparison.Ordinal))
            {
                address = line["PapiBI: ".Length..];
            }

            if (line.Contains("its first pages are made", StringComparison.Ordinal))
            {
                started.BeginOutputReadLine();
                return new RunningPortal(started, address, data.Root);
            }
        }

        throw new InvalidOperationException($"The portal ended with {started.ExitCode}.");
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}

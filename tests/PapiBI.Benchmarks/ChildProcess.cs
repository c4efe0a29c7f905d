using System.Diagnostics;

namespace PapiBI.Benchmarks;

/// <summary>What a process took: seconds from start to end, and the most memory it held.</summary>
internal sealed record ChildProcess(double Seconds, double PeakMegabytes, string Output)
{
    public static ChildProcess Run(string program, params IEnumerable<string> arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(10))
        {
            try
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It ended in between; what was measured last stands.
            }
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return process.ExitCode == 0
            ? new ChildProcess(seconds, peak / 1e6, output.GetAwaiter().GetResult().Trim())
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Support;

/// <summary>The worker as its users start it: a process of its own.</summary>
public sealed class PapibiProcess : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "papibi.dll");

    private readonly Process process;
    private readonly Task<string> output;
    private readonly StringBuilder errors = new();

    private PapibiProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                errors.Append(line.Data).Append(line.Data is null ? "" : "\n");
            }
        };
        process.BeginErrorReadLine();
    }

    public static PapibiProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new PapibiProcess(Process.Start(start)!);
    }

    public static PapibiProcess Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <summary>Over an installation; where that is on a server, the variable names it.</summary>
    public static PapibiProcess Start(DataFolder data, IReadOnlyDictionary<string, string> environment, params string[] arguments) => Start(
        data.Server is { } server ? new Dictionary<string, string>(environment) { ["PAPIBI_WAREHOUSE"] = TestServer.Choice(server) } : environment,
        [.. arguments, "--data", data.Root]);

    public static PapibiProcess Start(DataFolder data, params string[] arguments) => Start(data, new Dictionary<string, string>(), arguments);

    public void Kill() => process.Kill(entireProcessTree: true);

    /// <summary>Sends a signal as a person or the system does: "TERM", "INT".</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public bool HasExited => process.HasExited;

    /// <summary>What it has told on standard error so far.</summary>
    public string ErrorsSoFar
    {
        get
        {
            lock (errors)
            {
                return errors.ToString();
            }
        }
    }

    public (int ExitCode, string Output, string Errors) End()
    {
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), "papibi did not end in two minutes.");
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult(), ErrorsSoFar);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }
}

using System.Diagnostics;

namespace PapiBI.Tests.Support;

/// <summary>The worker as its users start it: a process of its own.</summary>
public sealed class PapibiProcess : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "papibi.dll");

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private PapibiProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
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

    public void Kill() => process.Kill(entireProcessTree: true);

    public bool HasExited => process.HasExited;

    public (int ExitCode, string Output, string Errors) End()
    {
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), "papibi did not end in two minutes.");
        return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
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

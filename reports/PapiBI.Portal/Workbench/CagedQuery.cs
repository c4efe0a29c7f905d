using System.Diagnostics;
using System.Text;
using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Portal.Workbench;

/// <summary>A cage as its parent sees it: a process started ahead, asked once, and gone.</summary>
internal sealed class CagedQuery : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "PapiBI.Portal.dll");

    private readonly Process process;
    private readonly Task<string> errors;

    private CagedQuery(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    public static CagedQuery Start()
    {
        var start = new ProcessStartInfo(DotNet(), [Program, Cage.Verb])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            WorkingDirectory = "/",
        };

        // Nothing of our environment: it may hold passwords. What is set keeps the runtime small and from writing files.
        start.Environment.Clear();
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x8000000";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        return new CagedQuery(Process.Start(start)!);
    }

    public bool HasEnded => process.HasExited;

    /// <summary>Asks and hands on the answer as it comes, line by line, with its end as the last: also where the process was killed or fell.</summary>
    /// <param name="request">The question.</param>
    /// <param name="line">Told each line.</param>
    /// <param name="clock">Of the time-out.</param>
    /// <param name="cancellation">Kills the process.</param>
    public async Task<CageEnd> Ask(CageRequest request, Func<string, ValueTask> line, TimeProvider clock, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(request.Seconds) + Grace, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        var rows = 0;
        Text reason;
        string code;
        try
        {
            await process.StandardInput.WriteLineAsync(request.Line().AsMemory(), stop.Token);
            await process.StandardInput.FlushAsync(stop.Token);
            while (await process.StandardOutput.ReadLineAsync(stop.Token) is { } said)
            {
                await line(said);
                if (said.StartsWith("{\"end\"", StringComparison.Ordinal))
                {
                    return System.Text.Json.JsonSerializer.Deserialize(said, CageJson.Default.CageEndLine)!.End;
                }

                rows++;
            }

            await process.WaitForExitAsync(stop.Token);
            (code, reason) = (RefusalCodes.Memory, Cage.OutOfMemory(request.MemoryMegabytes));
        }
        catch (OperationCanceledException)
        {
            (code, reason) = cancellation.IsCancellationRequested
                ? (RefusalCodes.Cancelled, new Text("Đã hủy theo yêu cầu.", "Cancelled as asked."))
                : (RefusalCodes.Timeout, new Text($"Quá thời gian {request.Seconds:0.#} giây nên đã dừng.", $"Stopped after the limit of {request.Seconds:0.#} seconds."));
        }
        catch (IOException)
        {
            // It fell before it had read the question.
            (code, reason) = (RefusalCodes.Engine, new Text("Không chạy được câu lệnh.", "The statement did not run."));
        }

        Kill();
        var end = new CageEnd(rows, null, CageRefusal.Of(code, reason), clock.GetElapsedTime(start).TotalSeconds);
        if (!cancellation.IsCancellationRequested)
        {
            await line(end.Line());
        }

        return end;
    }

    /// <summary>What it said on standard error once it has ended, for our log: the engine's own words, if it fell.</summary>
    public async Task<string> Errors() => await errors;

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private void Kill()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }

    // The runtime that runs us: a build's own starter would look for one by variables that a cage does not get.
    private static string DotNet() =>
        Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
}

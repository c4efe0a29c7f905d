using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Portal.Workbench;

/// <summary>A cage as its parent sees it: a process started ahead, asked once, and gone.</summary>
internal sealed class CagedQuery : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "PapiBI.Portal.dll");

    /// <summary>What an answer has besides its rows: its columns and its end.</summary>
    private const int Envelope = 1 << 20;

    // What the system's signals make of an exit code.
    private const int KilledByAbort = 128 + 6;
    private const int KilledOutright = 128 + 9;
    private const int KilledByCpuLimit = 128 + 24;

    private readonly Process process;
    private readonly Task<string> errors;

    private CagedQuery(Process process)
    {
        this.process = process;
        ProcessId = process.Id;
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

    public int ProcessId { get; }

    public bool HasEnded => process.HasExited;

    /// <summary>Whether the process has read the question. One that fell before it did has not been tried.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Asks, and hands on columns and rows as they come; returns how it ended, also where the process was killed or fell. The process is then gone.</summary>
    /// <param name="request">The question.</param>
    /// <param name="line">Told each line. It must not wait: the time of the question runs.</param>
    /// <param name="clock">Of the time-out.</param>
    /// <param name="cancellation">Kills the process.</param>
    public async Task<CageEnd> Ask(CageRequest request, Action<byte[]> line, TimeProvider clock, CancellationToken cancellation)
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
            var answer = new BoundedLines(process.StandardOutput.BaseStream, request.MaxBytes + Envelope);
            while (await answer.Next(stop.Token) is { } said)
            {
                if (said.AsSpan().StartsWith("{\"end\""u8))
                {
                    return JsonSerializer.Deserialize(said, CageJson.Default.CageEndLine)!.End;
                }

                if (said.AsSpan().StartsWith("{\"began\""u8))
                {
                    HasBegun = true;
                    continue;
                }

                line(said);
                rows = RowsSoFar(said) ?? rows;
            }

            if (answer.IsOver)
            {
                // It does not keep to its limit, so what came until then is all there is.
                return new CageEnd(rows, "bytes", null, clock.GetElapsedTime(start).TotalSeconds);
            }

            await process.WaitForExitAsync(stop.Token);
            (code, reason) = Fallen(process.ExitCode, request);
        }
        catch (OperationCanceledException)
        {
            (code, reason) = cancellation.IsCancellationRequested ? (RefusalCodes.Cancelled, new Text("Đã hủy theo yêu cầu.", "Cancelled as asked.")) : OutOfTime(request);
        }
        catch (IOException)
        {
            // It fell before it had read the question.
            (code, reason) = (RefusalCodes.Engine, NotRun);
        }
        finally
        {
            Kill();
        }

        return new CageEnd(rows, null, CageRefusal.Of(code, reason), clock.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>What it said on standard error once it has ended, for our log: the runtime's own words, if it fell.</summary>
    public async Task<string> Errors()
    {
        var said = await errors;
        return said.Length > 500 ? said[..500] : said;
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private static Text NotRun { get; } = new("Không chạy được câu lệnh.", "The statement did not run.");

    // The runtime aborts where it gets no memory; where the machine has none, the system kills.
    private static (string Code, Text Reason) Fallen(int exitCode, CageRequest request) => exitCode switch
    {
        KilledByAbort or KilledOutright => (RefusalCodes.Memory, Cage.OutOfMemory(request.MemoryMegabytes)),
        KilledByCpuLimit => OutOfTime(request),
        _ => (RefusalCodes.Engine, NotRun),
    };

    private static (string Code, Text Reason) OutOfTime(CageRequest request) => (RefusalCodes.Timeout, new Text(
        $"Quá thời gian {request.Seconds:0.#} giây nên đã dừng.",
        $"Stopped after the limit of {request.Seconds:0.#} seconds."));

    /// <summary>Each portion of rows ends with how many have been sent with it.</summary>
    private static int? RowsSoFar(ReadOnlySpan<byte> line)
    {
        var at = line.LastIndexOf("\"to\":"u8);
        return at > 0 && Utf8Parser.TryParse(line[(at + 5)..], out int rows, out _) ? rows : null;
    }

    private void Kill()
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended by itself.
        }
    }

    // The runtime that runs us: a build's own starter would look for one by variables that a cage does not get.
    private static string DotNet() =>
        Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
}

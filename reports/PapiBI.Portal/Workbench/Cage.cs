using System.Diagnostics;
using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Portal.Workbench;

/// <summary>
/// The process of one question, the inside of the cage: the operating system limits its memory, lets it make, change, rename and remove no file, open no connection
/// and start no program (<see cref="SystemCalls"/>), and it ends with its parent. It reads a <see cref="CageRequest"/> from standard input and answers on standard output, a line of JSON each: the columns, rows in portions, the end.
/// </summary>
internal static class Cage
{
    /// <summary>The verb that starts it; nobody else needs it.</summary>
    public const string Verb = "answer-one-question";

    public static async Task<int> Run()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 1;
        }

        ProcessLimits.CloseInherited();
        if (await Console.In.ReadLineAsync() is not { } line || CageRequest.Of(line) is not { } request)
        {
            return 1;
        }

        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        EndWithParent();
        await using var answer = Console.OpenStandardOutput();
        await answer.WriteAsync("{\"began\":true}\n"u8.ToArray());
        CageEnd end;
        try
        {
            ProcessLimits.Apply(request.MemoryMegabytes, (int)Math.Ceiling(request.Seconds) + 5);
            SystemCalls.GiveUp();
            end = await Answer(request, answer, clock, start);
        }
        catch (ReleaseUnavailableException)
        {
            end = CageEnd.Of(new Refusal(RefusalCodes.Engine, new Text("Không mở được bản phát hành.", "The release cannot be opened.")), Seconds());
        }
        catch (OutOfMemoryException)
        {
            end = CageEnd.Of(new Refusal(RefusalCodes.Memory, OutOfMemory(request.MemoryMegabytes)), Seconds());
        }
        catch (Exception e)
        {
            // Nobody is there to catch it; our words for the analyst, its own for the operator.
            await Console.Error.WriteLineAsync(e.ToString());
            end = CageEnd.Of(new Refusal(RefusalCodes.Engine, new Text("Không chạy được câu lệnh.", "The statement did not run.")), Seconds());
        }

        double Seconds() => clock.GetElapsedTime(start).TotalSeconds;
        await answer.WriteAsync(System.Text.Encoding.UTF8.GetBytes(end.Line() + "\n"));
        await answer.FlushAsync();

        // An engine that ignores the cancel would keep the process alive for nothing.
        Process.GetCurrentProcess().Kill();
        return 0;
    }

    // The parent holds our standard input open for as long as it lives. (A signal at its death would come when the thread that started us ends.)
    private static void EndWithParent() => new Thread(() =>
    {
        _ = Console.In.ReadLine();
        Process.GetCurrentProcess().Kill();
    }) { IsBackground = true }.Start();

    public static Text OutOfMemory(int megabytes) => new(
        $"Câu lệnh cần nhiều hơn {megabytes} MB bộ nhớ nên đã bị dừng. Hãy lọc bớt hoặc gộp dữ liệu trước.",
        $"The statement needs more than {megabytes} MB of memory and was stopped. Filter or aggregate first.");

    private static async Task<CageEnd> Answer(CageRequest request, Stream answer, TimeProvider clock, long start)
    {
        var limits = new AdHocLimits { MaxRows = request.MaxRows, MaxBytes = request.MaxBytes, LongestCell = request.LongestCell, Timeout = TimeSpan.FromSeconds(request.Seconds), MemoryMegabytes = request.MemoryMegabytes };
        await using var result = await new AdHocQuery(request.ReleaseFile, clock).Run(request.Sql, limits, CancellationToken.None);
        return await new AnswerLines(request.MaxBytes, line => answer.WriteAsync(line)).Write(result, limits, () => clock.GetElapsedTime(start).TotalSeconds);
    }
}

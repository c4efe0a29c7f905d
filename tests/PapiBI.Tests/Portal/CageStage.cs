using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using PapiBI.Portal.Workbench;
using PapiBI.Tests.Warehouse.AdHoc;

namespace PapiBI.Tests.Portal;

/// <summary>A query desk over a small release, asked as the workbench asks it: every question in a process of its own.</summary>
public sealed class CageStage : IDisposable
{
    /// <summary>Generous, for a machine that does other work too.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public const string Endless = "select count(*) from range(10000000) a, range(10000000) b where a.range % 7 + b.range % 3 < 0";

    private readonly SmallRelease release = new();

    public CageStage(WorkbenchLimits? limits = null)
    {
        Desk = new QueryDesk(limits ?? new WorkbenchLimits { Seconds = 60, MemoryMegabytes = 200, WaitSeconds = 60 }, TimeProvider.System, NullLogger<QueryDesk>.Instance);
    }

    public QueryDesk Desk { get; }

    public string File => release.File;

    public string Folder => release.Folder;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<CagedAnswer> Ask(string sql, string person = "an")
    {
        using var said = new MemoryStream();
        var end = await Desk.Ask(person, Guid.NewGuid().ToString("N"), File, sql, line => said.WriteAsync(line, Cancellation), Cancellation);
        return CagedAnswer.Of(end, Encoding.UTF8.GetString(said.ToArray()));
    }

    /// <summary>Asks, and watches the most memory that its process held, as the system counts it.</summary>
    public async Task<(CagedAnswer Answer, long PeakMegabytes)> AskAndWatch(string sql)
    {
        const string person = "watched";
        var asked = Ask(sql, person);
        var peak = 0L;
        while (!asked.IsCompleted)
        {
            foreach (var process in Desk.ProcessesOf(person))
            {
                peak = Math.Max(peak, PeakKilobytes(process));
            }

            await Task.WhenAny(asked, Task.Delay(5, Cancellation));
        }

        return (await asked, peak / 1024);
    }

    /// <summary>The process that answers this person, once it does.</summary>
    public Task<int> ProcessOf(string person) => Until(() => Desk.ProcessesOf(person) is [var process] ? process : (int?)null);

    public static async Task<T> Until<T>(Func<T?> found)
        where T : struct
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < Patience)
        {
            if (found() is { } value)
            {
                return value;
            }

            await Task.Delay(10, Cancellation);
        }

        throw new TimeoutException("It did not come to pass.");
    }

    /// <summary>Whether the system has no such process, or only its remains.</summary>
    public static bool IsGone(int process)
    {
        try
        {
            return System.IO.File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("State:", StringComparison.Ordinal)).Contains('Z', StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    public static Task Gone(int process) => Until(() => IsGone(process) ? true : (bool?)null);

    private static long PeakKilobytes(int process)
    {
        try
        {
            var line = System.IO.File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    public void Dispose()
    {
        Desk.Dispose();
        release.Dispose();
    }
}

/// <summary>What a browser gets of a question.</summary>
public sealed record CagedAnswer(CageEnd End, string Text, IReadOnlyList<JsonElement> Rows)
{
    public string? Code => End.Refusal?.Code;

    public static CagedAnswer Of(CageEnd end, string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.True(lines[^1].TryGetProperty("end", out _), "The end is the last line.");
        return new CagedAnswer(end, text, [.. lines.Where(line => line.TryGetProperty("rows", out _)).SelectMany(line => line.GetProperty("rows").EnumerateArray())]);
    }
}

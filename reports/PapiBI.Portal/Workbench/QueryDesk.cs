using System.Collections.Concurrent;
using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Portal.Workbench;

/// <summary>What one question may take, as the workbench shows it before and holds it after.</summary>
public sealed record WorkbenchLimits
{
    public int MaxRows { get; init; } = 100_000;
    public int MaxMegabytes { get; init; } = 64;
    public double Seconds { get; init; } = 30;
    public int MemoryMegabytes { get; init; } = 512;

    /// <summary>How many questions run at a time, of all people and of one. Whoever comes later waits, and is told so when it takes too long.</summary>
    public int AtOnce { get; init; } = Math.Max(2, Environment.ProcessorCount);
    public int AtOnceOfOne { get; init; } = 1;
    public double WaitSeconds { get; init; } = 20;
}

/// <summary>Runs analysts' questions, each in a process of its own; one is always started ahead, so that none waits for a start.</summary>
public sealed class QueryDesk(WorkbenchLimits limits, TimeProvider clock, ILogger<QueryDesk> log) : IDisposable
{
    private readonly SemaphoreSlim places = new(limits.AtOnce);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> ofOne = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Person, string Id), CancellationTokenSource> running = [];
    private readonly Lock turn = new();
    private CagedQuery? spare;
    private bool isClosed;

    public WorkbenchLimits Limits { get; } = limits;

    /// <param name="person">Who asks.</param>
    /// <param name="id">A name of the question by which the same person may cancel it.</param>
    /// <param name="releaseFile">The public file of a release.</param>
    /// <param name="sql">One SELECT.</param>
    /// <param name="line">Told the answer line by line.</param>
    /// <param name="gone">Set when nobody reads the answer any more.</param>
    public async Task<CageEnd> Ask(string person, string id, string releaseFile, string sql, Func<string, ValueTask> line, CancellationToken gone)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(gone);
        if (!running.TryAdd((person, id), cancel))
        {
            return await Refuse(line, "sql-running", new Text("Câu hỏi có mã này đang chạy.", "A question of this id is running."));
        }

        var mine = ofOne.GetOrAdd(person, _ => new SemaphoreSlim(Limits.AtOnceOfOne));
        var (hasMine, hasPlace) = (false, false);
        try
        {
            var patience = TimeSpan.FromSeconds(Limits.WaitSeconds);
            hasMine = await mine.WaitAsync(patience, cancel.Token);
            hasPlace = hasMine && await places.WaitAsync(patience, cancel.Token);
            if (!hasPlace)
            {
                return await Refuse(line, "sql-busy", hasMine
                    ? new Text("Mọi chỗ đều bận; hãy thử lại sau ít phút.", "All places are taken; try again in a few minutes.")
                    : new Text("Câu hỏi trước của bạn chưa xong; hãy đợi hoặc hủy nó.", "Your last question is not done; wait or cancel it."));
            }

            using var caged = TakeCage();
            var end = await caged.Ask(new CageRequest(releaseFile, sql, Limits.MaxRows, Limits.MaxMegabytes << 20, Limits.Seconds, Limits.MemoryMegabytes), line, clock, cancel.Token);
            if (end.Refusal?.Code is RefusalCodes.Memory or RefusalCodes.Engine)
            {
                caged.Dispose();
                log.LogInformation("A question of {Person} ended with {Code}. {Errors}", person, end.Refusal.Code, await caged.Errors());
            }

            return end;
        }
        catch (OperationCanceledException)
        {
            return CageEnd.Of(new Refusal(RefusalCodes.Cancelled, new Text("Đã hủy theo yêu cầu.", "Cancelled as asked.")), 0);
        }
        finally
        {
            if (hasPlace)
            {
                places.Release();
            }

            if (hasMine)
            {
                mine.Release();
            }

            running.TryRemove((person, id), out _);
        }
    }

    /// <returns>False where no such question of theirs runs.</returns>
    public bool Cancel(string person, string id)
    {
        if (!running.TryGetValue((person, id), out var cancel))
        {
            return false;
        }

        try
        {
            cancel.Cancel();
        }
        catch (ObjectDisposedException)
        {
            return false;
        }

        return true;
    }

    public void Dispose()
    {
        lock (turn)
        {
            isClosed = true;
            spare?.Dispose();
            spare = null;
        }

        places.Dispose();
    }

    private CagedQuery TakeCage()
    {
        lock (turn)
        {
            var taken = spare is { HasEnded: false } ready ? ready : CagedQuery.Start();
            spare = isClosed ? null : CagedQuery.Start();
            return taken;
        }
    }

    private static async Task<CageEnd> Refuse(Func<string, ValueTask> line, string code, Text words)
    {
        var end = new CageEnd(0, null, CageRefusal.Of(code, words), 0);
        await line(end.Line());
        return end;
    }
}

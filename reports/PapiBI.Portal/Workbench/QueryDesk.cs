using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Portal.Workbench;

/// <summary>Runs analysts' questions, each in a process of its own, of which one is always started ahead so that none waits for a start; or each in a session of its own on a server.</summary>
public sealed partial class QueryDesk(WorkbenchLimits limits, TimeProvider clock, ILogger<QueryDesk> log) : IDisposable
{
    /// <summary>A question of this name is running.</summary>
    public const string Running = "sql-running";

    /// <summary>No place became free in time.</summary>
    public const string Busy = "sql-busy";

    /// <summary>The reader stopped taking the answer: nobody can be told.</summary>
    public const string SlowReader = "sql-slow-reader";

    private static readonly Text Cancelled = new("Đã hủy theo yêu cầu.", "Cancelled as asked.");

    private readonly SemaphoreSlim places = new(limits.AtOnce);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> ofOne = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Person, string Id), CancellationTokenSource> running = [];
    private readonly ConcurrentDictionary<CagedQuery, string> cages = [];
    private readonly Lock turn = new();
    private CagedQuery? spare;
    private bool isClosed;

    public WorkbenchLimits Limits { get; } = limits;

    /// <summary>The processes that answer a question of this person now.</summary>
    internal IReadOnlyList<int> ProcessesOf(string person) => [.. cages.Where(cage => cage.Value == person).Select(cage => cage.Key.ProcessId)];

    /// <summary>The answer is handed on line by line, its end as the last. A slow reader holds up only the next question of the same person: the process is read as
    /// fast as it answers, and its place is free once it has.</summary>
    /// <param name="person">Who asks.</param>
    /// <param name="id">A name of the question by which the same person may cancel it.</param>
    /// <param name="releaseFile">The public file of a release.</param>
    /// <param name="sql">One SELECT.</param>
    /// <param name="line">Told the answer line by line.</param>
    /// <param name="gone">Set when nobody reads the answer any more.</param>
    public Task<CageEnd> Ask(string person, string id, string releaseFile, string sql, Func<ReadOnlyMemory<byte>, ValueTask> line, CancellationToken gone) =>
        Ask(person, id, (said, cancel) => AskProcess(person, new CageRequest(releaseFile, sql, Limits.MaxRows, Limits.MaxMegabytes << 20, Limits.Seconds, Limits.MemoryMegabytes), said, cancel), line, gone);

    /// <summary>The same of a release on a server, in a session of its own there.</summary>
    public Task<CageEnd> Ask(string person, string id, ServerQuestion question, Func<ReadOnlyMemory<byte>, ValueTask> line, CancellationToken gone) =>
        Ask(person, id, (said, cancel) => question.Answer(Limits, said, clock, cancel), line, gone);

    private async Task<CageEnd> Ask(string person, string id, Func<Action<byte[]>, CancellationToken, Task<CageEnd>> answering, Func<ReadOnlyMemory<byte>, ValueTask> line, CancellationToken gone)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(gone);
        if (!running.TryAdd((person, id), cancel))
        {
            return await Say(CageEnd.Of(Running, new Text("Câu hỏi có mã này đang chạy.", "A question of this id is running.")), line);
        }

        var mine = ofOne.GetOrAdd(person, _ => new SemaphoreSlim(Limits.AtOnceOfOne));
        var hasMine = false;
        try
        {
            hasMine = await mine.WaitAsync(TimeSpan.FromSeconds(Limits.WaitSeconds), cancel.Token);
            return hasMine
                ? await AskWhereThereIsAPlace(answering, line, cancel, gone)
                : await Say(CageEnd.Of(Busy, new Text("Câu hỏi trước của bạn chưa xong; hãy đợi hoặc hủy nó.", "Your last question is not done; wait or cancel it.")), line);
        }
        catch (OperationCanceledException)
        {
            var end = CageEnd.Of(RefusalCodes.Cancelled, Cancelled);
            return gone.IsCancellationRequested ? end : await Say(end, line);
        }
        finally
        {
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

    /// <summary>Ends what runs. No question begins afterwards.</summary>
    public void Dispose()
    {
        lock (turn)
        {
            isClosed = true;
            spare?.Dispose();
            spare = null;
        }

        foreach (var (person, id) in running.Keys)
        {
            Cancel(person, id);
        }
    }

    private async Task<CageEnd> AskWhereThereIsAPlace(Func<Action<byte[]>, CancellationToken, Task<CageEnd>> answering, Func<ReadOnlyMemory<byte>, ValueTask> line, CancellationTokenSource cancel, CancellationToken gone)
    {
        if (!await places.WaitAsync(TimeSpan.FromSeconds(Limits.WaitSeconds), cancel.Token))
        {
            return await Say(CageEnd.Of(Busy, new Text("Mọi chỗ đều bận; hãy thử lại sau ít phút.", "All places are taken; try again in a few minutes.")), line);
        }

        var answer = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        var asked = AskInPlace(answering, answer.Writer, cancel.Token);
        if (!await Deliver(answer.Reader, line, gone))
        {
            await cancel.CancelAsync();
            var unread = await asked;
            return unread with { Refusal = CageRefusal.Of(SlowReader, new Text("Không ai nhận kết quả.", "Nobody took the answer.")) };
        }

        var end = await asked;
        return gone.IsCancellationRequested ? end : await Say(end, line);
    }

    /// <summary>Asks, and gives the place back as soon as it is answered.</summary>
    private async Task<CageEnd> AskInPlace(Func<Action<byte[]>, CancellationToken, Task<CageEnd>> answering, ChannelWriter<byte[]> answer, CancellationToken cancel)
    {
        try
        {
            return await answering(said => answer.TryWrite(said), cancel);
        }
        finally
        {
            places.Release();
            answer.Complete();
        }
    }

    private async Task<CageEnd> AskProcess(string person, CageRequest request, Action<byte[]> line, CancellationToken cancel)
    {
        for (var isAgain = false; ; isAgain = true)
        {
            using var caged = TakeCage();
            cages[caged] = person;
            try
            {
                var end = await caged.Ask(request, line, clock, cancel);
                if (!caged.HasBegun && !isAgain && end.Refusal?.Code is (RefusalCodes.Engine or RefusalCodes.Memory))
                {
                    // It died while it waited for a question.
                    continue;
                }

                // Most that fail are mistakes in the question: of those a process says nothing.
                if (end.Refusal?.Code is RefusalCodes.Memory or RefusalCodes.Engine && await caged.Errors() is var errors && (errors.Length > 0 || end.Refusal.Code == RefusalCodes.Memory))
                {
                    Fell(person, end.Refusal.Code, errors);
                }

                return end with { Release = Path.GetFileNameWithoutExtension(request.ReleaseFile) };
            }
            finally
            {
                cages.TryRemove(caged, out _);
            }
        }
    }

    /// <returns>False where the reader did not take it in time.</returns>
    private async Task<bool> Deliver(ChannelReader<byte[]> answer, Func<ReadOnlyMemory<byte>, ValueTask> line, CancellationToken gone)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(Limits.Seconds + Limits.DeliverySeconds), clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(gone, patience.Token);
        try
        {
            await foreach (var said in answer.ReadAllAsync(stop.Token))
            {
                await line(said).AsTask().WaitAsync(stop.Token);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return gone.IsCancellationRequested;
        }
        catch (IOException)
        {
            // The reader broke the connection.
            return false;
        }
    }

    private CagedQuery TakeCage()
    {
        lock (turn)
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            if (spare is { HasEnded: true } dead)
            {
                dead.Dispose();
                spare = null;
            }

            var taken = spare ?? CagedQuery.Start();
            spare = CagedQuery.Start();
            return taken;
        }
    }

    private static async Task<CageEnd> Say(CageEnd end, Func<ReadOnlyMemory<byte>, ValueTask> line)
    {
        await line(Encoding.UTF8.GetBytes(end.Line() + "\n"));
        return end;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A question of {Person} ended with {Code}. {Errors}")]
    private partial void Fell(string person, string code, string errors);
}

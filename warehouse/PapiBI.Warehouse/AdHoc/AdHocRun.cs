using System.Threading.Channels;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace PapiBI.Warehouse.AdHoc;

/// <summary>How a run ended.</summary>
internal readonly record struct AdHocEnd(Refusal? Refusal, bool IsCapped, bool IsAbandoned);

/// <summary>One question on a thread of its own, which alone touches the engine. Whoever waits for it waits no longer than the time-out
/// and the grace, whatever the engine does.</summary>
internal sealed class AdHocRun
{
    // The engine's parser and the gate's walk recurse; a thread of the pool has 1.5 MB.
    private const int StackBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan InterruptPause = TimeSpan.FromMilliseconds(20);

    private readonly string releaseFile;
    private readonly string sql;
    private readonly AdHocLimits limits;
    private readonly TimeProvider clock;
    private readonly CancellationToken callers;
    private readonly CancellationTokenSource timeout;
    private readonly CancellationTokenSource stop;
    private readonly TaskCompletionSource<IReadOnlyList<AdHocColumn>?> columns = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<AdHocEnd> end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<object?[]> rows = Channel.CreateBounded<object?[]>(
        new BoundedChannelOptions(1_024) { SingleReader = true, SingleWriter = true });

    private volatile AdHocSession? session;

    public AdHocRun(string releaseFile, string sql, AdHocLimits limits, TimeProvider clock, CancellationToken cancellation)
    {
        (this.releaseFile, this.sql, this.limits, this.clock, this.callers) = (releaseFile, sql, limits, clock, cancellation);
        this.timeout = new CancellationTokenSource(limits.Timeout, clock);
        this.stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, this.timeout.Token);
        new Thread(Work, StackBytes) { IsBackground = true, Name = "ad hoc query" }.Start();
    }

    /// <summary>Null if the question was refused or stopped before it had columns.</summary>
    public async Task<IReadOnlyList<AdHocColumn>?> Columns()
    {
        await Settle(this.columns.Task);
        return this.columns.Task.IsCompleted ? await this.columns.Task : null;
    }

    /// <summary>Rows to be read, or null at the end.</summary>
    public async Task<ChannelReader<object?[]>?> NextRows()
    {
        Task<bool> more = this.rows.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        await Settle(more);
        return more.IsCompleted && await more ? this.rows.Reader : null;
    }

    public async Task<AdHocEnd> End()
    {
        await Settle(this.end.Task);
        return this.end.Task.IsCompleted ? await this.end.Task : new AdHocEnd(Stopped(), IsCapped: false, IsAbandoned: true);
    }

    /// <summary>Ends the run if it has not ended; false if the engine would not.</summary>
    public async Task<bool> Stop()
    {
        await this.stop.CancelAsync();
        await Settle(this.end.Task);
        if (!this.end.Task.IsCompleted)
        {
            return false;
        }

        this.stop.Dispose();
        this.timeout.Dispose();
        return true;
    }

    /// <summary>Waits for the task; once the run is to stop, keeps interrupting the engine, and gives up after the grace.</summary>
    private async Task Settle(Task task)
    {
        await task.WaitAsync(this.stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        long since = this.clock.GetTimestamp();
        while (!task.IsCompleted && this.clock.GetElapsedTime(since) < this.limits.Grace)
        {
            this.session?.Interrupt();
            await Task.WhenAny(task, Task.Delay(InterruptPause, this.clock, CancellationToken.None));
        }
    }

    private void Work()
    {
        AdHocEnd ended = default;
        try
        {
            ended = Answer();
        }
        catch (DuckDBException) when (this.stop.IsCancellationRequested)
        {
            ended = new AdHocEnd(Stopped(), IsCapped: false, IsAbandoned: false);
        }
        catch (OperationCanceledException)
        {
            ended = new AdHocEnd(Stopped(), IsCapped: false, IsAbandoned: false);
        }
        catch (DuckDBException e)
        {
            ended = new AdHocEnd(EngineError.ToRefusal(e, this.sql, this.limits), IsCapped: false, IsAbandoned: false);
        }
        catch (Exception e)
        {
            // The thread has no caller to catch it: whoever waits for columns, rows or the end gets it.
            this.columns.TrySetException(e);
            this.rows.Writer.TryComplete(e);
            this.end.TrySetException(e);
        }

        this.end.TrySetResult(ended);
        this.columns.TrySetResult(null);
        this.rows.Writer.TryComplete();
    }

    private AdHocEnd Answer()
    {
        using AdHocSession opened = AdHocSession.Open(this.releaseFile, this.limits);
        this.session = opened;
        if (opened.Check(this.sql) is { } refusal)
        {
            return new AdHocEnd(refusal, IsCapped: false, IsAbandoned: false);
        }

        this.stop.Token.ThrowIfCancellationRequested();
        using DuckDBDataReader reader = opened.Stream(this.sql);
        List<AdHocColumn> header = [.. Enumerable.Range(0, reader.FieldCount)
            .Select(i => new AdHocColumn(
                reader.GetName(i),
                reader.GetDataTypeName(i),
                reader.GetFieldType(i) is var type && type == typeof(Stream) ? typeof(byte[]) : type))];
        this.columns.TrySetResult(header);
        for (int count = 0; reader.Read(); count++)
        {
            if (count == this.limits.MaxRows)
            {
                return new AdHocEnd(null, IsCapped: true, IsAbandoned: false);
            }

            object?[] row = new object?[header.Count];
            if (Fill(row, reader, header) is { } unreadable)
            {
                return new AdHocEnd(unreadable, IsCapped: false, IsAbandoned: false);
            }

            // A reader who pauses holds the engine back here, so memory stays flat.
            this.rows.Writer.WriteAsync(row, this.stop.Token).AsTask().GetAwaiter().GetResult();
        }

        this.stop.Token.ThrowIfCancellationRequested();
        return default;
    }

    private static Refusal? Fill(object?[] row, DuckDBDataReader reader, List<AdHocColumn> header)
    {
        for (int i = 0; i < row.Length; i++)
        {
            try
            {
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i) is Stream blob ? Bytes(blob) : reader.GetValue(i);
            }
            catch (Exception e) when (e is InvalidCastException or InvalidOperationException or ArgumentException or FormatException
                or OverflowException or NullReferenceException or NotSupportedException)
            {
                // The driver cannot show some values: lists with nulls, intervals of months, infinite dates.
                return new Refusal(RefusalCodes.UnreadableValue, new Text(
                    $"Cột {header[i].Name} ({header[i].EngineType}) có giá trị không hiển thị được; hãy viết {header[i].Name}::varchar.",
                    $"Column {header[i].Name} ({header[i].EngineType}) holds a value that cannot be shown; write {header[i].Name}::varchar."));
            }
        }

        return null;
    }

    /// <summary>The driver's stream points into memory that the engine reuses for the next rows.</summary>
    private static byte[] Bytes(Stream blob)
    {
        using MemoryStream copy = new();
        blob.CopyTo(copy);
        return copy.ToArray();
    }

    private Refusal Stopped() => this.timeout.IsCancellationRequested && !this.callers.IsCancellationRequested
        ? new Refusal(RefusalCodes.Timeout, new Text(
            $"Quá thời gian {this.limits.Timeout.TotalSeconds:0.#} giây nên đã dừng.",
            $"Stopped after the limit of {this.limits.Timeout.TotalSeconds:0.#} seconds."))
        : new Refusal(RefusalCodes.Cancelled, new Text("Đã hủy theo yêu cầu.", "Cancelled as asked."));
}

using System.Data.Common;
using System.Threading.Channels;

namespace PapiBI.Warehouse.AdHoc;

/// <summary>How a run ended.</summary>
internal readonly record struct AdHocEnd(Refusal? Refusal, AdHocCap? Cap, bool IsAbandoned);

/// <summary>One question on a thread of its own, which alone touches the engine. Whoever waits for it waits no longer than the time-out
/// and the grace, whatever the engine does.</summary>
internal sealed class AdHocRun
{
    // The engine's parser and the gate's walk recurse; a thread of the pool has 1.5 MB.
    private const int StackBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan InterruptPause = TimeSpan.FromMilliseconds(20);

    private readonly Func<AdHocLimits, QuestionSession> open;
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

    private volatile QuestionSession? session;

    public AdHocRun(Func<AdHocLimits, QuestionSession> open, string sql, AdHocLimits limits, TimeProvider clock, CancellationToken cancellation)
    {
        (this.open, this.sql, this.limits, this.clock, this.callers) = (open, sql, limits, clock, cancellation);
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
        return this.end.Task.IsCompleted ? await this.end.Task : new AdHocEnd(Stopped(), Cap: null, IsAbandoned: true);
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
        catch (Exception e) when (this.stop.IsCancellationRequested && e is DbException or InvalidOperationException or IOException)
        {
            ended = new AdHocEnd(Stopped(), Cap: null, IsAbandoned: false);
        }
        catch (OperationCanceledException)
        {
            ended = new AdHocEnd(Stopped(), Cap: null, IsAbandoned: false);
        }
        catch (SessionRefusedException e)
        {
            ended = new AdHocEnd(e.Refusal, Cap: null, IsAbandoned: false);
        }
        catch (DbException e) when (this.session is not null)
        {
            ended = new AdHocEnd(this.session.ToRefusal(e, this.sql), Cap: null, IsAbandoned: false);
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
        using QuestionSession opened = this.open(this.limits);
        this.session = opened;
        this.stop.Token.ThrowIfCancellationRequested();
        if (opened.Check(this.sql) is { } refusal)
        {
            return new AdHocEnd(refusal, Cap: null, IsAbandoned: false);
        }

        this.stop.Token.ThrowIfCancellationRequested();
        using DbDataReader reader = opened.Stream(this.sql);
        List<AdHocColumn> header = [.. Enumerable.Range(0, reader.FieldCount)
            .Select(i => new AdHocColumn(
                reader.GetName(i),
                reader.GetDataTypeName(i),
                reader.GetFieldType(i) is var type && type == typeof(Stream) ? typeof(byte[]) : type))];
        this.columns.TrySetResult(header);
        AdHocEnd ended = Rows(opened, reader, header);
        if (ended.Cap is not null || ended.Refusal is not null)
        {
            // A reader that is closed before its end would take the rest first.
            opened.Interrupt();
        }

        this.stop.Token.ThrowIfCancellationRequested();
        return ended;
    }

    private AdHocEnd Rows(QuestionSession opened, DbDataReader reader, List<AdHocColumn> header)
    {
        long size = 0;
        for (int count = 0; reader.Read(); count++)
        {
            if (count == this.limits.MaxRows)
            {
                return new AdHocEnd(null, AdHocCap.Rows, IsAbandoned: false);
            }

            object?[] row = new object?[header.Count];
            if (Fill(row, opened, reader, header, count + 1) is { } unreadable)
            {
                return new AdHocEnd(unreadable, Cap: null, IsAbandoned: false);
            }

            size += row.Sum(SizeOf);
            if (size > this.limits.MaxBytes)
            {
                return new AdHocEnd(null, AdHocCap.Bytes, IsAbandoned: false);
            }

            // A reader who pauses holds the engine back here, so memory stays flat.
            this.rows.Writer.WriteAsync(row, this.stop.Token).AsTask().GetAwaiter().GetResult();
        }

        return default;
    }

    private static long SizeOf(object? value) => value switch
    {
        string text => text.Length,
        byte[] bytes => bytes.Length,
        _ => 8,
    };

    private Refusal? Fill(object?[] row, QuestionSession opened, DbDataReader reader, List<AdHocColumn> header, int number)
    {
        for (int i = 0; i < row.Length; i++)
        {
            try
            {
                row[i] = opened.Value(reader, i);
                if (row[i] is string or byte[] && SizeOf(row[i]) > this.limits.LongestCell)
                {
                    throw new LongValueException(i);
                }
            }
            catch (LongValueException)
            {
                return Refusal.TooLong(header[i].Name, number, this.limits);
            }
            catch (Exception e) when (!this.stop.IsCancellationRequested && e is InvalidCastException or InvalidOperationException or ArgumentException or FormatException
                or OverflowException or NullReferenceException or NotSupportedException)
            {
                // The driver cannot show some values: lists with nulls, intervals of months, infinite dates, decimals of 38 digits.
                string written = opened.AsText(header[i].Name);
                return new Refusal(RefusalCodes.UnreadableValue, new Text(
                    $"Cột {header[i].Name} ({header[i].EngineType}) có giá trị không hiển thị được; hãy viết {written}.",
                    $"Column {header[i].Name} ({header[i].EngineType}) holds a value that cannot be shown; write {written}."));
            }
        }

        return null;
    }

    private Refusal Stopped() => this.timeout.IsCancellationRequested && !this.callers.IsCancellationRequested
        ? new Refusal(RefusalCodes.Timeout, new Text(
            $"Quá thời gian {this.limits.Timeout.TotalSeconds:0.#} giây nên đã dừng.",
            $"Stopped after the limit of {this.limits.Timeout.TotalSeconds:0.#} seconds."))
        : new Refusal(RefusalCodes.Cancelled, new Text("Đã hủy theo yêu cầu.", "Cancelled as asked."));
}

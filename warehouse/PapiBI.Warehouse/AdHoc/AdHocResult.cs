namespace PapiBI.Warehouse.AdHoc;

/// <summary>A column of a result. <see cref="EngineType"/> is the engine's name for its type.</summary>
public sealed record AdHocColumn(string Name, string EngineType, Type Type);

/// <summary>What an answer was cut at.</summary>
public enum AdHocCap
{
    Rows,
    Bytes,
}

/// <summary>The answer to one question, read once from front to end. After the last row <see cref="Refusal"/>, <see cref="IsCapped"/> and
/// <see cref="RowsRead"/> say how it ended.</summary>
public sealed class AdHocResult : IAsyncDisposable
{
    private readonly AdHocRun run;
    private bool isDisposed;

    internal AdHocResult(AdHocRun run)
    {
        this.run = run;
    }

    /// <summary>Empty when the question was refused before it ran.</summary>
    public IReadOnlyList<AdHocColumn> Columns { get; private set; } = [];

    /// <summary>Null if all went well; it may still appear while rows are read.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Which limit there was more than; null: the answer is whole.</summary>
    public AdHocCap? Cap { get; private set; }

    /// <summary>Whether there was more than a limit lets through.</summary>
    public bool IsCapped => Cap is not null;

    public int RowsRead { get; private set; }

    /// <summary>Whether the engine ignored the cancel beyond the grace and still runs. Its thread and memory are lost until this process
    /// ends, so a process with one question should end.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>The rows, in the order of the engine; null stands for NULL.</summary>
    public async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
    {
        while (await this.run.NextRows() is { } rows)
        {
            while (rows.TryRead(out object?[]? row))
            {
                RowsRead++;
                yield return row;
            }
        }

        await Conclude();
    }

    public async ValueTask DisposeAsync()
    {
        // An engine that has been given up is not waited for a second time.
        if (!this.isDisposed && !IsAbandoned)
        {
            this.isDisposed = true;
            IsAbandoned = !await this.run.Stop();
        }
    }

    internal async Task ReadColumns()
    {
        Columns = await this.run.Columns() ?? [];
        if (Columns.Count == 0)
        {
            await Conclude();
        }
    }

    private async Task Conclude()
    {
        AdHocEnd end = await this.run.End();
        (Refusal, Cap, IsAbandoned) = (end.Refusal, end.Cap, end.IsAbandoned);
    }
}

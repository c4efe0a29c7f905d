using System.Data.Common;
using DuckDB.NET.Data;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Migrations;

namespace PapiBI.Warehouse;

/// <summary>
/// The embedded warehouse. DuckDB admits one writing process at a time. The file is reached through this connection only: opening it by other
/// means in this process would drop the lock.
/// </summary>
internal sealed class EmbeddedDatabase : WorkingDatabase
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly DuckDBConnection connection;

    private EmbeddedDatabase(DuckDBConnection connection) => this.connection = connection;

    public override DbConnection Connection => connection;

    public override Dialect Dialect => Dialect.DuckDb;

    public static EmbeddedDatabase Connect(DataFolder folder, TimeProvider clock, TimeSpan patience, Action<string>? onWaiting)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.WarehouseFile)!);
        // Many small questions: a second thread loads 120,000 scores no sooner, for a fifth more processor time.
        var opened = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = folder.WarehouseFile, ["threads"] = 1 }.ConnectionString);
        var start = clock.GetTimestamp();
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                opened.Open();
                return new EmbeddedDatabase(opened);
            }
            catch (DuckDBException e) when (!e.Message.Contains("Could not set lock", StringComparison.Ordinal))
            {
                opened.Dispose();
                throw new WarehouseUnavailableException(folder.WarehouseFile, e);
            }
            catch (DuckDBException e)
            {
                if (clock.GetElapsedTime(start) > patience)
                {
                    opened.Dispose();
                    throw new WarehouseBusyException(folder, patience, e);
                }

                if (isFirst)
                {
                    onWaiting?.Invoke(e.Message);
                }

                Thread.Sleep(Pause);
            }
        }
    }

    protected override void Migrate(TimeProvider clock) => Migrator.Migrate(connection, Dialect, clock);

    public override void Append(string table, IEnumerable<object?[]> rows, DbTransaction transaction)
    {
        using var appender = connection.CreateAppender(table);
        foreach (var row in rows)
        {
            var line = appender.CreateRow();
            foreach (var value in row)
            {
                _ = value switch
                {
                    null => line.AppendNullValue(),
                    string text => line.AppendValue(text),
                    int number => line.AppendValue(number),
                    short number => line.AppendValue(number),
                    long number => line.AppendValue(number),
                    double number => line.AppendValue(number),
                    DateOnly date => line.AppendValue(date),
                    DateTime time => line.AppendValue(time),
                    _ => throw new ArgumentOutOfRangeException(nameof(rows), value, "No column of the warehouse has this type."),
                };
            }

            line.EndRow();
        }
    }

    public override void Dispose() => connection.Dispose();
}

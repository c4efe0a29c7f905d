using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using PapiBI.Warehouse;

namespace PapiBI.Benchmarks;

/// <summary>
/// Rows into a table, without the loader's rules: the bulk path of either engine beside inserts row by row, each in a process of its own, so that its
/// memory is its own; and as many million rows as answers of a survey have.
/// </summary>
internal static class BulkBenchmark
{
    public const string Skipped = "skipped: no SQL Server configured: set PAPIBI_TEST_SQLSERVER";

    private const string Embedded = "duckdb";
    private const string Keyless = "duckdb-without-key";
    private const string Bulk = "server";
    private const string RowByRow = "row-by-row";
    private const int Rows = 20_160;
    private const int ManyRows = 10_000_000;
    private const int Million = 1_000_000;
    private const int Repetitions = 3;

    private static readonly int[] Marks = [1, 2, 5, 10];
    private static readonly string? Configured = Environment.GetEnvironmentVariable("PAPIBI_TEST_SQLSERVER") is { Length: > 0 } set ? set : null;

    public static IEnumerable<ComparedRow> Run(string folder)
    {
        string what = FormattableString.Invariant($"Append {Rows:N0} scores, committed");
        if (Configured is null)
        {
            yield return new ComparedRow($"{what}, on the server", "", Skipped, "");
            yield return new ComparedRow(OfMany("the server"), "", Skipped, "");
            yield return Many("DuckDB", Measure(folder, Embedded, ManyRows));
            yield return Many("DuckDB, no key", Measure(folder, Keyless, ManyRows));
            yield break;
        }

        List<Measured> bulk = [], row = [], duck = [];
        for (int i = 0; i < Repetitions; i++)
        {
            bulk.Add(Measure(folder, Bulk, Rows));
            row.Add(Measure(folder, RowByRow, Rows));
            duck.Add(Measure(folder, Embedded, Rows));
        }

        double ours = ComparedRow.Median(bulk.Select(m => m.RowsPerSecond));
        yield return Beside("the server, row by row, prepared", row);
        yield return Beside("DuckDB's appender", duck);
        Measured many = Measure(folder, Bulk, ManyRows), manyDuck = Measure(folder, Embedded, ManyRows);
        yield return Many("the server", many) with
        {
            Beside = FormattableString.Invariant($"DuckDB: {manyDuck.RowsPerSecond:N0} rows/s"),
            Ratio = FormattableString.Invariant($"{many.RowsPerSecond / manyDuck.RowsPerSecond:0.00} × as fast"),
        };
        yield return Many("DuckDB", manyDuck);
        yield return Many("DuckDB, no key", Measure(folder, Keyless, ManyRows));

        ComparedRow Beside(string name, IEnumerable<Measured> measured)
        {
            double other = ComparedRow.Median(measured.Select(m => m.RowsPerSecond));
            return new ComparedRow($"{what}, on the server (SqlBulkCopy)", FormattableString.Invariant($"{ours:N0} rows/s"), FormattableString.Invariant($"{name}: {other:N0} rows/s"), FormattableString.Invariant($"{ours / other:0.00} × as fast"));
        }
    }

    /// <summary>The server as it names itself, for the line above the table; null where none is configured.</summary>
    public static string? Server() => Configured is null ? null : BulkTable.Version(Configured);

    /// <summary>In the process of its own: fills the table and says the seconds and, at each mark, the millions of rows, the most memory of the process since the last mark and the managed heap, in MB.</summary>
    public static void RunHere(string way, int rows, string folder)
    {
        using var table = new BulkTable(folder, way is Embedded or Keyless ? null : Configured, hasKey: way != Keyless);

        // The way is walked once before, so that compiling and connecting are not counted.
        Fill(table, way, ScoreLines(1).Take(100));
        using var memory = new SampledMemory();
        long start = Stopwatch.GetTimestamp();
        Fill(table, way, memory.Watching(ScoreLines(2).Take(rows)));
        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalSeconds);
        long stored = table.Database.Query<long>($"select cast(count(*) as bigint) from {BulkTable.Name} s where s.load_id = 2")[0];
        if (stored != rows)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"{stored:N0} of {rows:N0} rows arrived."));
        }
    }

    private static void Fill(BulkTable table, string way, IEnumerable<object?[]> rows)
    {
        using var transaction = table.Database.Connection.BeginTransaction();
        if (way == RowByRow)
        {
            Insert(table.Database.Connection, transaction, rows);
        }
        else
        {
            table.Database.Append(BulkTable.Name, rows, transaction);
        }

        transaction.Commit();
    }

    private static void Insert(DbConnection connection, DbTransaction transaction, IEnumerable<object?[]> rows)
    {
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"insert into {BulkTable.Name} values (@load, @index, @year, @item, @province, @score, @vi, @en, @sheet, @place)";
        (string Name, DbType Type, int Size)[] types =
        [
            ("@load", DbType.Int32, 0), ("@index", DbType.AnsiString, 20), ("@year", DbType.Int32, 0), ("@item", DbType.AnsiString, 20), ("@province", DbType.AnsiString, 10),
            ("@score", DbType.Double, 0), ("@vi", DbType.String, 500), ("@en", DbType.String, 500), ("@sheet", DbType.String, 100), ("@place", DbType.String, 60),
        ];
        foreach (var (name, type, size) in types)
        {
            var parameter = insert.CreateParameter();
            (parameter.ParameterName, parameter.DbType, parameter.Size) = (name, type, size);
            insert.Parameters.Add(parameter);
        }

        insert.Prepare();
        foreach (var row in rows)
        {
            for (int i = 0; i < row.Length; i++)
            {
                insert.Parameters[i].Value = row[i] ?? DBNull.Value;
            }

            insert.ExecuteNonQuery();
        }
    }

    /// <summary>Without end, each with a key of its own: 63 provinces × 32 parts a year. One in 50 has no score and says why.</summary>
    private static IEnumerable<object?[]> ScoreLines(int loadId)
    {
        string[] provinces = [.. Enumerable.Range(1, 63).Select(n => n.ToString("00", CultureInfo.InvariantCulture))];
        string[] parts = [.. Enumerable.Range(0, 32).Select(n => FormattableString.Invariant($"{(n / 4) + 1}.{(n % 4) + 1}"))];
        for (int i = 0; ; i++)
        {
            bool isMissing = i % 50 == 7;
            yield return
            [
                loadId, "BENCH", 1000 + (i / (63 * 32)), parts[i / 63 % 32], provinces[i % 63], isMissing ? null : i % 10_007 / 7e0,
                isMissing ? "Số liệu của tỉnh không được công bố trong năm này" : "", isMissing ? "The province's figures were not published this year" : "", "Bảng 1", "C" + (i % 63).ToString(CultureInfo.InvariantCulture),
            ];
        }
    }

    private static Measured Measure(string folder, string way, int rows)
    {
        string own = Path.Combine(folder, $"bulk-{way}");
        ChildProcess run = ChildProcess.Run(Environment.ProcessPath!, "bulk-here", way, rows.ToString(CultureInfo.InvariantCulture), own);
        Directory.Delete(own, recursive: true);
        string[] lines = run.Output.Split('\n');
        return new Measured(rows / double.Parse(lines[^1], CultureInfo.InvariantCulture), lines[..^1], run.PeakMegabytes);
    }

    private static string OfMany(string engine) => FormattableString.Invariant($"{ManyRows:N0} scores streamed into {engine}");

    private static ComparedRow Many(string engine, Measured run) => new(
        OfMany(engine),
        FormattableString.Invariant($"{run.RowsPerSecond:N0} rows/s, memory at {string.Join(" / ", Marks)} million: {string.Join(" / ", run.AtMarks.Select(mark => mark.Split(' ')[0]))} MB, at most {run.PeakMegabytes:0} MB until it was committed; managed heap of it at most {run.AtMarks.Max(mark => int.Parse(mark.Split(' ')[1], CultureInfo.InvariantCulture))} MB"),
        "",
        "");

    private sealed record Measured(double RowsPerSecond, string[] AtMarks, double PeakMegabytes);

    /// <summary>Looks at the memory of this process every 50,000 rows, and says the most of it at each mark.</summary>
    private sealed class SampledMemory : IDisposable
    {
        private readonly Process process = Process.GetCurrentProcess();

        public void Dispose() => process.Dispose();

        public IEnumerable<object?[]> Watching(IEnumerable<object?[]> rows)
        {
            long most = 0, heap = 0;
            int n = 0;
            foreach (var row in rows)
            {
                yield return row;
                if (++n % 50_000 == 0)
                {
                    process.Refresh();
                    (most, heap) = (Math.Max(most, process.WorkingSet64), Math.Max(heap, GC.GetTotalMemory(forceFullCollection: false)));
                }

                if (n % Million == 0 && Marks.Contains(n / Million))
                {
                    Console.WriteLine(FormattableString.Invariant($"{most / 1e6:0} {heap / 1e6:0}"));
                    (most, heap) = (0, 0);
                }
            }
        }
    }
}

using System.Data.Common;
using System.Globalization;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Dialects;

namespace PapiBI.Tests.Warehouse;

/// <summary>The bulk path of an engine: any number of rows, none held, each value as it was.</summary>
public abstract class BulkAppendTests : IDisposable
{
    private const int Many = 300_000;
    private const string LongText = "Đề nghị Ủy ban nhân dân tỉnh công khai kết quả giải quyết thủ tục hành chính, đất đai và xây dựng 🏛 ";

    private static readonly double[] Doubles = [0.1, 1 / 3d, 1.611377, -2.2250738585072014E-308, double.MaxValue, 4503599627370497.5, 0];

    private readonly TemporaryFolder folder = new();
    private readonly TestEngine engine;
    private readonly DataFolder data;
    private readonly WorkingDatabase database;

    protected BulkAppendTests(TestEngine engine)
    {
        this.engine = engine;
        data = engine.Install(folder.Path);
        database = WorkingDatabase.Open(data, new FixedClock(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero)), TimeSpan.FromSeconds(30));
        database.Execute($"create table bulk_row (row_no integer not null primary key, small smallint, big bigint, ratio double precision, day date, moment {(database.Dialect == Dialect.DuckDb ? "timestamp" : "datetime2(3)")}, words nvarchar(2000), code varchar(20))");
    }

    public void Dispose()
    {
        database.Dispose();
        engine.Remove(data);
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Rows_are_taken_one_by_one_and_let_go()
    {
        List<WeakReference> sampled = [];
        List<int> alive = [];

        Append(Watched());

        Assert.Equal(Many, database.Query<int>("select count(*) from bulk_row r")[0]);
        Assert.Equal(Many / 50_000, alive.Count);
        Assert.All(alive, held => Assert.InRange(held, 0, 20));

        // Every 100th row, counted each 50,000 rows: a path that keeps its rows would hold 500 of them at the first count.
        IEnumerable<object?[]> Watched()
        {
            for (var i = 0; i < Many; i++)
            {
                var row = Row(i);
                if (i % 100 == 0)
                {
                    sampled.Add(new WeakReference(row));
                }

                yield return row;
                if ((i + 1) % 50_000 == 0)
                {
                    row = null;
                    GC.Collect();
                    alive.Add(sampled.Count(reference => reference.IsAlive));
                }
            }
        }
    }

    [Fact]
    public void Every_value_arrives_as_it_was_and_in_its_row()
    {
        const int rows = 20_000;
        Append(Enumerable.Range(0, rows).Select(Row));

        var read = 0;
        using var command = database.Connection.CreateCommand();
        command.CommandText = "select r.row_no, r.small, r.big, r.ratio, r.day, r.moment, r.words, r.code from bulk_row r order by r.row_no";
        using var reader = command.ExecuteReader();
        for (; reader.Read(); read++)
        {
            Assert.Equal(Row(read).Select(Shown), Enumerable.Range(0, reader.FieldCount).Select(i => Shown(reader.IsDBNull(i) ? null : Value(reader, i))));
        }

        Assert.Equal(rows, read);
    }

    [Fact]
    public void No_rows_at_all_are_no_error()
    {
        Append([]);

        Assert.Equal(0, database.Query<int>("select count(*) from bulk_row r")[0]);
    }

    [Fact]
    public void A_row_that_breaks_the_key_leaves_none_of_them()
    {
        // A server's error is told in words.
        var broken = Assert.ThrowsAny<Exception>(() => Append(Enumerable.Range(0, 5_000).Append(17).Select(Row)));

        Assert.Contains("duplicate", broken.Message, StringComparison.OrdinalIgnoreCase);
        Assert.True(broken is DbException or WarehouseUnavailableException { InnerException: DbException }, broken.GetType().Name);

        Assert.Equal(0, database.Query<int>("select count(*) from bulk_row r")[0]);
    }

    private void Append(IEnumerable<object?[]> rows)
    {
        using var transaction = database.Connection.BeginTransaction();
        database.Append("bulk_row", rows, transaction);
        transaction.Commit();
    }

    /// <summary>The first has nothing but its number, so that no type can be told from it.</summary>
    private static object?[] Row(int no) => no % 1_000 == 0
        ? [no, null, null, null, null, null, null, null]
        :
        [
            no,
            (short)((no % 65_536) - 32_768),
            no % 2 == 0 ? long.MaxValue - no : long.MinValue + no,
            no < Doubles.Length ? Doubles[no] : Math.Sqrt(no) / 7,
            new DateOnly(1900, 1, 1).AddDays(no % 60_000),
            new DateTime(2026, 11, 25, 3, 0, 0, DateTimeKind.Unspecified).AddMilliseconds(no * 7L),
            no % 500 == 1 ? string.Concat(Enumerable.Repeat(LongText, 19)) : LongText[..(no % LongText.Length % 90)],
            no.ToString("x", CultureInfo.InvariantCulture),
        ];

    private static object Value(DbDataReader reader, int column) => column == 4 ? DateOnly.FromDateTime(reader.GetDateTime(column)) : reader.GetValue(column);

    private static string? Shown(object? value) => value switch
    {
        null => null,
        double number => BitConverter.DoubleToInt64Bits(number).ToString("x", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}

public sealed class BulkAppendOnDuckDbTests() : BulkAppendTests(TestEngine.DuckDb);

public sealed class BulkAppendOnSqlServerTests() : BulkAppendTests(TestEngine.SqlServer);

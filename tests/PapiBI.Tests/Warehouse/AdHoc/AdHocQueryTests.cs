using System.Diagnostics;
using System.Numerics;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Tests.Warehouse.AdHoc;

/// <summary>These measure time and memory of the process, so they run alone.</summary>
[CollectionDefinition(nameof(AdHocQueryTests), DisableParallelization = true)]
[Collection(nameof(AdHocQueryTests))]
public sealed class AdHocQueryTests : IDisposable
{
    private const string ThirtyMillionRows = "select a.range, b.range from range(30000) a, range(1000) b";

    private readonly SmallRelease release = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => release.Dispose();

    [Fact]
    public async Task Columns_come_with_names_and_types_and_values_pass_through()
    {
        await using AdHocResult result = await release.Query().Run(
            """
            select province_name, year, score, published_on, sum(year) over () as total, null as nothing, 1.25::decimal(9, 2) as d, true as yes
            from score where province_code = '58' and year = 2020
            """,
            new AdHocLimits(),
            Cancellation);
        List<IReadOnlyList<object?>> rows = await Read(result);

        Assert.Equal(["province_name", "year", "score", "published_on", "total", "nothing", "d", "yes"], result.Columns.Select(c => c.Name));
        Assert.Equal(
            [typeof(string), typeof(int), typeof(double), typeof(DateOnly), typeof(BigInteger)],
            result.Columns.Take(5).Select(c => c.Type));
        Assert.Equal(
            ["Ninh Thuận", 2020, 41.58, new DateOnly(2020, 4, 15), new BigInteger(2020), null, 1.25m, true],
            Assert.Single(rows));
        Assert.Equal((null, false, false, 1), (result.Refusal, result.IsCapped, result.IsAbandoned, result.RowsRead));
    }

    [Fact]
    public async Task Collation_vi_puts_D_with_stroke_after_D()
    {
        await using AdHocResult result = await release.Query().Run(
            "select w from (values ('Đà Nẵng'), ('An Giang'), ('Điện Biên'), ('Hà Nội'), ('Dĩ An')) t(w) order by w collate vi",
            new AdHocLimits(),
            Cancellation);

        Assert.Equal(["An Giang", "Dĩ An", "Đà Nẵng", "Điện Biên", "Hà Nội"], (await Read(result)).Select(row => row[0]));
    }

    [Fact]
    public async Task The_first_of_thirty_million_rows_comes_at_once_and_memory_stays_flat()
    {
        await using AdHocResult result = await release.Query().Run(
            ThirtyMillionRows, new AdHocLimits { MaxRows = int.MaxValue, Timeout = TimeSpan.FromMinutes(2) }, Cancellation);
        long before = Environment.WorkingSet;
        Stopwatch watch = Stopwatch.StartNew();
        int rows = 0;
        await foreach (IReadOnlyList<object?> row in result.Rows())
        {
            if (rows == 0)
            {
                // All of them take ten seconds and more.
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"The first row took {watch.Elapsed}.");
            }

            if (++rows == 2_000_000)
            {
                break;
            }
        }

        // All thirty million, held as objects, would take 2 GB.
        Assert.True(Environment.WorkingSet - before < 400_000_000, $"Grew by {(Environment.WorkingSet - before) / 1_000_000} MB.");
    }

    [Fact]
    public async Task A_paused_reader_holds_the_engine_back()
    {
        await using AdHocResult result = await release.Query().Run(
            ThirtyMillionRows, new AdHocLimits { MaxRows = int.MaxValue }, Cancellation);
        await using IAsyncEnumerator<IReadOnlyList<object?>> rows = result.Rows().GetAsyncEnumerator(Cancellation);
        Assert.True(await rows.MoveNextAsync());
        long before = Environment.WorkingSet;
        await Task.Delay(500, Cancellation);

        Assert.True(Environment.WorkingSet - before < 100_000_000);
    }

    [Fact]
    public async Task Rows_stop_at_the_limit_and_the_result_says_so()
    {
        await using AdHocResult result = await release.Query().Run(ThirtyMillionRows, new AdHocLimits { MaxRows = 7 }, Cancellation);

        Assert.Equal(7, (await Read(result)).Count);
        Assert.Equal((true, 7, null), (result.IsCapped, result.RowsRead, result.Refusal));
    }

    [Fact]
    public async Task Exactly_as_many_rows_as_allowed_are_not_capped()
    {
        await using AdHocResult result = await release.Query().Run("select * from range(7)", new AdHocLimits { MaxRows = 7 }, Cancellation);

        Assert.Equal(7, (await Read(result)).Count);
        Assert.False(result.IsCapped);
    }

    [Theory]
    [InlineData("select count(*) from range(10000000) a, range(10000000) b where a.range % 7 + b.range % 3 < 0")]
    [InlineData("select a.range from range(10000000) a, range(10000000) b where a.range + b.range < 0")]
    [InlineData("with recursive n as (select 1 i union all select i + 1 from n) select max(i) from n")]
    public async Task A_long_question_is_stopped_at_its_time(string sql)
    {
        Stopwatch watch = Stopwatch.StartNew();
        await using AdHocResult result = await release.Query().Run(
            sql, new AdHocLimits { Timeout = TimeSpan.FromMilliseconds(500), Grace = TimeSpan.FromSeconds(10) }, Cancellation);
        await Read(result);

        Assert.Equal(RefusalCodes.Timeout, result.Refusal?.Code);
        Assert.False(result.IsAbandoned);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8), $"Took {watch.Elapsed}.");
    }

    [Fact]
    public async Task Time_runs_while_rows_are_read_too()
    {
        await using AdHocResult result = await release.Query().Run(
            "select * from range(1000000000000)", new AdHocLimits { MaxRows = int.MaxValue, Timeout = TimeSpan.FromSeconds(2) }, Cancellation);
        int rows = 0;
        await foreach (IReadOnlyList<object?> _ in result.Rows())
        {
            rows++;
        }

        Assert.Equal(RefusalCodes.Timeout, result.Refusal?.Code);
        Assert.True(rows > 0);
        Assert.Equal(rows, result.RowsRead);
    }

    [Fact]
    public async Task An_engine_that_will_not_stop_is_left_behind_after_the_grace()
    {
        // Folding this constant cannot be interrupted.
        string stubborn = $"select levenshtein({Long('a')}, {Long('b')})";
        Stopwatch watch = Stopwatch.StartNew();
        await using AdHocResult result = await release.Query().Run(
            stubborn, new AdHocLimits { Timeout = TimeSpan.FromSeconds(1), Grace = TimeSpan.FromMilliseconds(200) }, Cancellation);

        Assert.Equal(RefusalCodes.Timeout, result.Refusal?.Code);
        Assert.True(result.IsAbandoned);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(4), $"Took {watch.Elapsed}.");

        static string Long(char letter) => $"lpad('', 60000, '{letter}')";
    }

    [Fact]
    public async Task The_caller_may_cancel()
    {
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(300));
        await using AdHocResult result = await release.Query().Run(
            "select count(*) from range(10000000) a, range(10000000) b where a.range % 7 + b.range % 3 < 0", new AdHocLimits(), source.Token);

        Assert.Equal(RefusalCodes.Cancelled, result.Refusal?.Code);
    }

    [Fact]
    public async Task Leaving_in_the_middle_stops_the_engine()
    {
        AdHocResult result = await release.Query().Run(ThirtyMillionRows, new AdHocLimits { MaxRows = int.MaxValue }, Cancellation);
        await foreach (IReadOnlyList<object?> _ in result.Rows())
        {
            break;
        }

        await result.DisposeAsync();
        await result.DisposeAsync();

        Assert.False(result.IsAbandoned);
    }

    [Theory]
    [InlineData("select list(range) from range(100000000)")]
    [InlineData("select * from range(100000000) order by hash(range), range desc")]
    [InlineData("select string_agg(range::varchar, ',') from range(100000000)")]
    public async Task A_question_over_the_memory_limit_is_refused_clearly(string sql)
    {
        await using AdHocResult result = await release.Query().Run(
            sql, new AdHocLimits { MemoryMegabytes = 100, Timeout = TimeSpan.FromMinutes(1) }, Cancellation);
        await Read(result);

        Assert.Equal(RefusalCodes.Memory, result.Refusal?.Code);
        Assert.Contains("100 MB", result.Refusal?.Message.Vi, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("select nope from score", "nope", 1, 8)]
    [InlineData("select\n 'x'::integer", "'x'", 2, 5)]
    [InlineData("select province_name + 1 from score", "+", 1, 22)]
    public async Task What_the_engine_finds_wrong_comes_with_its_place_and_no_path(string sql, string named, int line, int column)
    {
        await using AdHocResult result = await release.Query().Run(sql, new AdHocLimits(), Cancellation);
        await Read(result);

        Assert.Equal(RefusalCodes.Engine, result.Refusal?.Code);
        Assert.Contains(named, result.Refusal!.Message.En, StringComparison.Ordinal);
        Assert.Equal(new SqlPosition(line, column), result.Refusal.At);
        Assert.DoesNotContain(release.Folder, result.Refusal.Message.En, StringComparison.Ordinal);
        Assert.DoesNotContain('{', result.Refusal.Message.En);
    }

    [Fact]
    public async Task A_refused_question_has_no_columns_and_no_rows()
    {
        await using AdHocResult result = await release.Query().Run("drop table province", new AdHocLimits(), Cancellation);

        Assert.Equal(RefusalCodes.NotSelect, result.Refusal?.Code);
        Assert.Empty(result.Columns);
        Assert.Empty(await Read(result));
        Assert.Equal(RefusalCodes.NotSelect, result.Refusal?.Code);
    }

    [Theory]
    [InlineData("[1, null]")]
    [InlineData("interval 1 month")]
    [InlineData("'infinity'::date")]
    public async Task A_value_the_driver_cannot_show_is_refused_with_the_way_out(string value)
    {
        await using AdHocResult result = await release.Query().Run($"select {value} as odd", new AdHocLimits(), Cancellation);
        await Read(result);
        await using AdHocResult asText = await release.Query().Run($"select ({value})::varchar as odd", new AdHocLimits(), Cancellation);

        Assert.Equal(RefusalCodes.UnreadableValue, result.Refusal?.Code);
        Assert.Contains("odd::varchar", result.Refusal!.Message.En, StringComparison.Ordinal);
        Assert.Single(await Read(asText));
    }

    [Fact]
    public async Task A_missing_release_reaches_the_caller_as_it_is()
    {
        AdHocQuery query = new(Path.Combine(release.Folder, "none.duckdb"), TimeProvider.System);

        await Assert.ThrowsAsync<ReleaseUnavailableException>(() => query.Run("select 1", new AdHocLimits(), Cancellation));
    }

    [Fact]
    public async Task Questions_at_the_same_time_do_not_disturb_each_other()
    {
        AdHocQuery query = release.Query();
        int[] counts = await Task.WhenAll(Enumerable.Range(1, 8).Select(async n =>
        {
            await using AdHocResult result = await query.Run($"select * from score, range({n})", new AdHocLimits(), Cancellation);
            return (await Read(result)).Count;
        }));

        Assert.Equal(Enumerable.Range(1, 8).Select(n => n * 25), counts);
    }

    private static async Task<List<IReadOnlyList<object?>>> Read(AdHocResult result)
    {
        List<IReadOnlyList<object?>> rows = [];
        await foreach (IReadOnlyList<object?> row in result.Rows())
        {
            rows.Add(row);
        }

        return rows;
    }
}

using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Warehouse;

/// <summary>Official workbooks: of higher precedence than the project's own tables, several loads of one file, and known by their description, too.</summary>
public abstract class OfficialLoadTests(TestEngine engine) : IDisposable
{
    private readonly TestWarehouse warehouse = new(engine);

    public void Dispose()
    {
        warehouse.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Of_two_loads_the_one_of_higher_precedence_is_in_force_even_where_it_is_older()
    {
        Load([.. Some.Country(2), .. Some.IndexOf([2020])]);
        Load(Official(Some.Scores(2020, [("01", 5, 3, 1)])), Some.Scores(2020, [("01", 6, 3, 1), ("02", 4, 4, 1)]));
        Load(Official(Some.Published([Some.Figure(2020, "01", PublishedMeasure.Rank, 2)])), Some.Published([Some.Figure(2020, "01", PublishedMeasure.Rank, 1), Some.Figure(2020, "02", PublishedMeasure.Rank, 1)]));
        using var release = Publish();

        Assert.Equal(["01 5 7", "02 4 8"], warehouse.Read("select province_code, score, load_id from published_score where item_code = '1.1' order by province_code"));
        Assert.Equal(["01 2 9", "02 1 10"], warehouse.Read("select province_code, value, load_id from published_fact order by province_code"));
        Assert.Equal(["1.1 5", "1.1 6 superseded"], Trace.Cells(release, Some.Index, 2020, "01", "1.1").Select(c => $"{c.ItemCode} {c.Score}{(c.IsSuperseded ? " superseded" : "")}"));
    }

    [Fact]
    public void Of_one_precedence_the_newest_is_in_force()
    {
        Load([.. Some.Country(1), .. Some.IndexOf([2020]), Official(Some.Scores(2020, [("01", 5, 3, 1)])), Official(Some.Scores(2020, [("01", 6, 3, 1)]))]);
        using var release = Publish();

        Assert.Equal(["6 8"], warehouse.Read("select score, load_id from published_score where item_code = '1.1'"));
    }

    [Fact]
    public void What_one_workbook_holds_is_several_loads_of_the_same_bytes()
    {
        Load([.. Some.Country(1), .. Some.IndexOf([2020])]);
        IReadOnlyList<LoadBatch> batches = Workbook(Some.Scores(2020, [("01", 5, 3, 1)]), Some.Published([Some.Figure(2020, "01", PublishedMeasure.Rank, 1)]));

        var loaded = Assert.IsType<LoadOutcome.Loaded>(LoadTogether(batches));

        Assert.Equal((7, 4), (loaded.LoadId, loaded.Rows));
        Assert.Equal(new LoadOutcome.AlreadyLoaded(7, SupersededBy: null), LoadTogether(batches));
        using var database = warehouse.Open();
        Assert.Equal(
            ["7 scores 10 some-description", "8 published 10 some-description"],
            database.Query<string>("select concat(load_id, ' ', kind, ' ', precedence, ' ', description) from source_load where load_id > 6 order by load_id"));
        Assert.Equal([1L], database.Query<long>("select count(distinct file_sha256) from source_load where load_id > 6"));
    }

    [Fact]
    public void Where_one_table_of_a_workbook_breaks_an_audit_none_is_taken()
    {
        Load([.. Some.Country(1), .. Some.IndexOf([2020])]);

        var refused = Assert.IsType<LoadOutcome.Refused>(LoadTogether(Workbook(Some.Scores(2020, [("01", 5, 3, 1)]), Some.Published([Some.Figure(2020, "99", PublishedMeasure.Rank, 1)]))));

        Assert.Equal(["audit-published-of-known-subjects"], refused.Issues.Select(i => i.Code));
        using var database = warehouse.Open();
        Assert.Equal(["refused"], database.Query<string>("select status from source_load where load_id > 6"));
        Assert.Equal([0L], database.Query<long>("select count(*) from fact_score"));
    }

    [Fact]
    public void The_same_bytes_read_by_a_mended_description_are_another_load()
    {
        Load([.. Some.Country(1), .. Some.IndexOf([2020])]);
        IReadOnlyList<LoadBatch> batches = Workbook(Some.Scores(2020, [("01", 5, 3, 1)]));
        IReadOnlyList<LoadBatch> mended = [batches[0] with { DescriptionSha256 = "mended", Rows = [.. batches[0].Rows.Cast<ScoreRow>().Select(r => r with { Score = r.Score + 1 })] }];

        Assert.IsType<LoadOutcome.Loaded>(LoadTogether(batches));
        Assert.IsType<LoadOutcome.Loaded>(LoadTogether(mended));

        Assert.Equal(new LoadOutcome.AlreadyLoaded(7, SupersededBy: 8), LoadTogether(batches));
        Assert.Equal(new LoadOutcome.AlreadyLoaded(8, SupersededBy: null), LoadTogether(mended));
        using var database = warehouse.Open();
        Assert.Null(new WarehouseLoader(database, warehouse.Clock, Steps.Silent).FindLoaded(batches[0].File.Sha256));
    }

    [Fact]
    public void A_newer_load_of_lower_precedence_supersedes_nothing()
    {
        Load([.. Some.Country(1), .. Some.IndexOf([2020])]);
        IReadOnlyList<LoadBatch> batches = Workbook(Some.Scores(2020, [("01", 5, 3, 1)]));
        LoadTogether(batches);
        Load(Some.Scores(2020, [("01", 6, 3, 1)]));

        Assert.Equal(new LoadOutcome.AlreadyLoaded(7, SupersededBy: null), LoadTogether(batches));
    }

    [Fact]
    public void How_uncertain_a_score_is_comes_with_the_scores_and_is_superseded_like_them()
    {
        Load([.. Some.Country(2), .. Some.IndexOf([2020])]);
        LoadBatch scores = Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)]);
        Load(Official(scores with { Rows = [.. scores.Rows, Uncertainty("01") with { StandardError = 0.1, IntervalLow = 8.8355, IntervalHigh = 9.1645, IntervalMultiplier = 1.645, Observations = 200 }] }));
        Load(Some.Published([]) with { Rows = [Uncertainty("01") with { StandardError = 0.3 }, Uncertainty("02") with { Variance = 0.04 }] });
        using var release = Publish();

        Assert.Equal(
            ["01 0.1 8.8355 9.1645 1.645 – 200 7 line 2, column 9", "02 – – – – 0.04 – 8 line 2, column 9"],
            warehouse.Read("select province_code, standard_error, interval_low, interval_high, interval_multiplier, variance, observations, load_id, place from uncertainty order by province_code"));
        Assert.Equal([new EditionName(Some.Index, 2020)], ReleaseFiles.NewIn(release, null));
    }

    [Fact]
    public void An_uncertainty_of_no_score_or_with_a_reversed_interval_is_refused()
    {
        Load([.. Some.Country(1), .. Some.IndexOf([2020])]);

        var refused = Assert.IsType<LoadOutcome.Refused>(LoadTogether([Some.Published([]) with { Rows = [Uncertainty("09"), Uncertainty("01") with { IntervalLow = 2, IntervalHigh = 1 }] }]));

        Assert.Equal(["audit-uncertainty-of-known-scores", "audit-uncertainty-of-known-scores"], refused.Issues.Select(i => i.Code));
        
        // Of a whole double DuckDB writes 2.0, SQL Server 2.
        Assert.Contains("TEST 2020 TEST 01:  [2; 1]", refused.Issues[0].Message.En.Replace(".0", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static UncertaintyRow Uncertainty(string province) => new() { Origin = new Origin("", "line 2, column 9"), IndexCode = Some.Index, Year = 2020, ItemCode = Some.Index, ProvinceCode = province };

    private static LoadBatch Official(LoadBatch batch) => batch with { Precedence = 10, Description = "some-description", DescriptionSha256 = "some hash" };

    private static IReadOnlyList<LoadBatch> Workbook(params IReadOnlyList<LoadBatch> batches)
    {
        var file = Some.File("workbook.xlsx");
        return [.. batches.Select(batch => Official(batch) with { File = file })];
    }

    private LoadOutcome LoadTogether(IReadOnlyList<LoadBatch> batches)
    {
        using var database = warehouse.Open();
        return new WarehouseLoader(database, warehouse.Clock, Steps.Silent).Load(batches);
    }

    private void Load(params IEnumerable<LoadBatch> batches) => Assert.All(warehouse.Load(batches), outcome => Assert.IsType<LoadOutcome.Loaded>(outcome));

    private Release Publish()
    {
        Assert.IsType<PublishOutcome.Published>(warehouse.Publish());
        return warehouse.OpenRelease();
    }
}

public sealed class OfficialLoadOnDuckDbTests() : OfficialLoadTests(TestEngine.DuckDb);

public sealed class OfficialLoadOnSqlServerTests() : OfficialLoadTests(TestEngine.SqlServer);

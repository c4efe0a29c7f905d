using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.Views;

namespace PapiBI.Tests.Warehouse;

/// <summary>Printed figures are facts of their own: superseded one by one, kept beside what is derived, audited like scores.</summary>
public abstract class PublishedFigureTests(TestEngine engine) : IDisposable
{
    private readonly TestWarehouse warehouse = new(engine);

    public void Dispose()
    {
        warehouse.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_newer_figure_supersedes_the_same_figure_and_no_other()
    {
        Load([.. Some.Country(2), .. Some.IndexOf([2020])]);
        Load(Some.Published([Figure("01", PublishedMeasure.Score, 9), Figure("01", PublishedMeasure.Rank, 2), Figure("01", PublishedMeasure.Group, null, words: "B"), Figure("02", PublishedMeasure.Rank, 1)]));
        Load(Some.Published([Figure("01", PublishedMeasure.Rank, 3), Figure("01", PublishedMeasure.Rank, 1, ScopeKind.Region, "R1"), Figure("01", PublishedMeasure.Group, null, words: "A")]));
        using var release = Publish();

        Assert.Equal(
            [
                "01 nation group A, load 8",
                "01 nation rank 3, load 8",
                "01 nation score 9, load 7",
                "01 region R1 rank 1, load 8",
                "02 nation rank 1, load 7",
            ],
            PublishedFacts.Read(release, Some.Index).All.Select(f => $"{f.ProvinceCode} {ScopeCode.Of(f.Scope)}{(f.ScopeCode.Length == 0 ? "" : " " + f.ScopeCode)} {PublishedMeasureCode.Of(f.Measure)} {(f.Value is { } value ? $"{value}" : f.Words)}, load {f.LoadId}"));
    }

    [Fact]
    public void Sending_a_file_of_figures_again_changes_nothing_and_no_file_stands_for_another()
    {
        LoadBatch first = Some.Published([Figure("01", PublishedMeasure.Score, 9)]);
        Load([.. Some.Country(1), .. Some.IndexOf([2020]), first, Some.Published([Figure("01", PublishedMeasure.Rank, 1)])]);

        Assert.Equal([new LoadOutcome.AlreadyLoaded(7, SupersededBy: null)], warehouse.Load(first));
    }

    [Fact]
    public void A_printed_figure_stands_beside_what_is_derived_and_changes_nothing_of_it()
    {
        Load([.. Some.Country(2), .. Some.IndexOf([2020]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 3, 1)])]);
        Load(Some.Published([Figure("01", PublishedMeasure.Score, 7.5), Figure("01", PublishedMeasure.Rank, 2), Figure("", PublishedMeasure.Mean, 3), Figure("01", PublishedMeasure.Score, 1) with { ItemCode = "1" }]));
        using var release = Publish();

        Assert.Equal(["01 9 1/2 8.5", "02 8 2/2 8.5"], League(release));
        var facts = PublishedFacts.Read(release, Some.Index);
        Assert.Equal(7.5, facts.Find(2020, Some.Index, "01", PublishedMeasure.Score)!.Value);
        Assert.Equal(2, facts.Find(2020, Some.Index, "01", PublishedMeasure.Rank)!.Value);
        Assert.Equal(3, facts.Find(2020, Some.Index, "", PublishedMeasure.Mean)!.Value);
        Assert.Null(facts.Find(2020, Some.Index, "02", PublishedMeasure.Rank));
        Assert.Equal(["1.1 5", "1.2 3", "2.1 1"], Cells(release, "01", Some.Index));
    }

    [Fact]
    public void A_total_that_is_no_sum_has_the_printed_score_and_not_what_its_parts_add_up_to()
    {
        Load([.. Some.Country(2), .. Some.IndexOf([2020], noSums: [Some.Index]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 3, 1)])]);
        Load(Some.Published([Figure("01", PublishedMeasure.Score, 20), Figure("02", PublishedMeasure.Score, 30)]));
        using var release = Publish();

        Assert.Equal(["02 30 1/2 25", "01 20 2/2 25"], League(release));
        Assert.Equal(["TEST 20 1/1", "1 8 2/2"], warehouse.Read("select item_code, score, concat(n_held, '/', n_parts) from score where province_code = '01' and item_code in ('TEST', '1') order by item_code desc"));
        Assert.Equal(["TEST 20"], Cells(release, "01", Some.Index));
    }

    [Fact]
    public void A_cell_of_a_whole_table_comes_before_a_printed_figure_even_an_older_one()
    {
        Load([.. Some.Country(2), .. Some.IndexOf([2020], noSums: [Some.Index])]);
        Load(Some.Batch(LoadKind.Scores, "TEST 2020", [Some.Score(2020, "01", Some.Index, 21)]));
        Load(Some.Published([Figure("01", PublishedMeasure.Score, 20), Figure("02", PublishedMeasure.Score, 30)]));
        using var release = Publish();

        Assert.Equal(["02 30 1/2 25.5", "01 21 2/2 25.5"], League(release));
        Assert.Equal(20, PublishedFacts.Read(release, Some.Index).Find(2020, Some.Index, "01", PublishedMeasure.Score)!.Value);
        Assert.Equal(["TEST 21", "TEST 20 superseded"], Cells(release, "01", Some.Index));
    }

    [Fact]
    public void A_part_without_parts_may_be_known_from_print_alone()
    {
        Load([.. Some.Country(1), .. Some.IndexOf([2020])]);
        Load(Some.Published([Figure("01", PublishedMeasure.Score, 4) with { ItemCode = "2.1" }]));
        Load(Some.Published([Figure("01", PublishedMeasure.Score, 5) with { ItemCode = "2.1" }]));
        using var release = Publish();

        Assert.Equal(["1 –", "1.1 –", "1.2 –", "2 5", "2.1 5", "TEST –"], warehouse.Read("select item_code, score from score order by item_code"));
        Assert.Equal(["2.1 5", "2.1 4 superseded"], Cells(release, "01", "2"));
    }

    [Fact]
    public void The_ledger_of_a_total_that_is_no_sum_has_the_total_alone()
    {
        Load([.. Some.Country(2), .. Some.IndexOf([2020, 2021], noSums: [Some.Index]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 3, 1)]), Some.Scores(2021, [("01", 6, 3, 1), ("02", 4, 4, 1)])]);
        Load(Some.Published([Figure("01", PublishedMeasure.Score, 20), Figure("02", PublishedMeasure.Score, 22), Figure("01", PublishedMeasure.Score, 25) with { Year = 2021 }, Figure("02", PublishedMeasure.Score, 23) with { Year = 2021 }]));
        using var release = Publish();

        var ledger = release.Ask(new MetricQuery { IndexCode = Some.Index, Years = [2021], Measures = [Measure.Contribution, Measure.FieldMovement, Measure.OwnMovement] });

        Assert.Equal(["01 TEST 5 3 2", "02 TEST 1 3 -2"], ledger.Rows.Select(r => $"{r.ProvinceCode} {r.ItemCode} {r[Measure.Contribution]} {r[Measure.FieldMovement]} {r[Measure.OwnMovement]}"));
        Assert.Equal(["01 TEST 5", "02 TEST 1"], warehouse.Read("select province_code, item_code, contribution from change_ledger order by province_code, item_code"));
    }

    [Fact]
    public void Coverage_counts_who_has_a_score_and_who_has_a_score_or_a_rank()
    {
        Load([.. Some.Country(5), .. Some.IndexOf([2020], isWhole: false, noSums: [Some.Index])]);
        Load(Some.Published(
        [
            Figure("01", PublishedMeasure.Score, 20),
            Figure("01", PublishedMeasure.Rank, 3),
            Figure("02", PublishedMeasure.Score, 21),
            Figure("03", PublishedMeasure.Rank, 1),
            Figure("04", PublishedMeasure.Rank, 1, ScopeKind.Region, "R2"),
            Figure("01", PublishedMeasure.Score, 8) with { ItemCode = "2.1" },
        ]));
        using var release = Publish();

        // Of 5: 01 and 02 have a total, 03 a place in the nation; a place in a region is none in the nation.
        const string coverage = "select item_code, is_whole, n_scored, n_held, n_provinces from coverage order by item_code";
        string[] expected = ["1 0 0 0 5", "1.1 0 0 0 5", "1.2 0 0 0 5", "2 0 1 1 5", "2.1 0 1 1 5", "TEST 0 2 3 5"];
        Assert.Equal(expected, warehouse.Read(coverage));
        Assert.Equal([new CatalogEdition(Some.Index, 2020, new DateOnly(2020, 12, 31), PreviousYear: null, IsWhole: false, Held: 3, Of: 5)], ReleaseCatalog.Read(release).Editions);
    }

    [Fact]
    public void What_a_release_stores_is_what_the_views_of_all_that_is_loaded_show()
    {
        Load([.. Some.Country(3), .. Some.IndexOf([2020, 2021], partial: [2021], noSums: ["2"]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, null, 1), ("03", 4, 3, 1)])]);
        Load(Some.Published([Figure("01", PublishedMeasure.Score, 7) with { ItemCode = "2" }, Figure("02", PublishedMeasure.Rank, 2) with { Year = 2021 }]));
        using var release = Publish();

        var compared = Loaded(warehouse);
        Assert.Superset(new HashSet<string>(["item", "edition_province", "published_score", "published_fact", "uncertainty"]), compared.Keys.ToHashSet(StringComparer.Ordinal));
        Assert.All(compared, view => Assert.Equal(view.Value.Order(StringComparer.Ordinal), warehouse.Read($"select v.* from {view.Key} v").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_printed_figure_out_of_range_is_refused_with_its_place()
    {
        Load([.. Some.Country(4), .. Some.IndexOf([2020])]);

        var refused = Refused(Some.Published(
        [
            Figure("01", PublishedMeasure.Score, 30.1),
            Figure("01", PublishedMeasure.Percent, 101),
            Figure("02", PublishedMeasure.Rank, 4),
            Figure("02", PublishedMeasure.Ranked, 3),
            Figure("03", PublishedMeasure.Rank, 0),
            Figure("", PublishedMeasure.Mean, -1),
            Figure("", PublishedMeasure.Median, 31, ScopeKind.Region, "R1"),
            Figure("04", PublishedMeasure.Score, 30.004),
            Figure("04", PublishedMeasure.Rank, 4),
            Figure("04", PublishedMeasure.Rank, 1, ScopeKind.Group, "G"),
            Figure("04", PublishedMeasure.Ranked, 3, ScopeKind.Group, "G"),
        ]));

        Assert.Equal(
            [
                "audit-published-in-range line 11, column 6: TEST 2020 TEST  mean: -1",
                "audit-published-in-range line 12, column 6: TEST 2020 TEST  median: 31",
                "audit-published-in-range line 7, column 6: TEST 2020 TEST 01 percent: 101",
                "audit-published-in-range line 6, column 6: TEST 2020 TEST 01 score: 30.1",
                "audit-published-in-range line 8, column 6: TEST 2020 TEST 02 rank: 4",
                "audit-published-in-range line 10, column 6: TEST 2020 TEST 03 rank: 0",
            ],
            refused);
    }

    [Fact]
    public void A_rank_beyond_the_number_that_a_later_file_prints_is_refused_at_the_rank()
    {
        Load([.. Some.Country(1), .. Some.IndexOf([2020]), Some.Published([Figure("01", PublishedMeasure.Rank, 62)])]);

        Assert.Equal(["audit-published-in-range line 6, column 6: TEST 2020 TEST 01 rank: 62"], Refused(Some.Published([Figure("01", PublishedMeasure.Ranked, 61)])));
    }

    [Fact]
    public void A_refusal_names_an_earlier_load_by_its_number_and_the_file_at_hand_by_the_place_alone()
    {
        Load([.. Some.Country(1), .. Some.IndexOf([2020]), Some.Published([Figure("01", PublishedMeasure.Rank, 62)])]);
        LoadBatch ranked = Some.Published([Figure("01", PublishedMeasure.Ranked, 61)]);
        LoadBatch wrong = Some.Published([Figure("01", PublishedMeasure.Percent, 101)]);

        Assert.EndsWith("(load 7, line 6, column 6)", Assert.Single(Assert.IsType<LoadOutcome.Refused>(warehouse.Load(ranked)[0]).Issues).Message.En);
        Assert.All([1, 2], _ => Assert.EndsWith("101 (line 6, column 6)", Assert.Single(Assert.IsType<LoadOutcome.Refused>(warehouse.Load(wrong)[0]).Issues).Message.En));
    }

    [Fact]
    public void A_printed_figure_of_nothing_that_its_year_has_is_refused_with_its_place()
    {
        Load([.. Some.Country(1), .. Some.IndexOf([2020])]);

        var refused = Refused(Some.Published(
        [
            Figure("01", PublishedMeasure.Score, 1) with { ItemCode = "9.9" },
            Figure("99", PublishedMeasure.Score, 1),
            Figure("01", PublishedMeasure.Rank, 1, ScopeKind.Region, "R9"),
            Figure("01", PublishedMeasure.Rank, 1, ScopeKind.Group, "R1"),
            Figure("01", PublishedMeasure.Rank, 1) with { Year = 2031 },
            Figure("01", PublishedMeasure.Rank, 1, ScopeKind.Region, "R2"),
        ]));

        Assert.Equal(
            [
                "audit-published-of-known-subjects line 6, column 6: TEST 2020 9.9 01 nation  score",
                "audit-published-of-known-subjects line 9, column 6: TEST 2020 TEST 01 group R1 rank",
                "audit-published-of-known-subjects line 8, column 6: TEST 2020 TEST 01 region R9 rank",
                "audit-published-of-known-subjects line 7, column 6: TEST 2020 TEST 99 nation  score",
                "audit-published-of-known-subjects line 10, column 6: TEST 2031 TEST 01 nation  rank",
            ],
            refused);
    }

    /// <summary>By view: what it shows of all that is loaded, published or not.</summary>
    protected abstract IReadOnlyDictionary<string, IReadOnlyList<string>> Loaded(TestWarehouse warehouse);

    private static PublishedRow Figure(string province, PublishedMeasure measure, double? value, ScopeKind scope = ScopeKind.Nation, string scopeCode = "", string words = "") =>
        Some.Figure(2020, province, measure, value, scope: scope, scopeCode: scopeCode, words: words);

    private void Load(params IEnumerable<LoadBatch> batches) => Assert.All(warehouse.Load(batches), outcome => Assert.IsType<LoadOutcome.Loaded>(outcome));

    /// <summary>Code, place and, from the English message, what breaks the rule.</summary>
    private List<string> Refused(LoadBatch batch)
    {
        var issues = Assert.IsType<LoadOutcome.Refused>(warehouse.Load(batch)[0]).Issues;
        Assert.All(issues, issue => Assert.StartsWith(issue.Code.EndsWith("range", StringComparison.Ordinal) ? "Điểm công bố nằm ngoài khoảng" : "Số liệu công bố thuộc một nội dung", issue.Message.Vi, StringComparison.Ordinal));
        return [.. issues.Select(i => $"{i.Code} {i.Origin}: {i.Message.En.Split(". ", 2)[1].Split(" (")[0]}")];
    }

    private Release Publish()
    {
        Assert.IsType<PublishOutcome.Published>(warehouse.Publish());
        return warehouse.OpenRelease();
    }

    // Score, place of how many, mean.
    private static List<string> League(Release release) =>
    [
        .. release.Ask(new MetricQuery { IndexCode = Some.Index, Years = [2020], Levels = [IndicatorLevel.Total], By = [Breakdown.Province], Measures = [Measure.Score, Measure.Rank, Measure.Ranked, Measure.Mean] })
            .Rows.Select(r => FormattableString.Invariant($"{r.ProvinceCode} {r[Measure.Score]} {r[Measure.Rank]}/{r[Measure.Ranked]} {r[Measure.Mean]}")),
    ];

    private static List<string> Cells(Release release, string province, string item) =>
        [.. Trace.Cells(release, Some.Index, 2020, province, item).Select(c => $"{c.ItemCode} {c.Score}{(c.IsSuperseded ? " superseded" : "")}")];
}

public sealed class PublishedFigureOnDuckDbTests() : PublishedFigureTests(TestEngine.DuckDb)
{
    protected override IReadOnlyDictionary<string, IReadOnlyList<string>> Loaded(TestWarehouse warehouse)
    {
        using var database = warehouse.Open();
        return ViewScript.All.Select(view => view.Name).Except(MeasureViews.All.Keys).ToDictionary(view => view, view => Rows(database, view), StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> Rows(WorkingDatabase database, string view)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = $"select v.* from {view} v";
        return ReleaseFile.Rows(command);
    }
}

/// <summary>There the views of all that is loaded have a schema of their own; the sums are worked out in the loader's session alone.</summary>
public sealed class PublishedFigureOnSqlServerTests() : PublishedFigureTests(TestEngine.SqlServer)
{
    protected override IReadOnlyDictionary<string, IReadOnlyList<string>> Loaded(TestWarehouse warehouse) =>
        warehouse.Read("select v.table_name from information_schema.views v where v.table_schema = 'live'")
            .ToDictionary(view => view, view => warehouse.Read($"select v.* from live.{view} v"), StringComparer.Ordinal);
}

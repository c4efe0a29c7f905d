using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.Views;

namespace PapiBI.Tests.Warehouse;

/// <summary>Of an edition that is not held whole no rank, mean, median, best or group is derived, by any measure in any field or view, and the answer says so.</summary>
public abstract class PartialEditionTests(TestEngine engine) : IDisposable
{
    private static readonly IReadOnlyDictionary<string, Field> Fields = new Dictionary<string, Field>
    {
        ["nation"] = new Field.Nation(),
        ["region"] = new Field.OwnRegion(),
        ["one region"] = new Field.Region("R1"),
        ["group"] = new Field.Group("G"),
        ["list"] = new Field.Provinces(["01", "02"]),
    };

    private readonly TestWarehouse warehouse = new(engine);

    public void Dispose()
    {
        warehouse.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void No_measure_that_needs_a_whole_field_gives_a_number()
    {
        using var release = TwoOfThree(partial: [2020, 2021]);

        var numbers =
            from field in Fields
            from measure in Measure.All.Where(m => m.NeedsWhole)
            let answer = release.Ask(Question(measure) with { Within = field.Value })
            from row in answer.Rows
            where row[measure] is not null
            select $"{measure} in {field.Key}: {row.Year} {row.ItemCode} {row.ProvinceCode} = {row[measure]}";

        Assert.Empty(numbers);
    }

    [Fact]
    public void Every_answer_that_lacks_its_numbers_says_how_many_provinces_are_held()
    {
        using var release = TwoOfThree(partial: [2020, 2021]);

        foreach (var measure in Measure.All.Where(m => m.NeedsWhole))
        {
            var missing = Assert.Single(release.Ask(Question(measure) with { Years = [2021] }).NotDerivable);
            Assert.Equal(new NotDerivable(2021, Held: 2, Of: 3), missing);
            Assert.Equal(new PapiBI.Warehouse.Text("không dẫn xuất được: có 2/3 tỉnh, thành phố", "not derivable: 2 of 3 held"), missing.Reason);
        }
    }

    /// <summary>A measure that is missing here tells something of half a league: either it needs no field, and is added to this list, or it must declare that it needs ranks.</summary>
    [Fact]
    public void Only_what_is_a_provinces_own_is_told_of_half_a_league()
    {
        using var release = TwoOfThree(partial: [2020, 2021]);

        var told = Measure.All.Where(m => release.Ask(Question(m)) is var answer && answer.Rows.Any(row => row[m] is not null));

        Assert.Equal(
            [
                Measure.Score, Measure.PreviousScore, Measure.ScoreChange, Measure.RelativeChange, Measure.IsMaterialChange, Measure.IsBreak, Measure.IsPartsBreak,
                Measure.ItemsCompared, Measure.ItemsUp, Measure.ItemsDown,
            ],
            told);
        Assert.All(Measure.All.Where(m => m.Needs.HasFlag(Needs.Ranks)), m => Assert.True(m.NeedsWhole));
        Assert.Empty(release.Ask(Question(Measure.Score)).NotDerivable);
    }

    [Fact]
    public void All_years_are_asked_for_and_only_those_not_whole_are_named()
    {
        using var release = TwoOfThree(partial: [2021]);

        Assert.Equal([2021], release.Ask(Question(Measure.Rank)).NotDerivable.Select(gap => gap.Year));
        Assert.Equal([2021], release.Ask(Question(Measure.Rank) with { Years = [2021] }).NotDerivable.Select(gap => gap.Year));
        Assert.Empty(release.Ask(Question(Measure.Rank) with { Years = [2020] }).NotDerivable);
    }

    [Fact]
    public void After_a_whole_year_only_the_places_of_that_year_are_told()
    {
        using var release = TwoOfThree(partial: [2021]);

        var told = Measure.All.Where(m => m.NeedsWhole && release.Ask(Question(m) with { Years = [2021] }).Rows.Any(row => row[m] is not null));

        Assert.Equal([Measure.PreviousRank, Measure.PreviousRanked, Measure.PreviousQuartileGroup], told);
    }

    [Fact]
    public void Against_a_year_that_is_not_whole_no_change_of_rank_is_told()
    {
        using var release = TwoOfThree(partial: [2020]);

        var comparisons = Measure.All.Where(m => m.NeedsWhole && (m.Needs.HasFlag(Needs.Previous) || m.Needs.HasFlag(Needs.CommonField) || m.Family == MeasureFamily.Ledger)).ToList();
        var told = comparisons.Where(m => release.Ask(Question(m) with { Years = [2021] }).Rows.Any(row => row[m] is not null));

        Assert.Contains(Measure.RankChange, comparisons);
        Assert.Contains(Measure.CommonRank, comparisons);
        Assert.Contains(Measure.FieldMovement, comparisons);
        Assert.Empty(told);
        Assert.Equal(["01 1", "02 2", "03 –"], Lines(release.Ask(Totals(2021, Measure.Rank)), Measure.Rank));
    }

    [Fact]
    public void A_printed_rank_is_the_only_one_there_is()
    {
        using var release = TwoOfThree(partial: [2020, 2021], Some.Published([Some.Figure(2021, "01", PublishedMeasure.Rank, 3), Some.Figure(2021, "03", PublishedMeasure.Rank, 1)]));

        var answer = release.Ask(Totals(2021, Measure.Rank));

        Assert.Equal(["01 –", "02 –", "03 –"], Lines(answer, Measure.Rank));
        Assert.Equal("có 3/3", Assert.Single(answer.NotDerivable).Reason.Vi.Split(": ")[1][..6]);
        Assert.Equal(3, PublishedFacts.Read(release, Some.Index).Find(2021, Some.Index, "01", PublishedMeasure.Rank)!.Value);
    }

    [Fact]
    public void The_views_of_analysts_show_no_derived_number_either()
    {
        using var release = TwoOfThree(partial: [2020, 2021]);

        var columns =
            from view in MeasureViews.All
            from measure in view.Value.Measures.Where(m => m.NeedsWhole)
            select (View: view.Key, Column: measure.Code);
        Assert.All(columns, c => Assert.Equal([$"{c.View}.{c.Column} 0"], warehouse.Read($"select '{c.View}.{c.Column}', count({c.Column}) from {c.View}")));
        Assert.Equal(["0 0"], warehouse.Read("select (select count(*) from benchmark), (select count(*) from change_ledger)"));
        Assert.Equal(
            ["01 9.5 – – 0.5", "02 8 – – 0", "03 – – – –"],
            warehouse.Read("select province_code, score, rank_place, ranked, score_change from standing where year = 2021 and item_code = 'TEST' order by province_code"));
    }

    [Fact]
    public void The_same_views_do_show_them_for_the_year_that_is_whole()
    {
        using var release = TwoOfThree(partial: [2021]);

        Assert.Equal(["2020 TEST 2 8.5"], warehouse.Read("select year, item_code, ranked, mean_score from benchmark where item_code = 'TEST'"));
        Assert.Equal(["2020 01 1", "2020 02 2"], warehouse.Read("select year, province_code, rank_place from standing where item_code = 'TEST' and rank_place is not null order by province_code"));
    }

    private Release TwoOfThree(IReadOnlyList<int> partial, params IEnumerable<LoadBatch> more)
    {
        var outcomes = warehouse.Load(
        [
            .. Some.Country(3),
            .. Some.IndexOf([2020, 2021], partial: partial),
            Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 3, 1)]),
            Some.Scores(2021, [("01", 6, 3, 0.5), ("02", 4, 3, 1)]),
            .. more,
        ]);
        Assert.All(outcomes, outcome => Assert.IsType<LoadOutcome.Loaded>(outcome));
        Assert.IsType<PublishOutcome.Published>(warehouse.Publish());
        return warehouse.OpenRelease();
    }

    /// <summary>All years, items and provinces, as far as the measure allows.</summary>
    private static MetricQuery Question(Measure measure) => measure.Family switch
    {
        MeasureFamily.Count => new MetricQuery { IndexCode = Some.Index, Levels = [IndicatorLevel.Dimension], By = [Breakdown.Year, Breakdown.Province], Measures = [measure] },
        MeasureFamily.Standing or MeasureFamily.Field or MeasureFamily.Ledger => new MetricQuery { IndexCode = Some.Index, Measures = [measure] },
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure.Family, "No question for this family."),
    };

    private static MetricQuery Totals(int year, params Measure[] measures) =>
        new() { IndexCode = Some.Index, Years = [year], Levels = [IndicatorLevel.Total], By = [Breakdown.Province], Measures = measures };

    private static List<string> Lines(ResultTable answer, Measure measure) => [.. answer.Rows.Select(row => $"{row.ProvinceCode} {(row[measure] is { } value ? $"{value}" : "–")}")];
}

public sealed class PartialEditionOnDuckDbTests() : PartialEditionTests(TestEngine.DuckDb);

public sealed class PartialEditionOnSqlServerTests() : PartialEditionTests(TestEngine.SqlServer);

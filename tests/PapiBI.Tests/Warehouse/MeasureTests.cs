using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Warehouse;

public abstract class MeasureTests(TestEngine engine) : IDisposable
{
    private readonly TestWarehouse warehouse = new(engine);

    public void Dispose()
    {
        warehouse.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Ties_share_the_place_and_the_next_place_is_skipped()
    {
        using var release = Publish([("01", 5, 3, 1), ("02", 4, 4, 1), ("03", 1, 1, 1), ("04", 6, 3, 1)]);

        var answer = release.Ask(Totals(Measure.Score, Measure.Rank, Measure.SharingPlace, Measure.Ranked));

        Assert.Equal(["04 10 1 1 4", "01 9 2 2 4", "02 9 2 2 4", "03 3 4 1 4"], Lines(answer));
    }

    [Fact]
    public void Scores_equal_to_six_decimals_tie_whatever_the_order_of_summation()
    {
        using var release = Publish([("01", 0.1, 0.2, 0.3), ("02", 0.3, 0.2, 0.1)]);

        var answer = release.Ask(Totals(Measure.Rank));

        Assert.Equal(["01 1", "02 1"], Lines(answer));
    }

    [Fact]
    public void A_missing_part_leaves_dimension_and_total_blank_and_the_province_unranked_but_listed()
    {
        using var release = Publish([("01", 5, 3, 1), ("02", 4, null, 1), ("03", 1, 1, 1)]);

        Assert.Equal(["01 9 1 2", "03 3 2 2", "02 – – 2"], Lines(release.Ask(Totals(Measure.Score, Measure.Rank, Measure.Ranked))));
        var dimensions = release.Ask(new MetricQuery { IndexCode = Some.Index, Years = [2020], Items = ["1", "2"], Provinces = ["02"], Measures = [Measure.Score, Measure.Ranked] });
        Assert.Equal(["02 – 2", "02 1 3"], Lines(dimensions));
    }

    [Fact]
    public void Places_in_region_and_group_count_only_their_ranked_members()
    {
        using var release = Publish([("01", 1, 0, 0), ("02", 2, 0, 0), ("03", 3, 0, 0), ("04", 4, 0, 0), ("05", null, 0, 0)]);

        Assert.Equal(["03 1 2", "04 1 2", "01 2 2", "02 2 2", "05 – 2"], Lines(release.Ask(Totals(Measure.Rank, Measure.Ranked) with { Within = new Field.OwnRegion() })));
        Assert.Equal(["03 1 3", "02 2 3", "01 3 3"], Lines(release.Ask(Totals(Measure.Rank, Measure.Ranked) with { Within = new Field.Group("G") })));
        Assert.Equal(["04 1 2", "01 2 2"], Lines(release.Ask(Totals(Measure.Rank, Measure.Ranked) with { Within = new Field.Provinces(["01", "04"]) })));
    }

    [Fact]
    public void A_region_over_the_years_is_of_the_provinces_that_it_had_in_each()
    {
        warehouse.Load([.. Some.CountryWhoseFirstMoves(2021), .. Some.IndexOf([2020, 2021]), Some.Scores(2020, [("01", 1, 0, 0), ("02", 2, 0, 0), ("03", 3, 0, 0), ("04", 4, 0, 0)]), Some.Scores(2021, [("01", 1, 0, 0), ("02", 2, 0, 0), ("03", 3, 0, 0), ("04", 6, 0, 0)])]);
        warehouse.Publish();
        using var release = warehouse.OpenRelease();
        var means = Totals(Measure.Mean, Measure.Ranked) with { Years = [], By = [Breakdown.Year] };

        Assert.Equal([" 2 2", " 3 1"], Lines(release.Ask(means with { Within = new Field.Region("R1") })));
        Assert.Equal([" 3 2", " 3 3"], Lines(release.Ask(means with { Within = new Field.Region("R2") })));
        Assert.Equal(["04 1 3", "02 2 3", "01 3 3"], Lines(release.Ask(Totals(Measure.Rank, Measure.Ranked) with { Years = [2021], Within = new Field.Region("R2") })));
    }

    [Fact]
    public void Showing_one_province_does_not_change_who_is_ranked()
    {
        using var release = Publish([("01", 1, 0, 0), ("02", 2, 0, 0), ("03", 3, 0, 0)]);

        Assert.Equal(["01 3 3"], Lines(release.Ask(Totals(Measure.Rank, Measure.Ranked) with { Provinces = ["01"] })));
    }

    [Fact]
    public void Quartile_groups_include_their_lower_bound_and_say_what_is_missing_to_the_next()
    {
        // Scores 1 … 5: PERCENTILE.INC puts the bounds at 2, 3 and 4.
        using var release = Publish([("01", 1, 0, 0), ("02", 2, 0, 0), ("03", 3, 0, 0), ("04", 4, 0, 0), ("05", 5, 0, 0)]);

        Assert.Equal(["05 1 –", "04 1 –", "03 2 1", "02 3 1", "01 4 1"], Lines(release.Ask(Totals(Measure.QuartileGroup, Measure.ToNextGroup, Measure.Rank)), 2));
    }

    [Fact]
    public void A_league_of_one_has_a_place_a_mean_and_no_neighbours()
    {
        using var release = Publish([("01", 5, 3, 1)]);

        Assert.Equal(["01 1 1 9 9 1 – – –"], Lines(release.Ask(Totals(Measure.Rank, Measure.Ranked, Measure.Mean, Measure.Median, Measure.QuartileGroup, Measure.ToNextPlace, Measure.Cushion, Measure.ToFiveUp))));
    }

    [Fact]
    public void Neighbours_are_the_nearest_other_scores_and_five_up_is_a_place_at_least_five_better()
    {
        using var release = Publish([("01", 10, 0, 0), ("02", 9, 0, 0), ("03", 8, 0, 0), ("04", 7, 0, 0), ("05", 6, 0, 0), ("06", 4, 0, 0), ("07", 4, 0, 0), ("08", 1, 0, 0)]);

        var answer = release.Ask(Totals(Measure.Rank, Measure.ToNextPlace, Measure.Cushion, Measure.ToFiveUp));

        Assert.Equal("01 1 – 1 –", Lines(answer)[0]);
        Assert.Equal("06 6 2 3 6", Lines(answer)[5]);
        Assert.Equal("07 6 2 3 6", Lines(answer)[6]);
        Assert.Equal("08 8 3 – 7", Lines(answer)[7]);
    }

    [Fact]
    public void A_change_of_rank_is_told_as_printed_and_among_the_provinces_of_both_years()
    {
        using var release = Publish(
            [("01", 5, 0, 0), ("02", 4, 0, 0), ("03", 3, 0, 0)],
            [("01", null, 0, 0), ("02", 2, 0, 0), ("03", 6, 0, 0)]);

        var answer = release.Ask(Totals(Measure.Rank, Measure.PreviousRank, Measure.PreviousRanked, Measure.RankChange, Measure.CommonRank, Measure.CommonPreviousRank, Measure.CommonRanked, Measure.CommonRankChange, Measure.ScoreChange) with { Years = [2021] });

        Assert.Equal(["03 1 3 3 2 1 2 2 1 3", "02 2 2 3 0 2 1 2 -1 -2", "01 – 1 3 – – – – – –"], Lines(answer));
    }

    [Fact]
    public void Across_a_break_of_the_item_no_change_is_computed()
    {
        using var release = Publish([("01", 5, 0, 1)], [("01", 6, 0, 3)], ["1.1@2021", "1@2021"]);

        var answer = release.Ask(new MetricQuery { IndexCode = Some.Index, Years = [2021], Measures = [Measure.ScoreChange, Measure.RankChange, Measure.IsBreak, Measure.IsPartsBreak] });

        Assert.Equal(["01 3 0 0 1", "01 – – 1 1", "01 – – 1 0", "01 0 0 0 0", "01 2 0 0 0", "01 2 0 0 0"], Lines(answer));
    }

    [Fact]
    public void A_change_beyond_five_percent_either_way_is_marked_and_one_of_exactly_five_is_not()
    {
        using var release = Publish([("01", 10, 0, 0), ("02", 10, 0, 0), ("03", 10, 0, 0)], [("01", 9.5, 0, 0), ("02", 9.4, 0, 0), ("03", 10.0, 0.6, 0)]);

        var answer = release.Ask(Totals(Measure.IsMaterialChange) with { Years = [2021] });

        Assert.Equal(["01 0", "02 1", "03 1"], Lines(answer));
    }

    [Fact]
    public void Counts_of_items_speak_of_one_level()
    {
        using var release = Publish([("01", 5, 3, 1), ("02", 1, 1, 1)], [("01", 4, 3, 2), ("02", 9, 9, 1)]);
        var counts = new MetricQuery
        {
            IndexCode = Some.Index,
            Years = [2021],
            Levels = [IndicatorLevel.Dimension],
            By = [Breakdown.Province],
            Measures = [Measure.ItemsCompared, Measure.ItemsUp, Measure.ItemsDown, Measure.ItemsRankUp, Measure.ItemsRankDown, Measure.ItemsAboveMean, Measure.ItemsBelowMean],
        };

        Assert.Equal(["01 2 1 1 0 1 1 1", "02 2 1 0 1 1 1 1"], Lines(release.Ask(counts)));
        Assert.Throws<UnanswerableQuestionException>(() => release.Ask(counts with { Levels = [] }));
    }

    [Fact]
    public void The_ledger_of_parts_adds_up_to_the_change_of_the_total_and_splits_off_the_movement_of_the_mean()
    {
        using var release = Publish([("01", 5, 3, 1), ("02", 1, 1, 1)], [("01", 4, 3, 3), ("02", 2, 1, 2)]);
        var ledger = new MetricQuery { IndexCode = Some.Index, Years = [2021], Levels = [IndicatorLevel.SubDimension], Provinces = ["01"], Measures = [Measure.Contribution, Measure.FieldMovement, Measure.OwnMovement] };

        Assert.Equal(["01 -1 0 -1", "01 0 0 0", "01 2 1.5 0.5"], Lines(release.Ask(ledger)));
        Assert.Equal(["01 1 1.5 -0.5"], Lines(release.Ask(ledger with { Levels = [IndicatorLevel.Total] })));
    }

    [Fact]
    public void An_edition_not_held_whole_has_scores_but_no_places_means_or_groups()
    {
        warehouse.Load([.. Some.Country(3), .. Some.IndexOf([2020], isWhole: false), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)])]);
        warehouse.Publish();
        using var release = warehouse.OpenRelease();

        var answer = release.Ask(Totals(Measure.Score, Measure.Rank, Measure.Mean, Measure.QuartileGroup));

        Assert.Equal(["01 9 – – –", "02 9 – – –", "03 – – – –"], Lines(answer));
    }

    [Fact]
    public void The_mean_of_a_list_stands_against_the_mean_of_all_who_have_a_score()
    {
        using var release = Publish([("01", 1, 0, 0), ("02", 3, 0, 0), ("03", 8, 0, 0), ("04", null, 0, 0)]);

        var list = Totals(Measure.Ranked, Measure.Mean, Measure.MeanToAll) with { Within = new Field.Provinces(["02", "03", "04"]), By = [] };
        Assert.Equal([" 2 5.5 1.5"], Lines(release.Ask(list)));
        Assert.Equal(["03 2 5.5 1.5", "02 2 5.5 1.5", "04 2 5.5 1.5"], Lines(release.Ask(list with { By = [Breakdown.Province] })));
        Assert.Equal([" 3 4 0"], Lines(release.Ask(list with { Within = new Field.Nation() })));
    }

    [Fact]
    public void A_question_that_leaves_year_item_or_province_open_is_refused_with_the_reason()
    {
        using var release = Publish([("01", 5, 3, 1)]);

        Assert.Contains("the year", Refusal(Totals(Measure.Score) with { Years = [], By = [Breakdown.Province] }), StringComparison.Ordinal);
        Assert.Contains("the item", Refusal(Totals(Measure.Score) with { Levels = [], By = [Breakdown.Province] }), StringComparison.Ordinal);
        Assert.Contains("the province", Refusal(Totals(Measure.Score) with { By = [Breakdown.Year] }), StringComparison.Ordinal);
        Assert.Equal(["9"], release.Ask(Totals(Measure.Mean) with { By = [Breakdown.Year] }).Rows.Select(r => $"{r[Measure.Mean]}"));

        string Refusal(MetricQuery query) => Assert.Throws<UnanswerableQuestionException>(() => release.Ask(query)).Reason.En;
    }

    private Release Publish(
        IReadOnlyList<(string Province, double? S11, double? S12, double? S21)> first,
        IReadOnlyList<(string Province, double? S11, double? S12, double? S21)>? second = null,
        IReadOnlyList<string>? breaks = null)
    {
        var outcomes = warehouse.Load([.. Some.Country(first.Count), .. Some.IndexOf(second is null ? [2020] : [2020, 2021], breaks: breaks), Some.Scores(2020, first), .. second is null ? [] : new[] { Some.Scores(2021, second) }]);
        Assert.All(outcomes, outcome => Assert.IsType<LoadOutcome.Loaded>(outcome));
        Assert.IsType<PublishOutcome.Published>(warehouse.Publish());
        return warehouse.OpenRelease();
    }

    private static MetricQuery Totals(params Measure[] measures) =>
        new() { IndexCode = Some.Index, Years = [2020], Levels = [IndicatorLevel.Total], By = [Breakdown.Province], Measures = measures };

    private static List<string> Lines(ResultTable answer, int? measures = null) => [.. answer.Rows.Select(row =>
        $"{row.ProvinceCode} {string.Join(' ', answer.Measures.Take(measures ?? answer.Measures.Count).Select(m => row[m] is { } value ? FormattableString.Invariant($"{Math.Round(value, 6)}") : "–"))}")];
}

public sealed class MeasureOnDuckDbTests() : MeasureTests(TestEngine.DuckDb);

public sealed class MeasureOnSqlServerTests() : MeasureTests(TestEngine.SqlServer);

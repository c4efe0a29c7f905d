using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Warehouse.Plans;

/// <summary>Answers how a province reaches a place, a score or a group, from what a release holds.</summary>
public static class ReachPlanner
{
    public static ReachAnswer Plan(Release release, ReleaseCatalog catalog, ReachQuestion question)
    {
        var (index, year) = (question.IndexCode, question.FromYear);
        if (ReachRefusals.OfEdition(catalog, index, year) is { } noField)
        {
            return new ReachAnswer.Refused(noField);
        }

        var reader = new ReachReader(release, catalog, index, year);
        if (ReachRefusals.OfProvince(catalog, question, reader.Totals) is { } noStart)
        {
            return new ReachAnswer.Refused(noStart);
        }

        if (ReachRefusals.OfTarget(question, reader.Total, reader.Totals.Rows.Count(row => row[Measure.Rank] is not null), reader.Leaves) is { } noTarget)
        {
            return new ReachAnswer.Refused(noTarget);
        }

        var result = ReachSolver.Solve(reader.Read(question.ProvinceCode), question.Target, question.Without);
        return ReachRefusals.OfChanges(question, result) is { } noChange ? new ReachAnswer.Refused(noChange) : new ReachAnswer.Found(result);
    }
}

/// <summary>Fills the solver's input from the measures of one edition.</summary>
internal sealed class ReachReader(Release release, ReleaseCatalog catalog, string index, int year)
{
    private readonly CatalogItem[] items = [.. catalog.Items.Where(item => item.IndexCode == index)];

    public CatalogItem Total => items.Single(item => item.Year == year && item.Level == IndicatorLevel.Total);

    /// <summary>The parts of the lowest level.</summary>
    public IReadOnlyList<CatalogItem> Leaves => [.. LeavesOf(items, year)];

    /// <summary>Everybody's total and place.</summary>
    public ResultTable Totals => field ??= release.Ask(new MetricQuery
    {
        IndexCode = index,
        Years = [year],
        Levels = [IndicatorLevel.Total],
        By = [Breakdown.Province],
        Measures = [Measure.Score, Measure.Rank, Measure.Ranked, Measure.QuartileGroup],
    });

    public static IEnumerable<CatalogItem> LeavesOf(IReadOnlyList<CatalogItem> items, int year)
    {
        var ofYear = items.Where(item => item.Year == year).ToList();
        var parents = ofYear.Select(item => item.ParentCode).ToHashSet();
        return ofYear.Where(item => item.Level != IndicatorLevel.Total && !parents.Contains(item.Code));
    }

    /// <param name="province">A province with a total in that year.</param>
    public ReachInput Read(string province)
    {
        var driftYears = ComparableYears(Total.Code);
        var windows = Leaves.ToDictionary(leaf => leaf.Code, leaf => ComparableYears(leaf.Code));
        var years = windows.Values.SelectMany(window => window).Distinct().ToList();
        var codes = Leaves.Select(leaf => leaf.Code).ToList();

        // One question for each year: together they are answered in a third of the time of one for all years.
        var answers = release.Ask(
        [
            new MetricQuery { IndexCode = index, Years = [year], Items = codes, Provinces = [province], By = [Breakdown.Item], Measures = [Measure.Score, Measure.Rank, Measure.Ranked] },
            .. years.Select(past => Changes(codes, past)),
            .. driftYears.Select(past => Changes([Total.Code], past)),
        ]);
        var changes = Achieved(answers.Skip(1).Take(years.Count)).Where(row => windows[row.ItemCode].Contains(row.Change.Year)).ToLookup(row => row.ItemCode, row => row.Change);
        var ofTotal = Achieved(answers.Skip(1 + years.Count)).Select(row => row.Change).ToList();
        var own = Totals.Find(province: province)!;
        return new ReachInput
        {
            Start = new Standing(Points(own[Measure.Score]), (int)own[Measure.Rank]!.Value, (int)own[Measure.Ranked]!.Value, (int)own[Measure.QuartileGroup]!.Value),
            Parts = [.. Leaves.Select(leaf => Part(leaf, answers[0].Find(item: leaf.Code)!, [.. changes[leaf.Code]]))],
            Others = [.. Totals.Rows.Where(row => row[Measure.Rank] is not null && row.ProvinceCode != province).Select(row => new OtherTotal(row.ProvinceCode!, Points(row[Measure.Score]), ChangesOf(row.ProvinceCode!)))],
            OwnChanges = ChangesOf(province),
            DriftYears = [.. driftYears.Where(past => ofTotal.Any(change => change.Year == past))],
            Least = (decimal)Total.Min,
        };

        decimal[] ChangesOf(string code) => [.. ofTotal.Where(change => change.ProvinceCode == code).Select(change => change.Points)];
    }

    private static ReachPart Part(CatalogItem leaf, ResultRow own, IReadOnlyList<AchievedChange> changes) => new()
    {
        Code = leaf.Code,
        Name = leaf.Name,
        Score = Points(own[Measure.Score]),
        Max = (decimal)leaf.Max,
        Place = (int)own[Measure.Rank]!.Value,
        Of = (int)own[Measure.Ranked]!.Value,
        Changes = changes,
    };

    private MetricQuery Changes(IReadOnlyList<string> codes, int past) => new() { IndexCode = index, Years = [past], Items = codes, Measures = [Measure.ScoreChange] };

    private static IEnumerable<(string ItemCode, AchievedChange Change)> Achieved(IEnumerable<ResultTable> years) =>
        years.SelectMany(answer => answer.Rows).Where(row => row[Measure.ScoreChange] is not null).Select(row => (row.ItemCode!, new AchievedChange(row.Year!.Value, row.ProvinceCode!, Points(row[Measure.ScoreChange]))));

    /// <summary>The years up to the starting one whose change of the item can be told, the last first: back to where the item breaks.</summary>
    private List<int> ComparableYears(string code)
    {
        var years = new List<int>();
        for (int? at = year; at is { } now && items.Any(item => item.Year == now && item.Code == code && !item.IsBreak); at = catalog.Editions.Single(e => e.IndexCode == index && e.Year == now).PreviousYear)
        {
            years.Add(now);
        }

        return years;
    }

    private static decimal Points(double? score) => Math.Round((decimal)score!.Value, 6, MidpointRounding.AwayFromZero);
}

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

        return ReachRefusals.OfTarget(question, reader.Total, reader.Totals.Rows.Count(row => row[Measure.Rank] is not null), reader.Leaves) is { } noTarget
            ? new ReachAnswer.Refused(noTarget)
            : new ReachAnswer.Found(ReachSolver.Solve(reader.Read(question.ProvinceCode), question.Target, question.Without));
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
        var codes = Leaves.Select(leaf => leaf.Code).ToList();
        var answers = release.Ask(
        [
            new MetricQuery { IndexCode = index, Years = [year], Items = codes, Provinces = [province], By = [Breakdown.Item], Measures = [Measure.Score, Measure.Rank, Measure.Ranked] },
            Changes(codes, [.. windows.Values.SelectMany(years => years).Distinct()]),
            Changes([Total.Code], driftYears),
        ]);
        var changes = answers[1].Rows.Where(row => row[Measure.ScoreChange] is not null && windows[row.ItemCode!].Contains(row.Year!.Value))
            .ToLookup(row => row.ItemCode!, row => new AchievedChange(row.Year!.Value, row.ProvinceCode!, Points(row[Measure.ScoreChange])));
        var ofTotal = answers[2].Rows.Where(row => row[Measure.ScoreChange] is not null && driftYears.Contains(row.Year!.Value)).ToLookup(row => row.ProvinceCode!, row => Points(row[Measure.ScoreChange]));
        var own = Totals.Find(province: province)!;
        return new ReachInput
        {
            Start = new Standing(Points(own[Measure.Score]), (int)own[Measure.Rank]!.Value, (int)own[Measure.Ranked]!.Value, (int)own[Measure.QuartileGroup]!.Value),
            Parts = [.. Leaves.Select(leaf => Part(leaf, answers[0].Find(item: leaf.Code)!, [.. changes[leaf.Code]]))],
            Others = [.. Totals.Rows.Where(row => row[Measure.Rank] is not null && row.ProvinceCode != province).Select(row => new OtherTotal(row.ProvinceCode!, Points(row[Measure.Score]), [.. ofTotal[row.ProvinceCode!]]))],
            OwnChanges = [.. ofTotal[province]],
            DriftYears = [.. driftYears.Where(past => answers[2].Rows.Any(row => row.Year == past && row[Measure.ScoreChange] is not null))],
            Least = (decimal)Total.Min,
        };
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

    // A question without years is one for all years, so where none is comparable the starting year is asked for: its changes are blank.
    private MetricQuery Changes(IReadOnlyList<string> codes, IReadOnlyList<int> years) =>
        new() { IndexCode = index, Years = years.Count > 0 ? years : [year], Items = codes, Measures = [Measure.ScoreChange] };

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

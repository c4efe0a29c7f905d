using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>The parts of an index that lie furthest below the mean, and the tasks that answer them.</summary>
internal sealed record WeakParts
{
    private const int Most = 10;

    public required string IndexCode { get; init; }

    /// <summary>The year whose scores are read; null: none can be.</summary>
    public required int? Year { get; init; }

    /// <summary>The weakest first; all below the mean.</summary>
    public required IReadOnlyList<WeakPart> Items { get; init; }

    /// <summary>Why there are none; "" where there are.</summary>
    public required string WhyNone { get; init; }

    /// <summary>Some task says which part of this index it serves: without, nobody knows what is covered.</summary>
    public required bool IsLinked { get; init; }

    /// <summary>The base year of the index's nearest targets, else the newest year before the report's; only an edition that is held whole has a mean to be below.</summary>
    public static WeakParts Ask(Release release, PlanFrame frame, string index, int year, IReadOnlyList<TargetGap> targets, IReadOnlyList<TaskState> tasks)
    {
        var name = Wording.IndexName(index);
        var editions = frame.Catalog.Editions.Where(e => e.IndexCode == index && e.Year < year && e.Held > 0).ToList();
        var baseYear = targets.Where(target => target.IndexCode == index && target.Year >= year).Select(target => (int?)target.BaseYear).Min();
        var edition = editions.Find(e => e.Year == baseYear) ?? editions.MaxBy(e => e.Year);
        var isLinked = tasks.Any(task => task.Parts.Any(part => part.IndexCode == index));
        WeakParts None(string vi, string en) => new() { IndexCode = index, Year = edition?.Year, Items = [], WhyNone = frame.T(vi, en), IsLinked = isLinked };
        if (edition is null)
        {
            return None($"{name}: bản phát hành không có kết quả năm nào trước {year}.", $"{name}: the release holds no results of a year before {year}.");
        }

        if (!edition.IsWhole)
        {
            return None(
                $"{name} {edition.Year}: có số liệu của {edition.Held}/{edition.Of} tỉnh, thành phố nên không biết nội dung nào dưới trung bình.",
                $"{name} {edition.Year}: figures of {edition.Held} of {edition.Of} provinces are held, so no part can be said to lie below the mean.");
        }

        var items = frame.Catalog.Items.Where(item => item.IndexCode == index && item.Year == edition.Year && item.Level != IndicatorLevel.Total).ToList();
        // What a later year no longer asks about needs no task.
        var later = frame.Catalog.Items.Where(item => item.IndexCode == index && item.Year > edition.Year && item.Year <= year).ToLookup(item => item.Year);
        var finest = items.Where(item => items.TrueForAll(child => child.ParentCode != item.Code) && later.All(held => held.Any(other => other.Code == item.Code))).ToList();
        if (finest.Count == 0)
        {
            return None($"{name} {edition.Year}: chỉ có tổng điểm, không có điểm thành phần.", $"{name} {edition.Year}: only totals are held, no parts.");
        }

        var rows = release.Ask(new MetricQuery
        {
            IndexCode = index,
            Years = [edition.Year],
            Items = [.. finest.Select(item => item.Code)],
            Provinces = [frame.Plan.ProvinceCode],
            By = [Breakdown.Item],
            Measures = [Measure.Score, Measure.Rank, Measure.Ranked, Measure.SharingPlace, Measure.ToMean],
        });
        List<TaskState> Of(string? code) => [.. tasks.Where(task => task.Parts.Any(part => part.IndexCode == index && part.ItemCode == code))];
        var weak = finest
            .Select(item => (Item: item, Row: rows.Find(item: item.Code)))
            .Where(pair => pair.Row?[Measure.ToMean] < 0)
            .OrderBy(pair => pair.Row![Measure.ToMean])
            .Take(Most)
            .Select(pair => new WeakPart(pair.Item, pair.Row!, Of(pair.Item.Code), Of(pair.Item.ParentCode)))
            .ToList();
        return weak.Count == 0
            ? None($"{name} {edition.Year}: không nội dung nào có điểm dưới trung bình.", $"{name} {edition.Year}: no part lies below the mean.")
            : new WeakParts { IndexCode = index, Year = edition.Year, Items = weak, WhyNone = "", IsLinked = isLinked };
    }
}

/// <summary>A weak part with the tasks that name it, and those of the part above it. What is suspended or cancelled covers nothing.</summary>
internal sealed record WeakPart(CatalogItem Item, ResultRow Row, IReadOnlyList<TaskState> Tasks, IReadOnlyList<TaskState> ParentTasks)
{
    public bool IsCovered => Tasks.Concat(ParentTasks).Any(IsGoing);

    public bool IsCoveredByParent => IsCovered && !Tasks.Any(IsGoing);

    public static bool IsGoing(TaskState task) => task.State != TaskStanding.Stopped;
}

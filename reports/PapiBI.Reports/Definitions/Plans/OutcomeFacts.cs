using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>What a plan's year brought: its targets, its tasks at the year's end, and the parts of its indices beside the other provinces.</summary>
internal sealed record OutcomeFacts : ISpeaker
{
    public required PlanFrame Frame { get; init; }
    public required int Year { get; init; }
    public required IReadOnlyList<TargetGap> Targets { get; init; }
    public required IReadOnlyList<TaskState> Tasks { get; init; }
    public required PlanTally Tally { get; init; }
    public required IReadOnlyDictionary<string, RowScale> Scales { get; init; }

    /// <summary>Parts that a task serves, in the order of their index.</summary>
    public required IReadOnlyList<PartOutcome> Served { get; init; }

    /// <summary>The finest parts that no task serves, nor the part above them.</summary>
    public required IReadOnlyList<PartOutcome> Unserved { get; init; }

    /// <summary>The plan's indices of which nothing can be said beside others, each with the reason.</summary>
    public required IReadOnlyList<string> WithoutParts { get; init; }

    public Language Language => Frame.Language;

    public IReadOnlyList<TargetGap> OfTotals => field ??= [.. Targets.Where(target => TargetWords.IsTotal(Frame, target))];

    public TargetCount Count => field ??= TargetCount.Of(Targets);

    /// <summary>The target whose item the tiles show: of a total, where there is one.</summary>
    public TargetGap First => OfTotals.FirstOrDefault() ?? Targets[0];

    /// <summary>Of that item.</summary>
    public required OutcomeChange Change { get; init; }

    /// <summary>Whether figures on tasks rest on made-up ones.</summary>
    public bool HasMadeUpTasks => Tasks.Any(PlanWords.IsMadeUp);

    /// <exception cref="ReportRefusedException">There is no such plan, or it has no target of that year.</exception>
    public static OutcomeFacts Ask(Release release, ReleaseCatalog catalog, PlanOutcomeRequest request)
    {
        var frame = PlanFrame.Open(release, catalog, request.ProvinceCode, request.Scope, request.Year, new DateOnly(request.Year, 12, 31), request.PlanCode, request.Language);
        var all = TargetGap.Read(release, frame.Plan.Code);
        var targets = all.Where(target => target.Year == request.Year).ToList();
        if (targets.Count == 0)
        {
            var years = string.Join(", ", all.Select(target => target.Year).Distinct().Order());
            throw new ReportRefusedException(years.Length == 0
                ? new Text($"Kế hoạch {frame.Plan.Code} không có mục tiêu nào.", $"The plan {frame.Plan.Code} has no targets.")
                : new Text($"Kế hoạch {frame.Plan.Code} không có mục tiêu năm {request.Year}; có năm {years}.", $"The plan {frame.Plan.Code} has no target of {request.Year}; it has those of {years}."));
        }

        var tasks = TaskState.Read(release, frame.Plan.Code, PlanPeriod.Of(ReportingPeriod.Year, request.Year, 1));
        var parts = new List<PartOutcome>();
        var without = new List<string>();
        foreach (var index in frame.Plan.Indices)
        {
            var (known, why) = Parts(release, frame, index, request.Year, targets, tasks);
            parts.AddRange(known);
            without.AddRange(why is null ? [] : [why]);
        }

        var facts = new OutcomeFacts
        {
            Frame = frame,
            Year = request.Year,
            Targets = targets,
            Tasks = tasks,
            Tally = PlanTally.Of(tasks),
            Scales = TargetTable.Scales(release, catalog, targets),
            Served = [.. parts.Where(part => part.Tasks.Count > 0)],
            Unserved = [.. parts.Where(part => part.Tasks.Count == 0)],
            WithoutParts = without,
            Change = new OutcomeChange { Common = null, Broken = [] },
        };
        return facts with { Change = OutcomeChange.Of(release, frame, facts.First) };
    }

    private static (IReadOnlyList<PartOutcome> Known, string? Why) Parts(Release release, PlanFrame frame, string index, int year, IReadOnlyList<TargetGap> targets, IReadOnlyList<TaskState> tasks)
    {
        var name = Wording.IndexName(index);
        var edition = frame.Catalog.Editions.FirstOrDefault(e => e.IndexCode == index && e.Year == year);
        if (edition is null)
        {
            return ([], frame.T($"{name}: chưa có kết quả năm {year}.", $"{name}: no results of {year} yet."));
        }

        if (!edition.IsWhole)
        {
            return ([], frame.T($"{name} {year}: có {edition.Held}/{edition.Of} tỉnh, thành phố nên không so được từng phần với các tỉnh khác.", $"{name} {year}: {edition.Held} of {edition.Of} provinces are held, so parts cannot be compared with other provinces."));
        }

        var baseYear = targets.Where(target => target.IndexCode == index).Select(target => (int?)target.BaseYear).Max() ?? edition.PreviousYear;
        var items = frame.Catalog.Items.Where(item => item.IndexCode == index && item.Year == year && item.Level != IndicatorLevel.Total).ToList();
        if (baseYear is not { } from || items.Count == 0)
        {
            return ([], frame.T($"{name} {year}: không có phần nào để so.", $"{name} {year}: there are no parts to compare."));
        }

        var changes = PartChange.Read(release, index, from, year, frame.Plan.ProvinceCode).ToDictionary(change => change.ItemCode);
        List<TaskState> Of(string code) => [.. tasks.Where(task => task.Parts.Any(part => part.IndexCode == index && part.ItemCode == code))];
        var known = items
            .Where(item => Of(item.Code).Count > 0 || (items.TrueForAll(child => child.ParentCode != item.Code) && (item.ParentCode is null || Of(item.ParentCode).Count == 0)))
            .Select(item => new PartOutcome(item, from, changes.GetValueOrDefault(item.Code), Of(item.Code)))
            .ToList();
        return (known, null);
    }
}

/// <summary>A part of an index, what it gained since the base year, and the tasks that serve it by name.</summary>
internal sealed record PartOutcome(CatalogItem Item, int BaseYear, PartChange? Change, IReadOnlyList<TaskState> Tasks)
{
    public PlanTally Tally => field ??= PlanTally.Of(Tasks);

    /// <summary>Points above or below the mean change of the others as shown: 0.00 is neither better nor worse. Null where nothing can be compared.</summary>
    public double? ToOthers => Change?.ToOthers is { } difference ? Math.Round(difference, 2, MidpointRounding.AwayFromZero) : null;
}

using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>A plan of the province itself with targets for the index and year of a brief.</summary>
internal sealed record BriefPlan
{
    private const int MostVerdicts = 2;

    public required PlanFrame Frame { get; init; }

    /// <summary>Of that index and year.</summary>
    public required IReadOnlyList<TargetGap> Targets { get; init; }

    /// <summary>As at the end of that year.</summary>
    public required IReadOnlyList<TaskState> Tasks { get; init; }
    public required IReadOnlyDictionary<string, RowScale> Scales { get; init; }

    /// <summary>Those that the release holds; none in a public release.</summary>
    public static IReadOnlyList<BriefPlan> Ask(Release release, ReleaseCatalog catalog, ProvinceRequest request, Text province) => (request.Scope ?? OfThatYear(catalog, request)) is not { } scope ? [] :
    [
        .. ImprovementPlan.Read(release, request.ProvinceCode)
            .Where(plan => plan.OwnerKind == PlanOwner.Province && scope.Holds(plan, catalog))
            .Select(plan => (Plan: plan, Targets: (IReadOnlyList<TargetGap>)[.. TargetGap.Read(release, plan.Code).Where(target => target.IndexCode == request.IndexCode && target.Year == request.Year)]))
            .Where(held => held.Targets.Count > 0)
            .Select(held => new BriefPlan
            {
                Frame = new PlanFrame { Catalog = catalog, Plan = held.Plan, Province = province, Language = request.Language },
                Targets = held.Targets,
                Tasks = TaskState.Read(release, held.Plan.Code, PlanPeriod.Of(ReportingPeriod.Year, request.Year, 1)),
                Scales = TargetTable.Scales(release, catalog, held.Targets),
            }),
    ];

    /// <summary>Whose plans a brief may tell of: those of the province as it was in the brief's year.</summary>
    public static PlanScope? OfThatYear(ReleaseCatalog catalog, ProvinceRequest request) =>
        catalog.Editions.FirstOrDefault(edition => edition.IndexCode == request.IndexCode && edition.Year == request.Year) is { } edition && ProvinceUnits.On(catalog, request.ProvinceCode, edition.RefDate) is { } unit
            ? new PlanScope(unit, WithUnclear: true)
            : null;

    /// <summary>"mục tiêu: 45 điểm" for a tile; "" where the plans have none of these kinds for the item.</summary>
    public static string Promise(IReadOnlyList<BriefPlan> plans, string itemCode, params TargetKind[] kinds)
    {
        var found = plans.SelectMany(plan => plan.Targets.Select(target => (plan.Frame, Target: target))).Where(pair => pair.Target.ItemCode == itemCode && kinds.Contains(pair.Target.Kind)).OrderBy(pair => Array.IndexOf(kinds, pair.Target.Kind)).ToList();
        return found.Count == 0 ? "" : found[0].Frame.T("mục tiêu: ", "target: ") + TargetWords.Promise(found[0].Target, found[0].Frame.Language);
    }

    /// <summary>The tasks that answer an item: those that name it, else those for the part above it. Stopped ones are named only where nothing else is done.</summary>
    public static string TasksFor(IReadOnlyList<BriefPlan> plans, CatalogItem item)
    {
        var frame = plans[0].Frame;
        List<TaskState> Of(string? code) => [.. plans.SelectMany(plan => plan.Tasks).Where(task => task.Parts.Any(part => part.IndexCode == item.IndexCode && part.ItemCode == code))];
        var named = Of(item.Code);
        var all = named.Concat(Of(item.ParentCode)).ToList();
        if (all.Find(WeakPart.IsGoing) is null)
        {
            return all.Count == 0
                ? frame.T("✗ chưa có nhiệm vụ nào", "✗ no task at all")
                : $"✗ {all[0].TaskNo} {PlanWords.Short(all[0], frame.Language)} ({PlanWords.State(all[0], frame.Language).Text})";
        }

        List<TaskState> tasks = [.. (named.Exists(WeakPart.IsGoing) ? named : Of(item.ParentCode)).Where(WeakPart.IsGoing)];
        return string.Join("; ", tasks.Take(1).Select(task => $"{task.TaskNo} {PlanWords.Short(task, frame.Language)}")) + (tasks.Count > 1 ? frame.T($" và {tasks.Count - 1} nhiệm vụ khác", $" and {tasks.Count - 1} more") : "");
    }

    public static ReportPage Page(IReadOnlyList<BriefPlan> plans)
    {
        var frame = plans[0].Frame;
        return new ReportPage
        {
            Tab = frame.T("Mục tiêu", "Targets"),
            BandTitle = "",
            BandNote = "",
            Headline = Wording.Capital(TargetVerdicts.Of(frame, plans[0].Targets, MostVerdicts)) + ".",
            Rows = [.. plans.SelectMany(plan => new[]
            {
                BlockRow.Whole(TargetTable.Of(plan.Frame, plan.Targets, plan.Scales, $"{plan.Frame.Plan.Name.In(frame.Language)} ({plan.Frame.Plan.Code})")),
                BlockRow.Whole(new NotesBlock([.. TargetNotes.Of(plan.Frame, plan.Targets).Append(PlanSourcesPage.SourceLine(plan.Frame) + ".").Concat(plan.Frame.Plan.IsIllustrative ? PlanSourcesPage.MadeUp(plan.Frame) : []).Distinct()])),
            })],
        };
    }
}

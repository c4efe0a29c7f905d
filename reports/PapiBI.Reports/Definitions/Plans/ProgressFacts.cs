using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>How a plan stands at the end of a period.</summary>
internal sealed record ProgressFacts : ISpeaker
{
    public required PlanFrame Frame { get; init; }
    public required PlanPeriod Period { get; init; }

    /// <summary>In the plan's order.</summary>
    public required IReadOnlyList<TaskState> Tasks { get; init; }
    public required PlanTally Tally { get; init; }
    public required IReadOnlyList<TargetGap> Targets { get; init; }
    public required IReadOnlyDictionary<string, RowScale> Scales { get; init; }

    /// <summary>Those that lead a task, with the most overdue first, in the plan's order where these are equal.</summary>
    public required IReadOnlyList<AgencyStanding> Agencies { get; init; }

    /// <summary>One for each index of the plan.</summary>
    public required IReadOnlyList<WeakParts> Weak { get; init; }
    public required IReadOnlyList<(ImprovementPlan Plan, PlanTally Tally)> SubPlans { get; init; }

    public Language Language => Frame.Language;

    /// <summary>"quý II năm 2021".</summary>
    public string PeriodName => Period.Said.In(Language);

    public string LastDay => NumberText.Day(Period.End, Language);

    /// <summary>Longest overdue first.</summary>
    public IReadOnlyList<TaskState> Overdue => field ??= [.. Tasks.Where(task => task.State == TaskStanding.Overdue).OrderByDescending(task => task.DaysOverdue)];

    public IReadOnlyList<TaskState> Unreported => field ??= [.. Tasks.Where(task => task.IsUnreported)];

    public bool IsAnythingMadeUp => Frame.Plan.IsIllustrative || Tasks.Any(PlanWords.IsMadeUp) || Targets.Any(target => target.IsIllustrative);

    /// <exception cref="ReportRefusedException">The plan is not held, or it has to be named.</exception>
    public static ProgressFacts Ask(Release release, ReleaseCatalog catalog, PlanProgressRequest request)
    {
        var frame = PlanFrame.Open(release, catalog, request.ProvinceCode, request.Scope, request.Period.Year, request.Period.End, request.PlanCode, request.Language);
        var tasks = TaskState.Read(release, frame.Plan.Code, request.Period);
        var targets = TargetGap.Read(release, frame.Plan.Code);
        return new ProgressFacts
        {
            Frame = frame,
            Period = request.Period,
            Tasks = tasks,
            Tally = PlanTally.Of(tasks),
            Targets = targets,
            Scales = TargetTable.Scales(release, catalog, targets),
            Agencies =
            [
                .. tasks.GroupBy(task => task.LeadAgencyCode)
                    .Select(group => new AgencyStanding(frame.Plan.Agencies.FirstOrDefault(agency => agency.Code == group.Key) ?? new PlanAgency(group.Key, new Text(group.Key, group.Key), null, "", ""), [.. group], PlanTally.Of([.. group]), frame.PlaceOf(group.Key)))
                    .OrderByDescending(agency => agency.Tally.Overdue)
                    .ThenByDescending(agency => agency.Tally.Unreported)
                    .ThenByDescending(agency => agency.Tally.Tasks)
                    .ThenBy(agency => agency.Place),
            ],
            Weak = [.. frame.Plan.Indices.Select(index => WeakParts.Ask(release, frame, index, request.Period.Year, targets, tasks))],
            SubPlans = [.. frame.Beside.Where(plan => plan.ParentCode == frame.Plan.Code).Select(plan => (plan, PlanTally.Of(TaskState.Read(release, plan.Code, request.Period))))],
        };
    }
}

/// <summary>An agency that leads tasks, how these stand, and its place in the plan.</summary>
internal sealed record AgencyStanding(PlanAgency Agency, IReadOnlyList<TaskState> Tasks, PlanTally Tally, int Place);

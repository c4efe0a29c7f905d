namespace PapiBI.Warehouse.Plans;

/// <summary>The measures of a plan's tasks, over all of them or those of one agency. A task that is stopped counts in <see cref="Tasks"/> and <see cref="Stopped"/>, not in <see cref="Completion"/>.</summary>
public sealed record PlanTally
{
    public required int Tasks { get; init; }
    public required int Done { get; init; }

    /// <summary>Of those done: after the deadline.</summary>
    public required int DoneLate { get; init; }
    public required int InProgress { get; init; }
    public required int Overdue { get; init; }
    public required int NotStarted { get; init; }
    public required int Stopped { get; init; }

    /// <summary>A report was due for the period and none came.</summary>
    public required int Unreported { get; init; }

    /// <summary>Mean of the reported percentages, weighted by the tasks' weights, 0–100; what was never reported counts 0. Null without a task that goes on.</summary>
    public required double? Completion { get; init; }

    public static PlanTally Of(IReadOnlyList<TaskState> tasks)
    {
        var going = tasks.Where(task => task.State != TaskStanding.Stopped).ToList();
        int Count(TaskStanding state) => tasks.Count(task => task.State == state);
        return new PlanTally
        {
            Tasks = tasks.Count,
            Done = Count(TaskStanding.Done),
            DoneLate = tasks.Count(task => task.IsLate),
            InProgress = Count(TaskStanding.InProgress),
            Overdue = Count(TaskStanding.Overdue),
            NotStarted = Count(TaskStanding.NotStarted),
            Stopped = Count(TaskStanding.Stopped),
            Unreported = tasks.Count(task => task.IsUnreported),
            Completion = going.Count == 0 ? null : going.Sum(task => task.Weight * (task.PercentDone ?? 0)) / going.Sum(task => task.Weight),
        };
    }
}

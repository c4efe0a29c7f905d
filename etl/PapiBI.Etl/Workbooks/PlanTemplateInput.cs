using PapiBI.Etl.Described;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Etl.Workbooks;

/// <summary>What a template of an improvement plan is made from.</summary>
public sealed record PlanTemplateInput
{
    /// <summary>Where its headings and words come from.</summary>
    public required PlanDescription Description { get; init; }
    public required Language Language { get; init; }

    /// <summary>A code that the plan may have; "" where its owner makes one, as two of them would share whatever is suggested.</summary>
    public required string Code { get; init; }

    /// <summary>A code of the kind that is to be made.</summary>
    public required string CodeExample { get; init; }
    public required Text Province { get; init; }
    public required PlanOwner Owner { get; init; }

    /// <summary>The plan that this one carries out; "" if none.</summary>
    public required string ParentCode { get; init; }
    public required int FirstYear { get; init; }
    public required int LastYear { get; init; }
    public required IReadOnlyList<PlanTemplateIndex> Indices { get; init; }

    /// <summary>To choose from, in their order.</summary>
    public required IReadOnlyList<Text> Provinces { get; init; }

    /// <summary>Where the filled file goes; "" if that is not known.</summary>
    public required string SendTo { get; init; }
}

/// <summary>An index of a plan, with its newest results before the plan.</summary>
/// <param name="Code">PAR_INDEX.</param>
/// <param name="Name">As it is called in print: PAR INDEX.</param>
/// <param name="Year">The year of the results; gains are counted from it.</param>
/// <param name="Gap">Why ranks and means are not derived; null where the edition is held whole.</param>
/// <param name="Items">Of that year, in the index's order, its total among them.</param>
/// <param name="Offered">Of the structure that the plan's own first year has, as far as it is known: what targets and tasks can be of. Figures are those of <paramref name="Items"/>.</param>
public sealed record PlanTemplateIndex(string Code, string Name, int Year, Text? Gap, IReadOnlyList<PlanTemplateItem> Items, IReadOnlyList<PlanTemplateItem> Offered);

/// <summary>An item of an index and what the province had in it; figures that are not known are null.</summary>
public sealed record PlanTemplateItem
{
    public required string Code { get; init; }
    public required Text Name { get; init; }
    public required IndicatorLevel Level { get; init; }

    /// <summary>A part of the lowest level, which tasks work on.</summary>
    public required bool IsLeaf { get; init; }
    public required double Min { get; init; }
    public required double Max { get; init; }
    public required double? Score { get; init; }
    public required int? Rank { get; init; }

    /// <summary>N of <see cref="Rank"/>.</summary>
    public required int? Ranked { get; init; }

    /// <summary>Of the provinces that are ranked.</summary>
    public required double? Mean { get; init; }
}

/// <summary>What the form for one report of progress is made from.</summary>
public sealed record PlanReportInput
{
    public required PlanDescription Description { get; init; }
    public required Language Language { get; init; }
    public required ImprovementPlan Plan { get; init; }

    /// <summary>Who reports; null: all agencies together.</summary>
    public required PlanAgency? Agency { get; init; }
    public required PlanPeriod Period { get; init; }

    /// <summary>On which a report is due, in the plan's order.</summary>
    public required IReadOnlyList<TaskState> Tasks { get; init; }

    /// <summary>By task, the percentage reported last before the period; null where there is none.</summary>
    public required IReadOnlyDictionary<string, double?> DoneBefore { get; init; }
    public required string SendTo { get; init; }
}

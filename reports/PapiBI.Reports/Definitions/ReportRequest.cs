using PapiBI.Warehouse;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions;

/// <summary>Which report of whom.</summary>
public abstract record ReportRequest(Language Language);

/// <summary>One province, one index, one year.</summary>
public sealed record ProvinceRequest(string IndexCode, int Year, string ProvinceCode, Language Language) : ReportRequest(Language)
{
    /// <summary>Whose plans may be told of; null: those of the province as it was in that year.</summary>
    public PlanScope? Scope { get; init; }
}

/// <summary>Some provinces side by side, one index, one year.</summary>
public sealed record GroupRequest(string IndexCode, int Year, GroupChoice Of, Language Language) : ReportRequest(Language);

/// <summary>All provinces, one index, one year.</summary>
public sealed record LeagueRequest(string IndexCode, int Year, Language Language) : ReportRequest(Language);

/// <summary>One province, every index, one year.</summary>
public sealed record MultiIndexRequest(int Year, string ProvinceCode, Language Language) : ReportRequest(Language);

/// <summary>How an improvement plan stands at the end of a period.</summary>
/// <param name="ProvinceCode">Whose plan.</param>
/// <param name="Period">The period reported on.</param>
/// <param name="PlanCode">Null: the only plan of the province itself whose years hold the period.</param>
/// <param name="Language">The report's.</param>
public sealed record PlanProgressRequest(string ProvinceCode, PlanPeriod Period, string? PlanCode, Language Language) : ReportRequest(Language)
{
    /// <summary>Whose plans are meant; null: those of the province that bore the code then, else of the one that bore it last.</summary>
    public PlanScope? Scope { get; init; }
}

/// <summary>What became of an improvement plan's targets of a year.</summary>
/// <param name="ProvinceCode">Whose plan.</param>
/// <param name="Year">The year whose results count.</param>
/// <param name="PlanCode">Null: the only plan of the province itself whose years hold that year.</param>
/// <param name="Language">The report's.</param>
public sealed record PlanOutcomeRequest(string ProvinceCode, int Year, string? PlanCode, Language Language) : ReportRequest(Language)
{
    /// <summary>Whose plans are meant; null: those of the province that bore the code then, else of the one that bore it last.</summary>
    public PlanScope? Scope { get; init; }
}

/// <summary>Plans of one province, told from another that bears its code before or after.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="WithUnclear">Also those of which nobody can tell whether they are its own or the other's.</param>
public sealed record PlanScope(ProvinceUnit Unit, bool WithUnclear)
{
    public bool Holds(ImprovementPlan plan, ReleaseCatalog catalog)
    {
        var units = plan.UnitsIn(catalog);
        return units.Contains(Unit) && (WithUnclear || units.Count == 1);
    }
}

/// <summary>What a reader looks at in one index and year: an item, a field of provinces, some of them chosen, another year beside.</summary>
/// <param name="IndexCode">"PAPI".</param>
/// <param name="Year">The year.</param>
/// <param name="ItemCode">A part of the index; null: the total.</param>
/// <param name="Among">Whom the lists show; null: all provinces. Places and means stay those of all.</param>
/// <param name="Chosen">Provinces marked everywhere, the first of them explained; codes of that year.</param>
/// <param name="BesideYear">Another year to stand beside; null: none.</param>
/// <param name="Language">The report's.</param>
public sealed record ExploreRequest(string IndexCode, int Year, string? ItemCode, GroupChoice? Among, IReadOnlyList<string> Chosen, int? BesideYear, Language Language) : ReportRequest(Language);

/// <summary>Who is compared. Membership is that of the report's year.</summary>
public abstract record GroupChoice
{
    /// <summary>The provinces of a region, by its code: "DBSCL".</summary>
    public sealed record Region(string Code) : GroupChoice;

    /// <summary>The members of a group of the warehouse, by its code: "TPTTTW".</summary>
    public sealed record Group(string Code) : GroupChoice;

    /// <summary>Provinces by their codes of that year.</summary>
    public sealed record Provinces(IReadOnlyList<string> Codes) : GroupChoice;
}

/// <summary>A report cannot be made of what was asked; the reason is for the reader.</summary>
public sealed class ReportRefusedException(Text reason) : Exception(reason.En)
{
    public Text Reason { get; } = reason;
}

using PapiBI.Warehouse;

namespace PapiBI.Reports.Definitions;

/// <summary>Which report of whom.</summary>
public abstract record ReportRequest(Language Language);

/// <summary>One province, one index, one year.</summary>
public sealed record ProvinceRequest(string IndexCode, int Year, string ProvinceCode, Language Language) : ReportRequest(Language);

/// <summary>Some provinces side by side, one index, one year.</summary>
public sealed record GroupRequest(string IndexCode, int Year, GroupChoice Of, Language Language) : ReportRequest(Language);

/// <summary>All provinces, one index, one year.</summary>
public sealed record LeagueRequest(string IndexCode, int Year, Language Language) : ReportRequest(Language);

/// <summary>One province, every index, one year.</summary>
public sealed record MultiIndexRequest(int Year, string ProvinceCode, Language Language) : ReportRequest(Language);

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

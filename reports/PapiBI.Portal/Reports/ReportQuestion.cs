using System.Globalization;
using PapiBI.Portal.Describing;
using PapiBI.Reports.Definitions;

namespace PapiBI.Portal.Reports;

/// <summary>What a report is of, as its address says it: "?index=PAPI&amp;year=2021&amp;province=92".</summary>
public static class ReportQuestion
{
    private const int LongestValue = 200;
    private const int MostProvinces = 70;

    /// <summary>As the description names them.</summary>
    internal static readonly IReadOnlyList<QueryPart> Parts =
    [
        new("index", "PAPI where it is left out"),
        new("year", "the newest that is held where it is left out", IsNumber: true),
        new("province", "code or name; what the brief of a province, of all indices and of a plan is of"),
        new("region", "code of a region, for group-comparison"),
        new("group", "code of a group of provinces, for group-comparison"),
        new("provinces", "codes parted by commas, for group-comparison"),
        new("plan", "code of a plan, where a province has several"),
        new("period", "2021-Q2, 2021-H1 or 2021, for plan-progress"),
        new("period-kind", "quarter, half or year: the newest reported for, for plan-progress"),
    ];

    /// <summary>What can be said, and of which several values.</summary>
    public static readonly IReadOnlyList<string> Names = [.. Parts.Select(part => part.Name)];
    public static readonly IReadOnlyList<string> Lists = ["provinces"];

    /// <summary>What is blank is not said, as a form sends its empty fields.</summary>
    /// <returns>Null where a value is too long to be meant, or a year is none.</returns>
    public static ReportParameters? Of(IQueryCollection query)
    {
        string? Said(string name) => query[name].ToString().Trim() is { Length: > 0 } value ? value : null;
        var provinces = query["provinces"].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        int? year = null;
        if (Said("year") is { } written)
        {
            if (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var read))
            {
                return null;
            }

            year = read;
        }

        return query.Any(pair => pair.Value.Any(value => value?.Length > LongestValue)) || provinces.Count > MostProvinces
            ? null
            : new ReportParameters
            {
                Index = (Said("index") ?? "PAPI").Replace(' ', '_'),
                Year = year,
                Province = Said("province"),
                Region = Said("region"),
                Group = Said("group"),
                Provinces = provinces.Count > 0 ? provinces : null,
                Plan = Said("plan"),
                Period = Said("period"),
                PeriodKind = Said("period-kind"),
            };
    }

    /// <summary>The address that asks for them; the same parameters have one address.</summary>
    public static string Query(ReportParameters parameters) => QueryString.Create(new (string Name, string? Value)[]
    {
        ("index", parameters.Index),
        ("year", parameters.Year?.ToString(CultureInfo.InvariantCulture)),
        ("province", parameters.Province),
        ("region", parameters.Region),
        ("group", parameters.Group),
        ("provinces", parameters.Provinces is { } list ? string.Join(',', list) : null),
        ("plan", parameters.Plan),
        ("period", parameters.Period),
        ("period-kind", parameters.PeriodKind),
    }.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Name, part.Value))).Value ?? "";
}

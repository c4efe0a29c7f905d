using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Primitives;
using PapiBI.Portal.Reports;
using PapiBI.Reports.Definitions.Exploring;
using PapiBI.Warehouse;

namespace PapiBI.Portal.Embedding;

/// <summary>
/// What a site's server asks a file of, with the field names of Power BI. What is not known here is passed over, but for what would make another file than the
/// one asked for.
/// </summary>
internal sealed record ExportRequest
{
    private const string Values = "paginatedReportConfiguration.parameterValues";

    private static readonly JsonSerializerOptions Read = new() { PropertyNameCaseInsensitive = true, AllowDuplicateProperties = false };

    /// <summary>“XLSX”, “CSV” or “JSON”.</summary>
    public string? Format { get; init; }

    /// <summary>What the report is of.</summary>
    public PaginatedExport? PaginatedReportConfiguration { get; init; }

    /// <summary>In which language, where it is not said there.</summary>
    public ReportExport? PowerBIReportConfiguration { get; init; }

    /// <summary>In whose name, as for a token; Power BI has it within either configuration.</summary>
    public IReadOnlyList<EffectiveIdentity?>? Identities { get; init; }

    internal sealed record PaginatedExport(IReadOnlyList<ExportParameter?>? ParameterValues, string? Locale, IReadOnlyList<EffectiveIdentity?>? Identities);

    internal sealed record ExportParameter(string? Name, string? Value);

    internal sealed record ReportExport(ExportLocale? Settings, JsonElement Pages, JsonElement ReportLevelFilters, JsonElement DefaultBookmark, IReadOnlyList<EffectiveIdentity?>? Identities);

    internal sealed record ExportLocale(string? Locale);

    /// <summary>Null only where it is not said which, or there is none such: a fault.</summary>
    [JsonIgnore]
    public ExportFormat? Kind => ExportFormat.Of(Format);

    /// <summary>Null where it is not said.</summary>
    [JsonIgnore]
    public Language? Language => Locale is { Said: { } said } ? EmbedAnswers.LanguageOf(said) : null;

    /// <summary>Of what, as the report's address says it.</summary>
    [JsonIgnore]
    public QueryCollection Question => new((PaginatedReportConfiguration?.ParameterValues ?? [])
        .GroupBy(value => value!.Name!, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(values => values.Key, values => new StringValues([.. values.Select(value => value!.Value)]), StringComparer.OrdinalIgnoreCase));

    /// <summary>For whom, and whose plans they may be shown.</summary>
    [JsonIgnore]
    public TokenRequest Reader => new() { Identities = AllIdentities };

    private IReadOnlyList<EffectiveIdentity?> AllIdentities => [.. Identities ?? [], .. PaginatedReportConfiguration?.Identities ?? [], .. PowerBIReportConfiguration?.Identities ?? []];

    private (string Place, string? Said) Locale => PaginatedReportConfiguration?.Locale is { Length: > 0 } said
        ? ("paginatedReportConfiguration.locale", said)
        : ("powerBIReportConfiguration.settings.locale", PowerBIReportConfiguration?.Settings?.Locale is { Length: > 0 } other ? other : null);

    /// <param name="body">As it was sent.</param>
    /// <param name="report">That the address names.</param>
    /// <param name="cancellation">Of the request.</param>
    /// <returns>What was sent, or what is wrong with it.</returns>
    public static async Task<(ExportRequest? Asked, Text? Fault)> Of(Stream body, string report, CancellationToken cancellation)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<ExportRequest>(body, Read, cancellation) is { } asked
                ? (asked, asked.Fault(report))
                : (null, TokenRequest.NoObject);
        }
        catch (JsonException e)
        {
            return (null, TokenRequest.NoJson(e));
        }
    }

    private Text? Fault(string report)
    {
        var formats = string.Join(", ", ExportFormat.All.Select(format => format.Name));
        return string.IsNullOrEmpty(Format) ? new Text($"format: phải nêu một trong {formats}.", $"format: one of {formats} has to be named.")
            : Kind is null ? new Text($"format: không xuất được ra “{Format}”; có {formats}.", $"format: nothing is exported to “{Format}”; there are {formats}.")
            : Locale is { Said: { } said, Place: var place } && Language is null ? new Text($"{place}: có tiếng Việt (vi) và tiếng Anh (en), không có “{said}”.", $"{place}: there is Vietnamese (vi) and English (en), not “{said}”.")
            : NarrowingFault() ?? ParameterFault(report) ?? IdentityFault(report);
    }

    // To pass these over would be to hand over figures that were not asked for.
    private Text? NarrowingFault() => PowerBIReportConfiguration is not { } visual ? null
        : new[] { ("pages", visual.Pages), ("reportLevelFilters", visual.ReportLevelFilters), ("defaultBookmark", visual.DefaultBookmark) }
            .Where(part => !TokenRequest.IsNothing(part.Item2))
            .Select(part => (Text?)new Text(
                $"powerBIReportConfiguration.{part.Item1}: tệp luôn gồm cả báo cáo; muốn nói báo cáo về gì thì dùng {Values}.",
                $"powerBIReportConfiguration.{part.Item1}: a file is always the whole report; what it is of is said by {Values}."))
            .FirstOrDefault();

    private Text? ParameterFault(string report)
    {
        var (names, lists) = report == Explore.Id ? (ExploreQuestion.Names, ExploreQuestion.Lists) : (ReportQuestion.Names, ReportQuestion.Lists);
        var values = PaginatedReportConfiguration?.ParameterValues ?? [];
        foreach (var (i, value) in values.Index())
        {
            if (value?.Name is not { } name || !names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                var known = string.Join(", ", names);
                return new Text($"{Values}[{i}].name: {report} không có tham số “{value?.Name}”; có {known}.", $"{Values}[{i}].name: {report} has no parameter “{value?.Name}”; there are {known}.");
            }

            if (!lists.Contains(name, StringComparer.OrdinalIgnoreCase) && values.Take(i).Any(other => name.Equals(other!.Name, StringComparison.OrdinalIgnoreCase)))
            {
                return new Text($"{Values}[{i}].name: “{name}” chỉ có một giá trị.", $"{Values}[{i}].name: “{name}” has one value only.");
            }
        }

        return null;
    }

    private Text? IdentityFault(string report) => AllIdentities.Count > 1
        ? new Text("identities: một tệp chỉ cho một người.", "identities: a file is one person's.")
        : Reader.IdentityFault([report]);
}

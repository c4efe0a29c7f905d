using System.Globalization;
using System.Text;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions;

/// <summary>Hồ sơ tỉnh: one province, one index, one year.</summary>
public static class ProvinceBrief
{
    public const string Id = "province-brief";

    /// <exception cref="ReportRefusedException">The release does not hold what was asked for.</exception>
    public static ReportDocument Build(Release release, ReleaseCatalog catalog, ReportRequest request)
    {
        var facts = BriefFacts.Ask(release, catalog, request);
        var published = release.PublishedAt.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        var title = $"{facts.ProvinceName} · {request.IndexCode} {request.Year}";
        var releaseLine = facts.T($"Bản R{release.Id} · phát hành {published}", $"Release R{release.Id} · published {published}");
        return new ReportDocument
        {
            ReportId = Id,
            Language = request.Language,
            Title = title,
            Finding = BriefNarrative.Finding(facts),
            FileName = $"{request.IndexCode}-{request.Year}-{Slug(facts.Province.Name.Vi)}-{(request.Language == Language.Vietnamese ? "vi" : "en")}".ToLowerInvariant(),
            SourceLine = Wording.SourceLine(request.IndexCode, request.Language),
            ReleaseLine = releaseLine,
            PublishedAt = release.PublishedAt,
            Pages =
            [
                .. new[]
                {
                    SummaryPage.Build(facts),
                    DimensionsPage.Build(facts),
                    SubDimensionsPage.Build(facts),
                    LedgerPage.Build(facts),
                    TrendPage.Build(facts),
                    PlacePage.Build(facts),
                    SourcesPage.Build(facts),
                }.Select(page => page with { BandTitle = title, BandNote = facts.T($"Hồ sơ tỉnh · {releaseLine}", $"Province brief · {releaseLine}") }),
            ],
        };
    }

    private static string Slug(string name)
    {
        var letters = name.Replace('đ', 'd').Replace('Đ', 'D').Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            .Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-');
        return string.Join('-', string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
    }
}

using System.Globalization;
using System.Text;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions;

/// <summary>What every report says around its pages: title, release, file name.</summary>
internal sealed record Envelope
{
    public required string ReportId { get; init; }

    /// <summary>"Hồ sơ tỉnh", before the release in the band; in its place stands there that a document is internal.</summary>
    public required Text Kind { get; init; }
    public required string Title { get; init; }
    public required string Finding { get; init; }

    /// <summary>What the file is named after, in Vietnamese: "PAPI 2021 Cần Thơ".</summary>
    public required string FileSubject { get; init; }
    public required string SourceLine { get; init; }

    /// <summary>Not for everybody: band and foot of every page say so.</summary>
    public bool IsInternal { get; init; }

    private static readonly Text InternalMark = new("Tài liệu nội bộ", "Internal");

    public ReportDocument Around(Release release, Language language, IEnumerable<ReportPage> pages)
    {
        var published = release.PublishedAt.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        var mark = IsInternal ? InternalMark.In(language) + " · " : "";
        var releaseLine = new Text($"Bản R{release.Id} · phát hành {published}", $"Release R{release.Id} · published {published}").In(language);
        return new ReportDocument
        {
            ReportId = ReportId,
            Language = language,
            Title = Title,
            Finding = Finding,
            FileName = $"{Slug(FileSubject)}-{new Text("vi", "en").In(language)}",
            SourceLine = mark + SourceLine,
            ReleaseLine = releaseLine,
            PublishedAt = release.PublishedAt,
            IsInternal = IsInternal,
            Pages = [.. pages.Select(page => page with { BandTitle = Title, BandNote = $"{(IsInternal ? InternalMark : Kind).In(language)} · {releaseLine}" })],
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

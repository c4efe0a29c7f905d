using PapiBI.Etl.Described;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Support;

/// <summary>A small index of three provinces, described and read: X 2020 with the dimension 1 of the parts 1.1 and 1.2, each from 0.5 to 5.</summary>
public static class SomeSource
{
    public const string Head = """
        "name": "some", "index": "X", "citation": { "vi": "Nơi xuất bản", "en": "Publisher" }, "source": { "vi": "Bảng", "en": "Table" }
        """;

    public static ReferenceData Known { get; } = KnownSoFar.Nothing with
    {
        Provinces =
        [
            new KnownProvince("01", new DateOnly(2004, 1, 1), null, "Thành phố Hà Nội", "Hà Nội", "Hanoi"),
            new KnownProvince("17", new DateOnly(2004, 1, 1), null, "Tỉnh Hòa Bình", "Hòa Bình", "Hoa Binh"),
            new KnownProvince("79", new DateOnly(2004, 1, 1), null, "Thành phố Hồ Chí Minh", "Hồ Chí Minh", "Ho Chi Minh City"),
        ],
        Aliases = [new KnownAlias("TP.HCM", "79")],
        Editions = [.. new[] { 2019, 2020 }.Select(year => new KnownEdition("X", year, new DateOnly(year, 12, 31), true))],
        Indicators =
        [
            .. new[] { 2019, 2020 }.SelectMany(year => new[]
            {
                new KnownIndicator("X", year, IndicatorLevel.Total, "X", 1, 10, true),
                new KnownIndicator("X", year, IndicatorLevel.Dimension, "1", 1, 10, true),
                new KnownIndicator("X", year, IndicatorLevel.SubDimension, "1.1", 0.5, 5, true),
                new KnownIndicator("X", year, IndicatorLevel.SubDimension, "1.2", 0.5, 5, true),
            }),
        ],
    };

    /// <param name="description">What follows <see cref="Head"/> in the JSON text.</param>
    public static SourceDescriptions Described(string description, string schemes = "{}")
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "some.json"), $"{{ {Head}, {description} }}");
        File.WriteAllText(Path.Combine(folder.Path, "code-schemes.json"), schemes);
        (SourceDescriptions descriptions, IReadOnlyList<Issue> issues) = SourceDescriptions.Read(folder.Path);
        Assert.Empty(issues.Select(issue => issue.Message.En));
        return descriptions;
    }

    public static ReadResult Read(SourceDescriptions descriptions, params (string Name, IReadOnlyList<IReadOnlyList<object>> Rows)[] sheets) =>
        BatchBuilder.Build(new FileReader(descriptions).Read("bang-2020.xlsx", SomeWorkbook.Of(sheets)), Known);

    /// <summary>"2020 01 1.1 = 2.5 @ B2", a line a score.</summary>
    public static string Said(this ReadResult read) =>
        read.Issues.Any(issue => issue.Severity == Severity.Error)
            ? string.Join('\n', read.Issues.Select(issue => issue.Message.En))
            : string.Join('\n', read.Batches.SelectMany(batch => batch.Rows).Select(row => row switch
            {
                ScoreRow s => FormattableString.Invariant($"{s.Year} {s.ProvinceCode} {s.ItemCode} = {(s.Score is double score ? score : "–")} @ {s.Origin}{(s.NoteEn.Length > 0 ? $" ({s.NoteEn})" : "")}"),
                PublishedRow p => FormattableString.Invariant($"{p.Year} {p.ProvinceCode} {p.ItemCode} {PublishedMeasureCode.Of(p.Measure)} = {(p.Value is double value ? value : p.Words)} @ {p.Origin}"),
                IndicatorValueRow i => FormattableString.Invariant($"{i.Year} {i.ProvinceCode} {i.ItemCode} #{i.IndicatorNo} {i.Label} = {i.Value} @ {i.Origin}"),
                UncertaintyRow u => FormattableString.Invariant($"{u.Year} {u.ProvinceCode} {u.ItemCode} {u.IntervalLow}–{u.IntervalHigh} = ± {u.IntervalMultiplier} × {u.StandardError}, {u.Observations} asked"),
                _ => row.ToString(),
            }));
}

using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Exploring;

/// <summary>What the item is made of: every province's parts against the mean, and where those chosen lie.</summary>
internal static class ExploreParts
{
    private const int GridColumns = 27;
    private const int NameSpan = 6;
    private const int RowHeight = 32;

    public static ReportPage Build(ExploreFacts facts) => new()
    {
        Tab = facts.T("Thành phần", "Parts"),
        BandTitle = "",
        BandNote = "",
        Headline = facts.T($"{facts.ItemName}: {facts.Parts.Count} thành phần so với trung bình", $"{facts.ItemName}: its {facts.Parts.Count} parts against the mean"),
        IsLandscape = facts.Parts.Count > 8,
        Rows = [BlockRow.Whole(Dots(facts)), BlockRow.Whole(Heat(facts))],
    };

    private static ChartBlock Dots(ExploreFacts facts)
    {
        var parts = facts.Parts.Where(part => Field(facts, part)?[Measure.Mean] is not null).ToList();
        double? Of(CatalogItem part, string province) => facts.PartStandings.Find(item: part.Code, province: province)?[Measure.Score];
        var others = facts.Rows.Where(row => !facts.IsChosen(row)).Select(row => row.ProvinceCode!);
        var title = facts.T($"Các thành phần của {facts.ItemName}", $"The parts of {facts.ItemName}");
        return new ChartBlock
        {
            Finding = "",
            Contents = facts.T($"Điểm {facts.Year}; mỗi chấm một tỉnh của {facts.FieldName}; trung bình và cao nhất của mọi tỉnh có điểm", $"Scores {facts.Year}; a dot is a province of {facts.FieldName}; mean and best of all provinces with a score"),
            Height = RowHeight * parts.Count + 40,
            Chart = new ChartSpec
            {
                Kind = ChartKind.DotStrip,
                Categories = [.. parts.Select(part => part.Numbered(facts.Language))],
                Keys = [.. parts.Select(ExploreFacts.KeyOf)],
                Series =
                [
                    .. others.Select(code => new ChartSeries { Name = facts.Frame.NameOf(code), Key = ExploreFacts.KeyOf(code), Role = SeriesRole.Peer, Values = [.. parts.Select(part => Of(part, code))] }),
                    new ChartSeries { Name = facts.T("trung bình", "mean"), Role = SeriesRole.Nation, Values = [.. parts.Select(part => Field(facts, part)![Measure.Mean])] },
                    new ChartSeries { Name = facts.T("cao nhất", "best"), Role = SeriesRole.Best, Values = [.. parts.Select(part => Field(facts, part)![Measure.Best])] },
                    .. facts.Chosen.Select((code, i) => new ChartSeries { Name = facts.Frame.NameOf(code), Key = ExploreFacts.KeyOf(code), Role = i == 0 ? SeriesRole.Subject : SeriesRole.Region, Values = [.. parts.Select(part => Of(part, code))] }),
                ],
                Min = parts.Count == 0 ? null : parts.Min(part => part.Min),
                Max = parts.Count == 0 ? null : parts.Max(part => part.Max),
                AltText = facts.T($"{title}: mỗi chấm một tỉnh; số liệu trong bảng dưới.", $"{title}: a dot is a province; figures in the table below."),
                DataTitle = title,
            },
        };
    }

    private static TableBlock Heat(ExploreFacts facts)
    {
        var spans = GridSpansOf(facts.Parts.Count);
        return new TableBlock
        {
            Finding = facts.T("So với trung bình, từng tỉnh", "Against the mean, province by province"),
            Contents = facts.T(
                $"Điểm trừ trung bình cộng các tỉnh, thành phố có điểm; xanh: cao hơn, nâu vàng: thấp hơn; “–”: không có điểm. {string.Join("; ", facts.Parts.Select(part => part.Numbered(facts.Language)))}.",
                $"Score less the simple mean of the provinces with a score; blue: above, ochre: below; “–”: no score. {string.Join("; ", facts.Parts.Select(part => part.Numbered(facts.Language)))}."),
            Columns =
            [
                TextColumn(facts.T("Tỉnh, thành phố", "Province"), GridColumns - spans.Sum()),
                .. facts.Parts.Select((part, i) => new TableColumn { Header = part.Code, Span = spans[i], IsHeat = true }),
            ],
            Rows = [.. facts.Rows.Select(row => new TableRow
            {
                Key = ExploreFacts.KeyOf(row.ProvinceCode!),
                IsSubject = facts.IsChosen(row),
                Cells = [Cell.Words(facts.NameOf(row)), .. facts.Parts.Select(part => Cell.Value(facts.PartStandings.Find(item: part.Code, province: row.ProvinceCode)?[Measure.ToMean], NumberForm.SignedScore))],
            })],
        };
    }

    // As wide as they are many; a gutter of the grid is part of the column before it.
    private static int[] GridSpansOf(int count) => [.. Enumerable.Repeat(Math.Max((GridColumns - NameSpan) / count, 1), count)];

    private static ResultRow? Field(ExploreFacts facts, CatalogItem part) => facts.PartFields.Find(item: part.Code);
}

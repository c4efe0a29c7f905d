using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.MultiIndex;

/// <summary>The last page: where each printed figure stood, and what the words beside the numbers mean.</summary>
internal static class FigureSourcesPage
{
    public static ReportPage Build(IReadOnlyList<IndexStanding> standings)
    {
        var first = standings[0];
        return new ReportPage
        {
            Tab = first.T("Nguồn", "Sources"),
            BandTitle = "",
            BandNote = "",
            Headline = first.T("Mỗi số từ nguồn có nguồn riêng; hạng, trung bình và nhóm chỉ dẫn xuất khi có đủ bảng điểm.", "Each figure from a source has a source of its own; ranks, means and groups are derived only where the table is whole."),
            Rows =
            [
                BlockRow.Whole(new HeadingBlock(first.T("Các từ bên cạnh con số", "The words beside the numbers"))),
                BlockRow.Whole(new NotesBlock([BasisWords.Explained.In(first.Language)])),
                BlockRow.Whole(Coverage(standings)),
                .. standings.Where(s => Figures(s).Count > 0).Select(s => BlockRow.Whole(Printed(s))),
                BlockRow.Whole(Citations(standings)),
                .. LoadWarnings.Of(first.Frame.Catalog, l => IsUsed(standings, l), first.Language),
            ],
        };
    }

    private static TableBlock Coverage(IReadOnlyList<IndexStanding> standings)
    {
        var first = standings[0];
        return new TableBlock
        {
            Finding = first.T("Có số liệu của bao nhiêu tỉnh", "How many provinces are held"),
            Contents = first.T("Tỉnh có điểm tổng hoặc hạng, trên số tỉnh của năm đó", "Provinces with a total or a rank, of all in that year"),
            Columns = [TextColumn(first.T("Chỉ số", "Index"), 7), Column(first.T("Có", "Held"), 4), TextColumn(first.T("Nên", "Hence"), 16)],
            Rows = [.. standings.Select(s => new TableRow
            {
                Cells =
                [
                    Cell.Words($"{s.Name} {s.Year}"),
                    Cell.RankOf(s.Frame.Edition.Held, s.Frame.Edition.Of),
                    Cell.Words(s.Gap is null
                        ? s.T("hạng, trung bình và nhóm được dẫn xuất", "ranks, means and groups are derived")
                        : s.T("không dẫn xuất hạng, trung bình, trung vị, cao nhất và nhóm", "no rank, mean, median, best or group is derived")),
                ],
            })],
        };
    }

    private static IReadOnlyList<PublishedFact> Figures(IndexStanding s) =>
        [.. s.Printed.All
            .Where(f => f.Year == s.Year && f.ProvinceCode == s.Province.Code && f.Measure != PublishedMeasure.Ranked)
            .OrderBy(f => s.Frame.Items.TakeWhile(i => i.Code != f.ItemCode).Count())
            .ThenBy(f => f.Scope)
            .ThenBy(f => f.Measure)];

    private static TableBlock Printed(IndexStanding s) => new()
    {
        Finding = s.T($"{s.Name} {s.Year}: nguồn của từng số đã in", $"{s.Name} {s.Year}: the source of every printed figure"),
        Contents = s.T("Nội dung và số liệu, giá trị, căn cứ, nguồn; ghi chú; tệp và vị trí", "Item and figure, value, basis, source; note; file and place"),
        Columns = [TextColumn(s.T("Số liệu", "Figure"), 6), Column(s.T("Giá trị", "Value"), 4), TextColumn(s.T("Căn cứ", "Basis"), 4), TextColumn(s.T("Nguồn; ghi chú; tệp, vị trí", "Source; note; file, place"), 13)],
        Rows = [.. Figures(s).Select(f => new TableRow
        {
            Cells =
            [
                Cell.Words($"{ItemName(s, f)}{FigureName(s, f)}"),
                f.Measure == PublishedMeasure.Rank ? Cell.RankOf(f.Value, s.Printed.Find(f.Year, f.ItemCode, f.ProvinceCode, PublishedMeasure.Ranked, f.Scope, f.ScopeCode)?.Value)
                    : f.Value is { } value ? Cell.Value(value, Form(f.Measure)) : Cell.Words(Wording.PrintedGroup(f.Words, s.Language)),
                Cell.Words(BasisWords.Of(f.Basis).In(s.Language), Tone.Muted),
                Cell.Words(string.Join("; ", new[] { f.Source, f.Note.In(s.Language), $"{FileOf(s, f)}, {f.Origin.Said.In(s.Language)}" }.Where(t => t.Length > 0)), Tone.Muted),
            ],
        })],
    };

    private static string ItemName(IndexStanding s, PublishedFact f) => f.ItemCode == s.Frame.Total.Code ? "" : $"{s.Frame.Items.Single(i => i.Code == f.ItemCode).Name.In(s.Language)}: ";

    private static string FigureName(IndexStanding s, PublishedFact f)
    {
        var name = f.Measure switch
        {
            PublishedMeasure.Score => s.T("điểm", "score"),
            PublishedMeasure.Rank => s.T("hạng", "rank"),
            PublishedMeasure.Ranked => s.T("số tỉnh xếp hạng", "provinces ranked"),
            PublishedMeasure.ScoreChange => s.T("thay đổi điểm", "change in score"),
            PublishedMeasure.RankChange => s.T("thay đổi hạng", "change in rank"),
            PublishedMeasure.Group => s.T("nhóm", "group"),
            PublishedMeasure.Percent => s.T("tỷ lệ (%)", "share (%)"),
            PublishedMeasure.MaxScore => s.T("điểm tối đa", "maximum"),
            PublishedMeasure.Mean => s.T("bình quân", "average"),
            PublishedMeasure.Median => s.T("trung vị", "median"),
            _ => throw new ArgumentOutOfRangeException(nameof(f), f.Measure, "No name for this figure."),
        };
        var scope = f.Scope switch
        {
            ScopeKind.Nation => "",
            ScopeKind.Region => $" ({s.Frame.Catalog.Regions.Single(r => r.Code == f.ScopeCode).Name.In(s.Language)})",
            ScopeKind.Group => $" ({s.Frame.Catalog.Groups.Single(g => g.Code == f.ScopeCode).Name.In(s.Language)})",
            _ => throw new ArgumentOutOfRangeException(nameof(f), f.Scope, "No such scope."),
        };
        return name + scope;
    }

    private static NumberForm Form(PublishedMeasure measure) => measure switch
    {
        PublishedMeasure.RankChange => NumberForm.SignedPlaces,
        PublishedMeasure.ScoreChange => NumberForm.SignedScore,
        _ => NumberForm.Score,
    };

    private static string FileOf(IndexStanding s, PublishedFact f) => s.Frame.Catalog.Loads.Single(l => l.LoadId == f.LoadId).FileName;

    private static TableBlock Citations(IReadOnlyList<IndexStanding> standings)
    {
        var first = standings[0];
        var loads = first.Frame.Catalog.Loads.Where(l => IsUsed(standings, l)).ToList();
        return new TableBlock
        {
            Finding = first.T("Tệp nguồn của bản phát hành này", "Source files of this release"),
            Contents = first.T("Lượt nạp, tệp, trích dẫn và nơi lấy số liệu", "Load, file, citation and where the figures were taken from"),
            Columns = [Column(first.T("Lượt", "Load"), 2), TextColumn(first.T("Tệp", "File"), 6), TextColumn(first.T("Trích dẫn; nơi lấy", "Citation; taken from"), 19)],
            Rows = [.. loads.Select(l => new TableRow
            {
                Cells = [Cell.Value(l.LoadId, NumberForm.Whole), Cell.Words(l.FileName), Cell.Words(string.Join("; ", new[] { l.Citation.In(first.Language), l.Source.In(first.Language) }.Where(t => t.Length > 0)))],
            })],
        };
    }

    private static bool IsUsed(IReadOnlyList<IndexStanding> standings, CatalogLoad load) =>
        load.Kind is "provinces" or "regions" or "groups" or "group-members" || standings.Any(s => load.Scope == s.Frame.IndexCode || s.Frame.YearsSoFar.Any(y => load.Scope == $"{s.Frame.IndexCode} {y}"));
}

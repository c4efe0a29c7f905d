using System.Globalization;
using PapiBI.Reports.Definitions.MultiIndex;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions;

/// <summary>Page 7: where each number came from and how others were derived.</summary>
internal static class SourcesPage
{
    /// <param name="facts">The brief's.</param>
    /// <param name="standing">The same total with what was printed of it; null where nothing was.</param>
    public static ReportPage Build(BriefFacts facts, IndexStanding? standing)
    {
        var loads = facts.Catalog.Loads.Where(l => facts.Cells.Any(c => c.LoadId == l.LoadId) || (l.Kind is "structure" or "editions" && l.Scope == facts.Request.IndexCode) || l.Kind is "provinces" or "regions" or "group-members").ToList();
        return new ReportPage
        {
            Tab = facts.T("Nguồn", "Sources"),
            BandTitle = "",
            BandNote = "",
            Headline = facts.T("Điểm là số đã công bố; hạng, nhóm, trung bình và thay đổi do PapiBI dẫn xuất từ điểm đó.", "Scores are as published; ranks, groups, means and changes are derived from them by PapiBI."),
            Rows =
            [
                .. standing is null ? [] : new[] { BlockRow.Whole(IndexPage.Figures(standing)) },
                BlockRow.Whole(Missing(facts)),
                BlockRow.Whole(new HeadingBlock(facts.T("Cách tính", "Method"))),
                BlockRow.Whole(new NotesBlock(Method(facts))),
                .. Uncertain(facts) is { Rows.Count: > 0 } uncertain ? new[] { BlockRow.Whole(uncertain) } : [],
                BlockRow.Whole(Loads(facts, loads)),
                BlockRow.Whole(Cells(facts)),
                .. LoadWarnings.Of(facts.Catalog, loads.Contains, facts.Language),
            ],
        };
    }

    private static Block Missing(BriefFacts facts)
    {
        var unranked = facts.League.Rows.Where(r => r[Measure.Score] is null).ToList();
        return unranked.Count == 0
            ? new HeadingBlock(facts.T($"Cả {facts.Ranked} tỉnh, thành phố đều có tổng điểm năm {facts.Year}", $"All {facts.Ranked} provinces have a total in {facts.Year}"))
            : new TableBlock
            {
                Finding = facts.T($"{unranked.Count} tỉnh không có tổng điểm năm {facts.Year} nên không xếp hạng", $"{unranked.Count} provinces have no total in {facts.Year} and are not ranked"),
                Contents = facts.T($"Xếp hạng {facts.Ranked} trong {facts.League.Rows.Count} tỉnh, thành phố", $"{facts.Ranked} of {facts.League.Rows.Count} provinces are ranked"),
                Columns = [TextColumn(facts.T("Tỉnh", "Province"), 7), TextColumn(facts.T("Lý do", "Reason"), 20)],
                Rows = [.. unranked.Select(r => new TableRow { Cells = [Cell.Words(facts.ProvinceOf(r.ProvinceCode!).Name.In(facts.Language)), Cell.Words(Reason(facts, r.ProvinceCode!))] })],
            };
    }

    private static string Reason(BriefFacts facts, string province)
    {
        var note = facts.Catalog.Notes.FirstOrDefault(n => n.IndexCode == facts.Request.IndexCode && n.Year == facts.Year && n.ProvinceCode == province);
        var missing = facts.DimensionItems.Where(d => facts.Dimensions.Find(item: d.Code, province: province)?[Measure.Score] is null).Select(d => d.Code).ToList();
        return note?.Words.In(facts.Language) ?? facts.T($"Thiếu điểm trục {string.Join(", ", missing)}", $"No score for dimensions {string.Join(", ", missing)}");
    }

    private static IReadOnlyList<string> Method(BriefFacts facts) =>
    [
        facts.T("Tổng = tổng các trục nội dung, không trọng số; trục = tổng các nội dung thành phần. Thiếu một phần thì không có tổng.", "Total = sum of the dimensions, unweighted; dimension = sum of its sub-dimensions. Where a part is missing there is no total."),
        facts.T("Hạng: điểm cao xếp trước, bằng điểm thì cùng hạng (“=”), tính trên điểm làm tròn 6 chữ số như nguồn. Hạng trong vùng, trong nhóm chỉ đếm thành viên được xếp hạng.", "Rank: high score first, equal scores share the place (\"=\"), on scores rounded to the source's 6 decimals. Ranks in region and group count ranked members only."),
        facts.T("Nhóm: tứ phân vị (PERCENTILE.INC) của các tỉnh được xếp hạng, mỗi nhóm gồm cả cận dưới.", "Groups: quartiles (PERCENTILE.INC) of the ranked provinces, each including its lower bound."),
        facts.T("Trung bình: trung bình cộng giản đơn của các tỉnh có điểm, không theo dân số.", "Mean: simple mean of the provinces with a score, not weighted by population.") + $" {IntervalWords.Of(facts.OwnTotal, facts.Language)}",
        facts.T("Thay đổi không tính qua năm mà nội dung đổi nghĩa, đổi thành phần hoặc đổi thang điểm.", "No change is computed across a year in which an item changed its meaning, its parts or its scale."),
    ];

    private static TableBlock Uncertain(BriefFacts facts) => new()
    {
        Finding = facts.T($"Sai số của điểm {facts.ProvinceName} như công bố", $"How uncertain the scores of {facts.ProvinceName} are, as published"),
        Contents = facts.T(
            $"Điểm dùng ở đây, sai số chuẩn và cận của khoảng công bố, năm {facts.Year}, điểm; số lần: cận cách điểm đã công bố mấy lần sai số chuẩn; “–”: nguồn không cung cấp",
            $"Score used here, standard error and bounds of the published interval, {facts.Year}, points; multiplier: how many standard errors the bounds lie from the published score; \"–\": not available from the source"),
        Columns =
        [
            TextColumn(facts.T("Nội dung", "Item"), 9),
            Column(facts.T("Điểm", "Score"), 4),
            Column(facts.T("Sai số chuẩn", "Standard error"), 4),
            Column(facts.T("Cận dưới", "Lower bound"), 4),
            Column(facts.T("Cận trên", "Upper bound"), 3),
            Column(facts.T("Số lần", "Multiplier"), 3),
        ],
        Rows = [.. facts.Frame.Items.Where(item => facts.Of(item).IsUncertaintyHeld()).Select(item => new TableRow
        {
            Cells = [Cell.Words(item.Numbered(facts.Language)), Cell.Value(facts.Of(item)[Measure.Score], NumberForm.Exact), .. IntervalWords.Measures.Select(measure => Cell.Value(facts.Of(item)[measure], NumberForm.Exact))],
        })],
    };

    private static TableBlock Loads(BriefFacts facts, IReadOnlyList<CatalogLoad> loads) => new()
    {
        Finding = facts.T("Tệp nguồn của bản phát hành này", "Source files of this release"),
        Contents = facts.T("Lượt nạp, tệp, trích dẫn và nơi lấy số liệu", "Load, file, citation and where the figures were taken from"),
        Columns = [Column(facts.T("Lượt", "Load"), 2), TextColumn(facts.T("Tệp", "File"), 6), TextColumn(facts.T("Nạp lúc", "Loaded"), 4), TextColumn(facts.T("Trích dẫn; nơi lấy", "Citation; taken from"), 15)],
        Rows = [.. loads.Select(l => new TableRow
        {
            Cells =
            [
                Cell.Value(l.LoadId, NumberForm.Whole),
                Cell.Words(l.FileName),
                Cell.Words(l.LoadedAt.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)),
                Cell.Words(string.Join("; ", new[] { l.Citation.In(facts.Language), l.Source.In(facts.Language) }.Where(t => t.Length > 0))),
            ],
        })],
    };

    private static TableBlock Cells(BriefFacts facts) => new()
    {
        Finding = facts.T($"Ô nguồn của từng số của {facts.ProvinceName}", $"The source cell of every figure of {facts.ProvinceName}"),
        Contents = facts.T("Nội dung thành phần, điểm như công bố, tệp và vị trí", "Sub-dimension, score as published, file and place"),
        IsLong = true,
        Columns = [TextColumn(facts.T("Mã", "Code"), 2), Column(facts.T("Điểm", "Score"), 4), TextColumn(facts.T("Tệp", "File"), 8), TextColumn(facts.T("Vị trí", "Place"), 10), Column(facts.T("Lượt nạp", "Load"), 3)],
        Rows = [.. facts.Cells.Select(c => new TableRow
        {
            Cells = [Cell.Words(c.ItemCode), Cell.Value(c.Score, NumberForm.Exact), Cell.Words(c.FileName), Cell.Words(c.Origin.Said.In(facts.Language)), Cell.Value(c.LoadId, NumberForm.Whole)],
        })],
    };
}

using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.League;

/// <summary>Page 8: what is published, what is derived and how, from which files.</summary>
internal static class LeagueSourcesPage
{
    private static readonly Measure[] LowerBounds = [Measure.UpperQuartile, Measure.Median, Measure.LowerQuartile, Measure.Lowest];

    public static ReportPage Build(LeagueFacts facts) => new()
    {
        Tab = facts.T("Nguồn", "Sources"),
        BandTitle = "",
        BandNote = "",
        Headline = facts.T("Điểm là số đã công bố; hạng, nhóm, trung bình và thay đổi do PapiBI dẫn xuất từ điểm đó.", "Scores are as published; ranks, groups, means and changes are derived from them by PapiBI."),
        Rows =
        [
            BlockRow.Whole(Groups(facts)),
            BlockRow.Whole(Unranked(facts)),
            BlockRow.Whole(new HeadingBlock(facts.T("Cách tính", "Method"))),
            BlockRow.Whole(new NotesBlock(Method(facts))),
            BlockRow.Whole(Loads(facts)),
            .. LoadWarnings.Of(facts.Frame.Catalog, l => IsUsed(facts, l), facts.Language),
        ],
    };

    private static TableBlock Groups(LeagueFacts facts)
    {
        var sizes = Enumerable.Range(1, 4).Select(group => facts.Ranked.Count(r => r[Measure.QuartileGroup] == group)).ToList();
        return new TableBlock
        {
            Finding = facts.T($"{string.Join(" – ", sizes)}: số tỉnh trong bốn nhóm, từ cao xuống thấp", $"{string.Join(" – ", sizes)}: provinces in the four groups, highest first"),
            Contents = facts.T(
                $"Nhóm dẫn xuất: tứ phân vị (PERCENTILE.INC) của tổng điểm {facts.N} tỉnh, thành phố năm {facts.Year}; mỗi nhóm gồm cả cận dưới",
                $"Groups are derived: quartiles (PERCENTILE.INC) of the total of {facts.N} provinces in {facts.Year}; each includes its lower bound"),
            Columns =
            [
                TextColumn(facts.T("Nhóm", "Group"), 9),
                Column(facts.T("Số tỉnh", "Provinces"), 4),
                Column(facts.T("Từ điểm (cận dưới)", "From (lower bound)"), 7),
                Column(facts.T("Cận dưới, sáu số lẻ", "Lower bound, six decimals"), 7),
            ],
            Rows = [.. LowerBounds.Select((bound, i) => new TableRow
            {
                Cells =
                [
                    Cell.Words(Wording.QuartileGroup(i + 1, facts.Frame.IndexCode, facts.Language)),
                    Cell.Value(sizes[i], NumberForm.Whole),
                    facts.Field.Score(bound),
                    Cell.Value(facts.Field[bound], NumberForm.Exact),
                ],
            })],
        };
    }

    private static Block Unranked(LeagueFacts facts) => facts.Unranked.Count == 0
        ? new HeadingBlock(facts.T($"Cả {facts.N} tỉnh, thành phố đều có tổng điểm năm {facts.Year}", $"All {facts.N} provinces have a total in {facts.Year}"))
        : new TableBlock
        {
            Finding = facts.T($"{facts.Unranked.Count} tỉnh không có tổng điểm năm {facts.Year} nên không xếp hạng", $"{facts.Unranked.Count} {(facts.Unranked.Count == 1 ? "province has" : "provinces have")} no total in {facts.Year} and no rank"),
            Contents = facts.T($"Xếp hạng {facts.N} trong {facts.League.Rows.Count} tỉnh, thành phố", $"{facts.N} of {facts.League.Rows.Count} provinces are ranked"),
            Columns = [TextColumn(facts.T("Tỉnh", "Province"), 7), TextColumn(facts.T("Lý do", "Reason"), 20)],
            Rows = [.. facts.Unranked.Select(row => new TableRow { Cells = [Cell.Words(facts.NameOf(row)), Cell.Words(facts.ReasonOf(row.ProvinceCode!))] })],
        };

    private static IReadOnlyList<string> Method(LeagueFacts facts) =>
    [
        facts.Frame.Total.IsSummed
            ? facts.T("Tổng điểm: tổng các phần, không trọng số, không làm tròn trước; thiếu một phần thì không có tổng và không xếp hạng, tỉnh vẫn được liệt kê kèm lý do.", "Total: sum of its parts, unweighted and not rounded before; where a part is missing there is no total and no rank, and the province is listed with the reason.")
            : facts.T("Tổng điểm: như công bố, không tính lại từ các phần. Tỉnh không có tổng điểm thì không xếp hạng, vẫn được liệt kê kèm lý do.", "Total: as published, not computed anew from its parts. A province without one is not ranked and is listed with the reason."),
        facts.T("Hạng: điểm cao xếp trước, bằng điểm thì cùng hạng (“=”), tính trên điểm làm tròn 6 chữ số; luôn ghi kèm N. Hạng trong vùng chỉ đếm tỉnh được xếp hạng của vùng.", "Rank: high score first, equal scores share the place (\"=\"), on scores of 6 decimals, always with N. Places in a region count its ranked provinces only."),
        facts.T("Trung bình: trung bình cộng giản đơn của các tỉnh, thành phố được xếp hạng, không theo dân số, không phải điểm chung của cả nước. Trung vị khác trung bình và được ghi riêng.", "Mean: simple mean of the ranked provinces, not weighted by population and not a national score. The median differs from it and is named as such."),
        facts.T("Thay đổi: năm báo cáo trừ năm trước. Bậc dương là lên. “Tỉnh chung”, “bậc chung”: cả hai năm xếp lại trong những tỉnh được xếp hạng cả hai năm. Không tính qua năm mà chỉ số hoặc phần đó đổi nghĩa, đổi thành phần hoặc đổi thang điểm.", "Change: the report's year less the year before; positive places are climbs. Common field: both years ranked anew among the provinces ranked in both. None is computed across a year in which the item changed its meaning, parts or scale."),
        AboutIntervals(facts) + facts.T(" Chênh lệch nhỏ giữa hai tỉnh liền hạng không nên đọc như khác biệt thật.", " Small gaps between neighbouring places should not be read as real differences."),
    ];

    private static string AboutIntervals(LeagueFacts facts)
    {
        var errors = facts.League.Rows.Select(r => r[Measure.StandardError]).Where(e => e is not null).Select(e => e!.Value).ToList();
        var multipliers = facts.League.Rows.Where(r => r[Measure.IntervalLow] is not null && r[Measure.IntervalHigh] is not null).Select(r => r[Measure.IntervalMultiplier]).ToList();
        if (errors.Count + multipliers.Count == 0)
        {
            return IntervalWords.NotAvailable(facts.Language);
        }

        var n = facts.League.Rows.Count;
        var error = errors.Count == 0
            ? facts.T("Sai số chuẩn của tổng điểm: nguồn không cung cấp;", "Standard errors of the total: not available from the source;")
            : facts.T(
                $"Sai số chuẩn của tổng điểm: công bố cho {errors.Count}/{n} tỉnh, thành phố, từ {NumberText.Score(errors.Min(), facts.Language)} đến {NumberText.Points(errors.Max(), facts.Language)};",
                $"Standard errors of the total: published for {errors.Count} of {n} provinces, from {NumberText.Score(errors.Min(), facts.Language)} to {NumberText.Points(errors.Max(), facts.Language)};");
        var interval = multipliers.Count == 0
            ? facts.T("khoảng tin cậy: nguồn không cung cấp.", "confidence intervals: not available from the source.")
            : facts.T($"khoảng công bố cho {multipliers.Count}/{n}: ", $"intervals published for {multipliers.Count} of {n}: ")
                + string.Join("; ", multipliers.Distinct().Order().Select(m => IntervalWords.Meaning(m, facts.Language))) + facts.T("; của từng tỉnh: xem hồ sơ tỉnh.", "; those of a province stand in its brief.");
        return $"{error} {interval}";
    }

    private static TableBlock Loads(LeagueFacts facts)
    {
        var loads = facts.Frame.Catalog.Loads.Where(l => IsUsed(facts, l)).ToList();
        return new TableBlock
        {
            Finding = facts.T($"{loads.Count} tệp nguồn của bản phát hành này", $"{loads.Count} source files of this release"),
            Contents = facts.T("Lượt nạp, tệp, trích dẫn và nơi lấy số liệu", "Load, file, citation and where the figures were taken from"),
            Columns = [Column(facts.T("Lượt", "Load"), 2), TextColumn(facts.T("Tệp", "File"), 5), TextColumn(facts.T("Trích dẫn; nơi lấy", "Citation; taken from"), 20)],
            Rows = [.. loads.Select(l => new TableRow
            {
                Cells =
                [
                    Cell.Value(l.LoadId, NumberForm.Whole),
                    Cell.Words(l.FileName),
                    Cell.Words(Origin(facts, l)),
                ],
            })],
        };
    }

    private static bool IsUsed(LeagueFacts facts, CatalogLoad load) => load.Kind switch
    {
        "scores" => facts.Frame.YearsSoFar.Any(year => load.Scope == $"{facts.Frame.IndexCode} {year}"),
        "published" or "structure" or "editions" => load.Scope == facts.Frame.IndexCode,
        _ => load.Kind is "provinces" or "regions",
    };

    private static string Origin(LeagueFacts facts, CatalogLoad load) =>
        string.Join("; ", new[] { load.Citation.In(facts.Language), load.Source.In(facts.Language) }.Where(t => t.Length > 0));
}

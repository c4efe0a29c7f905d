using System.Globalization;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>The last page: who was compared, who has no place and why, how numbers were derived and from which files.</summary>
internal static class GroupSourcesPage
{
    private static readonly string[] Structural = ["structure", "editions", "published", "provinces", "regions", "groups", "group-members"];

    public static ReportPage Build(GroupFacts facts) => new()
    {
        Tab = facts.T("Nguồn", "Sources"),
        BandTitle = "",
        BandNote = "",
        Headline = facts.T("Điểm là số đã công bố; hạng, nhóm, trung bình và thay đổi do PapiBI dẫn xuất từ điểm đó.", "Scores are as published; ranks, groups, means and changes are derived from them by PapiBI."),
        Rows =
        [
            .. Printed(facts),
            .. Unranked(facts),
            BlockRow.Whole(new HeadingBlock(facts.T("Thành viên được so sánh", "The members compared"), facts.T($"Theo ngày tham chiếu {DateText.Of(facts.Frame.Edition.RefDate, facts.Language)}; trong ngoặc là mã tỉnh", $"On the reference date {DateText.Of(facts.Frame.Edition.RefDate, facts.Language)}; in brackets the code of the province"))),
            BlockRow.Whole(new NotesBlock([string.Join(", ", facts.Group.Codes.Select(c => $"{facts.NameOf(c)} ({c})")) + "."])),
            BlockRow.Whole(new HeadingBlock(facts.T("Cách tính", "Method"))),
            BlockRow.Whole(new NotesBlock(Method(facts))),
            BlockRow.Whole(Loads(facts)),
            .. LoadWarnings.Of(facts.Frame.Catalog, l => IsUsed(facts, l), facts.Frame.Language),
        ],
    };

    private static IEnumerable<BlockRow> Printed(GroupFacts facts)
    {
        var printed = facts.Members.Where(m => facts.Printed.Find(facts.Year, facts.Total.Code, m, PublishedMeasure.Rank) is not null).ToList();
        return printed.Count == 0
            ? []
            : [BlockRow.Whole(PrintedLeague.Of(facts.Frame, facts.Printed, code => facts.Standing.Find(item: facts.Total.Code, province: code), printed, subject: null) with { Finding = facts.T("Hạng đã in cạnh hạng dẫn xuất", "Printed beside derived ranks") })];
    }

    private static IEnumerable<BlockRow> Unranked(GroupFacts facts)
    {
        var unranked = facts.UnrankedMembers;
        return
        [
            unranked.Count == 0
                ? BlockRow.Whole(new HeadingBlock(facts.T($"Cả {facts.Members.Count} thành viên đều có tổng điểm năm {facts.Year}", $"All {facts.Members.Count} members have a total in {facts.Year}")))
                : BlockRow.Whole(new TableBlock
                {
                    Finding = facts.T($"{unranked.Count} thành viên không có tổng điểm năm {facts.Year} nên không xếp hạng", $"{unranked.Count} of the members without a total in {facts.Year}, so not ranked"),
                    Contents = facts.T($"Xếp hạng {facts.RankedMembers.Count} trong {facts.Members.Count} thành viên", $"{facts.RankedMembers.Count} of {facts.Members.Count} members are ranked"),
                    Columns = [TextColumn(facts.T("Tỉnh", "Province"), 7), TextColumn(facts.T("Lý do", "Reason"), 20)],
                    Rows = [.. unranked.Select(m => new TableRow { Cells = [Cell.Words(facts.NameOf(m)), Cell.Words(facts.WhyUnranked(m))] })],
                }),
        ];
    }

    private static IReadOnlyList<string> Method(GroupFacts facts) =>
    [
        facts.Total.IsSummed
            ? facts.T("Tổng = tổng các phần, không trọng số. Thiếu một phần thì không có tổng.", "Total = sum of the parts, unweighted. Where a part is missing there is no total.")
            : facts.T("Tổng là số đã công bố.", "The total is as published."),
        facts.T("Hạng: điểm cao xếp trước, bằng điểm thì cùng hạng (“=”), tính trên điểm làm tròn 6 chữ số như nguồn. Hạng trong nhóm chỉ đếm thành viên được xếp hạng.", "Rank: high score first, equal scores share the place (\"=\"), on scores rounded to the source's 6 decimals. Places in the group count ranked members only."),
        facts.T("Trung bình nhóm và trung bình các tỉnh, thành phố: trung bình cộng giản đơn của các tỉnh, thành phố có điểm, không theo dân số; trung bình các tỉnh, thành phố gồm cả nhóm.", "The group's mean and the mean of all provinces: simple means of the provinces with a score, not weighted by population; the mean of all includes the group."),
        facts.T("Thay đổi của trung bình nhóm: trung bình cộng thay đổi của các thành viên có tổng điểm cả hai năm. Không tính thay đổi qua năm mà nội dung đổi nghĩa, đổi thành phần hoặc đổi thang điểm.", "Change of the group's mean: mean change of the members with a total in both years. No change is computed across a year in which an item changed its meaning, its parts or its scale."),
        facts.T("Nhóm của từng tỉnh: tứ phân vị (PERCENTILE.INC) của các tỉnh, thành phố được xếp hạng, mỗi nhóm gồm cả cận dưới. Ô nguồn của từng số: xem hồ sơ của từng tỉnh.", "Each province's group: quartiles (PERCENTILE.INC) of the ranked provinces, each including its lower bound. The source cell of every figure stands in each province's brief."),
    ];

    private static TableBlock Loads(GroupFacts facts)
    {
        List<CatalogLoad> loads = [.. facts.Frame.Catalog.Loads.Where(l => IsUsed(facts, l))];
        return new TableBlock
        {
            Finding = facts.T($"{loads.Count} tệp nguồn của bản phát hành này", $"{loads.Count} source files of this release"),
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
    }

    // Scores of every year up to the report's: the trend shows them all. A structure, a list of editions and printed figures have their index as scope.
    private static bool IsUsed(GroupFacts facts, CatalogLoad load) => load.Kind == "scores"
        ? facts.Frame.YearsSoFar.Any(y => load.Scope == $"{facts.Frame.IndexCode} {y}")
        : Structural.Contains(load.Kind) && (load.Scope.Length == 0 || load.Scope == facts.Frame.IndexCode);
}

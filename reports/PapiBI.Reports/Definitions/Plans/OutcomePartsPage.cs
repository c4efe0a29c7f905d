using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>The parts that tasks serve, and those that none serves, each beside what the other provinces did meanwhile.</summary>
internal static class OutcomePartsPage
{
    private const int MostTasksNamed = 6;

    public static ReportPage Build(OutcomeFacts facts) => new()
    {
        Tab = facts.T("Nhiệm vụ và điểm", "Tasks and scores"),
        BandTitle = "",
        BandNote = "",
        Headline = OutcomeNarrative.PartsSentence(facts) is { Length: > 0 } sentence
            ? sentence
            : facts.Tasks.Count == 0
                ? facts.T("Kế hoạch chưa có nhiệm vụ nào.", "The plan has no tasks.")
                : facts.T("Chưa so được phần nào có nhiệm vụ với các tỉnh khác.", "No part with tasks can be compared with the other provinces."),
        Rows =
        [
            BlockRow.Whole(new NotesBlock([Caution(facts), .. facts.WithoutParts])),
            .. facts.Served.Count > 0 ? new[] { BlockRow.Whole(Table(facts, facts.Served, facts.T("Phần có nhiệm vụ", "Parts with tasks"))) } : [],
            .. facts.Unserved.Count > 0 ? new[] { BlockRow.Whole(Table(facts, facts.Unserved, facts.T("Phần không có nhiệm vụ, để so", "Parts without tasks, for comparison"))) } : [],
            .. facts.Served.Concat(facts.Unserved).Any(part => part.Change is not { IsComparable: true })
                ? new[] { BlockRow.Whole(new NotesBlock([facts.T("‡ Nội dung mới hoặc đổi cấu trúc sau năm gốc: để trống, không so.", "‡ New or changed after the base year: left blank, not compared.")])) }
                : [],
            .. facts.HasMadeUpTasks ? new[] { BlockRow.Whole(new NotesBlock([PlanWords.IllustrativeNote.In(facts.Language)])) } : [],
        ],
    };

    /// <summary>What these figures do not say.</summary>
    public static string Caution(OutcomeFacts facts) => facts.T(
        "Đây không phải bằng chứng nhân quả. Ngoài nhiệm vụ còn có sai số của khảo sát, chính sách và biến động chung của năm, thay đổi câu hỏi, phần đang thấp thường tự nhích lên, và nhiệm vụ được giao chính vào nơi đang yếu.",
        "This is no proof of cause. Besides tasks there are the errors of the survey, national policy and events of the year, changed questions, low scores that tend to recover by themselves, and tasks being given just where a province is weak.");

    public static string Name(OutcomeFacts facts, PartOutcome part)
    {
        var name = part.Item.Level == IndicatorLevel.SubDimension ? $"{part.Item.Code} {part.Item.Name.In(facts.Language)}" : part.Item.Numbered(facts.Language);
        var index = facts.Frame.Plan.Indices.Count > 1 ? $"{Wording.IndexName(part.Item.IndexCode)} · " : "";
        return index + name + (part.Change is { IsComparable: true } ? "" : " ‡");
    }

    private static TableBlock Table(OutcomeFacts facts, IReadOnlyList<PartOutcome> parts, string what)
    {
        var years = string.Join(", ", parts.Select(part => part.BaseYear).Distinct().Order());
        var others = parts.Select(part => part.Change?.OthersCount ?? 0).Max();
        var region = parts.Select(part => part.Change?.RegionOthersCount ?? 0).Max();
        var ahead = parts.Count(part => part.ToOthers > 0);
        var compared = parts.Count(part => part.ToOthers is not null);
        var hasTasks = parts.Any(part => part.Tasks.Count > 0);
        return new TableBlock
        {
            Finding = compared == 0 ? what : facts.T($"{what}: {ahead}/{compared} thay đổi tốt hơn trung bình các tỉnh khác", $"{what}: {ahead} of {compared} did better than the mean of the others"),
            Contents = facts.T(
                $"Thay đổi điểm {years}–{facts.Year}; TB: trung bình cộng thay đổi của {others} tỉnh khác có điểm cả hai năm, vùng: {region} tỉnh khác cùng vùng (N ghi ở đây là số lớn nhất)",
                $"Change in points {years}–{facts.Year}; mean: simple mean change of the {others} other provinces with scores of both years, region: {region} others of the region (N is the largest of the rows)"),
            Columns =
            [
                TextColumn(facts.T("Phần", "Part"), hasTasks ? 9 : 14),
                Column(facts.T("Thay đổi", "Change"), 3),
                Column(facts.T("TB tỉnh khác", "Others"), 4),
                Column(facts.T("TB vùng", "Region"), 3),
                new TableColumn { Header = facts.T("Chênh", "Difference"), Span = 3, IsHeat = true },
                .. hasTasks ? new[] { Column(facts.T("Đã xong", "Done"), 2), TextColumn(facts.T("Nhiệm vụ", "Tasks"), 3) } : [],
            ],
            Rows = [.. parts.Select(part => new TableRow
            {
                Cells =
                [
                    Cell.Words(Name(facts, part)),
                    Cell.Change(part.Change?.Own, NumberForm.ArrowScore),
                    Cell.Value(part.Change?.Others, NumberForm.SignedScore),
                    Cell.Value(part.Change?.RegionOthers, NumberForm.SignedScore),
                    Cell.Value(part.Change?.ToOthers, NumberForm.SignedScore),
                    .. hasTasks ? new[] { Cell.RankOf(part.Tally.Done, part.Tally.Tasks), Cell.Words(Numbers(facts, part)) } : [],
                ],
            })],
        };
    }

    // With a word before it, or a program takes the number of a task for a number.
    private static string Numbers(OutcomeFacts facts, PartOutcome part) =>
        facts.T("số ", "no. ") + string.Join(", ", part.Tasks.Take(MostTasksNamed).Select(task => task.TaskNo + (PlanWords.IsMadeUp(task) ? PlanWords.IllustrativeMark : ""))) + (part.Tasks.Count > MostTasksNamed ? "…" : "");
}

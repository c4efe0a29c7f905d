using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Plans;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>Whether the tasks go where the province is weak.</summary>
internal static class WeakPartsPage
{
    public static ReportPage Build(ProgressFacts facts)
    {
        var held = facts.Weak.Where(weak => weak.Items.Count > 0).ToList();
        return new ReportPage
        {
            Tab = facts.T("Chỗ yếu", "Weak spots"),
            BandTitle = "",
            BandNote = "",
            Headline = held.Count == 0
                ? facts.T("Chưa đối chiếu được nhiệm vụ với nội dung yếu.", "Tasks cannot be set against weak items.")
                : Headline(facts, held),
            Rows =
            [
                .. held.Select(weak => BlockRow.Whole(Table(facts, weak))),
                BlockRow.Whole(new NotesBlock(
                [
                    .. facts.Weak.Where(weak => weak.WhyNone.Length > 0).Select(weak => weak.WhyNone),
                    .. held.Count > 0 ? [facts.T("Yếu: điểm thấp nhất so với trung bình cộng các tỉnh, thành phố có điểm. Trong ngoặc: trọng số của phần đó trong nhiệm vụ và trạng thái; nhiệm vụ dừng không tính là có. Có nhiệm vụ chưa có nghĩa là đủ.", "Weak: furthest below the simple mean of the provinces with a score. In brackets: the share of the task that goes to the item, and its state; stopped tasks cover nothing. A task is not yet enough of it.")] : Array.Empty<string>(),
                    .. facts.Tasks.Any(PlanWords.IsMadeUp) ? [PlanWords.IllustrativeNote.In(facts.Language)] : Array.Empty<string>(),
                ])),
            ],
        };
    }

    private static string Headline(ProgressFacts facts, IReadOnlyList<WeakParts> held)
    {
        if (!held[0].IsLinked && facts.Tasks.Count > 0)
        {
            return ProgressNarrative.Coverage(facts, held[0]) + facts.T(": hãy ghi phần của chỉ số vào từng nhiệm vụ.", ": enter for each task the part of the index.");
        }

        var bare = held.SelectMany(weak => weak.Items).Where(item => !item.IsCovered).ToList();
        return Wording.Capital(ProgressNarrative.Coverage(facts, held[0])) + (bare.Count == 0
            ? "."
            : facts.T($"; hãy giao nhiệm vụ về: {Wording.Listed([.. bare.Take(3).Select(item => item.Item.InSentence(facts.Language))], facts.Language)}.", $"; set tasks on: {Wording.Listed([.. bare.Take(3).Select(item => item.Item.Name.En)], facts.Language)}."));
    }

    private static TableBlock Table(ProgressFacts facts, WeakParts weak) => new()
    {
        Finding = ProgressNarrative.Coverage(facts, weak),
        Contents = facts.T(
            $"Các nội dung dưới trung bình xa nhất của {Wording.IndexName(weak.IndexCode)} {weak.Year}, yếu nhất trước; so TB: so với trung bình cộng các tỉnh, thành phố có điểm",
            $"The items furthest below the mean in {Wording.IndexName(weak.IndexCode)} {weak.Year}, weakest first; vs mean: against the simple mean of the provinces with a score"),
        Columns =
        [
            TextColumn(facts.T("Nội dung", "Item"), 9),
            Column(facts.T("Điểm", "Score"), 2),
            Column(facts.T("so TB", "vs mean"), 2),
            Column(facts.T("Hạng", "Rank"), 3),
            TextColumn(facts.T("Nhiệm vụ", "Tasks"), 11),
        ],
        Rows = [.. weak.Items.Select(item => new TableRow
        {
            Cells = [Cell.Words($"{item.Item.Code} {item.Item.Name.In(facts.Language)}"), item.Row.Score(Measure.Score), item.Row.Signed(Measure.ToMean), item.Row.RankOfN(), Tasks(facts, weak.IndexCode, item, weak.IsLinked || facts.Tasks.Count == 0)],
            IsSubject = weak.IsLinked && !item.IsCovered,
        })],
    };

    private static Cell Tasks(ProgressFacts facts, string index, WeakPart item, bool isKnown)
    {
        const int Most = 3;
        if (!isKnown && item.Tasks.Count == 0)
        {
            return Cell.Words(facts.T("chưa biết", "not known"), Tone.Muted);
        }

        if (!item.IsCovered)
        {
            var stopped = item.Tasks.Concat(item.ParentTasks).ToList();
            return Cell.Words(stopped.Count == 0 ? facts.T("✗ chưa có nhiệm vụ nào", "✗ no task at all") : facts.T("✗ chỉ có nhiệm vụ đã dừng: ", "✗ stopped tasks only: ") + Listed(stopped, Named), Tone.Fall);
        }

        var named = item.Tasks.Count == 0 ? "" : Listed(item.Tasks, Named);
        return item.IsCoveredByParent
            ? Cell.Words((named.Length == 0 ? "" : named + "; ") + facts.T("chỉ có nhiệm vụ chung: ", "general tasks only: ") + Listed(item.ParentTasks, task => $"{task.TaskNo} ({State(task)})"), Tone.Muted)
            : Cell.Words(named);

        // Those that go on first.
        string Listed(IReadOnlyList<TaskState> tasks, Func<TaskState, string> words) =>
            string.Join("; ", tasks.OrderByDescending(WeakPart.IsGoing).Take(Most).Select(words)) + (tasks.Count > Most ? facts.T($" và {tasks.Count - Most} nhiệm vụ khác", $" and {tasks.Count - Most} more") : "");

        string Named(TaskState task)
        {
            var weight = task.Parts.FirstOrDefault(part => part.IndexCode == index && part.ItemCode == item.Item.Code)?.Weight ?? 1;
            return $"{task.TaskNo} {PlanWords.Short(task, facts.Language)} ({(weight >= 1 ? "" : NumberText.Percent(weight * 100, facts.Language) + ", ")}{State(task)})";
        }

        string State(TaskState task) => PlanWords.State(task, facts.Language).Text!;
    }
}

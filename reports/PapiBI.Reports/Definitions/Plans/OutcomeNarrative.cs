namespace PapiBI.Reports.Definitions.Plans;

/// <summary>The sentences on what became of a plan's year.</summary>
internal static class OutcomeNarrative
{
    private const int MostVerdicts = 3;
    private const int MostInSubject = 2;

    /// <summary>"Ninh Thuận 2021: mục tiêu 45 điểm không đạt: 43,83 (−1,17); …": subject lines.</summary>
    public static string Finding(OutcomeFacts facts) => $"{facts.Frame.Subject} {facts.Year}: {TargetVerdicts.Of(facts.Frame, facts.Targets, MostInSubject)}";

    /// <summary>The same as a sentence of its own.</summary>
    public static string Headline(OutcomeFacts facts) => Wording.Capital(TargetVerdicts.Of(facts.Frame, facts.Targets, MostVerdicts)) + ".";

    public static string Write(OutcomeFacts facts) => PlanSentences.Fitted(Sentences(facts));

    private static IEnumerable<string> Sentences(OutcomeFacts facts)
    {
        var count = facts.Count;
        yield return count.Known == 0
            ? facts.T($"{(count.IsNeverKnown ? "Không" : "Chưa")} đánh giá được mục tiêu nào của kế hoạch năm {facts.Year} của {facts.Frame.Subject}.", $"No target of {facts.Frame.Subject} for {facts.Year} can be judged{(count.IsNeverKnown ? "" : " yet")}.")
            : facts.T(
                $"Kế hoạch năm {facts.Year} của {facts.Frame.Subject} đạt {count.Met}/{count.Known} mục tiêu đã biết kết quả{count.Besides(facts.Frame)}{(count.Unknown > 0 ? $", còn {count.Unknown} chưa đánh giá được" : "")}.",
                $"Of the {PlanWords.Targets(count.Known, facts.Language)} of {facts.Frame.Subject} for {facts.Year} with a result, {count.Met} {(count.Met == 1 ? "was" : "were")} met{count.Besides(facts.Frame)}{(count.Unknown > 0 ? $"; {count.Unknown} cannot be judged yet" : "")}.");
        foreach (var sentence in facts.OfTotals.Select(target => TargetWords.AnyReading(target, facts.Language)).OfType<string>().Distinct().Take(1))
        {
            yield return sentence;
        }

        var madeUp = facts.HasMadeUpTasks ? facts.T(" (minh họa)", " (illustrative)") : "";
        yield return facts.Tasks.Count == 0
            ? facts.T("Kế hoạch chưa có nhiệm vụ nào.", "The plan has no tasks.")
            : facts.T(
                $"Đến cuối năm đã xong {facts.Tally.Done}/{facts.Tally.Tasks} nhiệm vụ{madeUp}{(facts.Tally.Overdue > 0 ? $", {facts.Tally.Overdue} quá hạn" : "")}.",
                $"By the end of the year {facts.Tally.Done} of {PlanWords.Tasks(facts.Tally.Tasks, facts.Language)} {(facts.Tally.Done == 1 ? "was" : "were")} done{madeUp}{(facts.Tally.Overdue > 0 ? $", {facts.Tally.Overdue} overdue" : "")}.");
        var parts = PartsSentence(facts);

        // One sentence with what it does not say, so that the one never stands without the other.
        yield return parts.Length == 0 ? "" : parts.TrimEnd('.') + facts.T(", nhưng chưa chứng minh là nhờ nhiệm vụ.", ", which proves no cause.");
    }

    /// <summary>How many of the parts with tasks, and of those without, did better than the mean of the other provinces; "" where nothing can be compared.</summary>
    public static string PartsSentence(OutcomeFacts facts)
    {
        static (int Ahead, int Of) Ahead(IReadOnlyList<PartOutcome> parts) => (parts.Count(part => part.ToOthers > 0), parts.Count(part => part.ToOthers is not null));
        var (served, ofServed) = Ahead(facts.Served);
        var (unserved, ofUnserved) = Ahead(facts.Unserved);
        var rest = ofUnserved == 0 ? "" : facts.T($"; ở phần không có nhiệm vụ là {unserved}/{ofUnserved}", $"; of those without, {unserved} of {ofUnserved}");
        var madeUp = facts.HasMadeUpTasks ? facts.T(" (minh họa)", " (illustrative)") : "";
        return ofServed == 0
            ? ""
            : facts.T($"{served}/{ofServed} phần có nhiệm vụ{madeUp} thay đổi tốt hơn trung bình các tỉnh khác{rest}.", $"{served} of {ofServed} {(ofServed == 1 ? "part" : "parts")} with{madeUp} tasks did better than the mean of the other provinces{rest}.");
    }
}

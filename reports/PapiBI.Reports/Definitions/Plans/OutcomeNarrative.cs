namespace PapiBI.Reports.Definitions.Plans;

/// <summary>The sentences on what became of a plan's year.</summary>
internal static class OutcomeNarrative
{
    private const int MostVerdicts = 3;
    private const int MostInSubject = 2;

    /// <summary>"Ninh Thuận, kế hoạch năm 2021: mục tiêu 45 điểm không đạt: 43,83 (−1,17); …": subject lines.</summary>
    public static string Finding(OutcomeFacts facts) => $"{facts.Frame.ProvinceName} {facts.Year}: {TargetVerdicts.Of(facts.Frame, facts.Targets, MostInSubject)}";

    /// <summary>The same as a sentence of its own.</summary>
    public static string Headline(OutcomeFacts facts) => Wording.Capital(TargetVerdicts.Of(facts.Frame, facts.Targets, MostVerdicts)) + ".";

    public static string Write(OutcomeFacts facts) => PlanSentences.Fitted(Sentences(facts));

    private static IEnumerable<string> Sentences(OutcomeFacts facts)
    {
        var known = facts.Met + facts.Missed;
        var unknown = facts.Targets.Count - known;
        yield return known == 0
            ? facts.T($"Chưa đánh giá được mục tiêu nào của kế hoạch năm {facts.Year} của {facts.Frame.ProvinceName}.", $"No target of {facts.Frame.ProvinceName} for {facts.Year} can be judged yet.")
            : facts.T(
                $"Kế hoạch năm {facts.Year} của {facts.Frame.ProvinceName} đạt {facts.Met}/{known} mục tiêu đã biết kết quả{(unknown > 0 ? $", còn {unknown} chưa đánh giá được" : "")}.",
                $"Of the {known} targets of {facts.Frame.ProvinceName} for {facts.Year} with a result, {facts.Met} {(facts.Met == 1 ? "was" : "were")} met{(unknown > 0 ? $"; {unknown} cannot be judged yet" : "")}.");
        foreach (var sentence in facts.OfTotals.Select(target => TargetWords.AnyReading(target, facts.Language)).OfType<string>().Distinct().Take(1))
        {
            yield return sentence;
        }

        yield return facts.Tasks.Count == 0
            ? facts.T("Kế hoạch chưa có nhiệm vụ nào.", "The plan has no tasks.")
            : facts.T(
                $"Đến cuối năm đã xong {facts.Tally.Done}/{facts.Tally.Tasks} nhiệm vụ{(facts.Tally.Overdue > 0 ? $", {facts.Tally.Overdue} quá hạn" : "")}.",
                $"By the end of the year {facts.Tally.Done} of {PlanWords.Tasks(facts.Tally.Tasks, facts.Language)} were done{(facts.Tally.Overdue > 0 ? $", {facts.Tally.Overdue} overdue" : "")}.");
        var parts = PartsSentence(facts);
        yield return parts;
        yield return parts.Length == 0 ? "" : facts.T("Điều này không chứng minh nhiệm vụ làm điểm tăng hay giảm.", "This does not prove that tasks made scores rise or fall.");
    }

    /// <summary>How many of the parts with tasks, and of those without, gained more than the mean of the other provinces; "" where nothing can be compared.</summary>
    public static string PartsSentence(OutcomeFacts facts)
    {
        static (int Ahead, int Of) Ahead(IReadOnlyList<PartOutcome> parts) => (parts.Count(part => part.Change?.ToOthers > 0), parts.Count(part => part.Change?.ToOthers is not null));
        var (served, ofServed) = Ahead(facts.Served);
        var (unserved, ofUnserved) = Ahead(facts.Unserved);
        var rest = ofUnserved == 0 ? "" : facts.T($"; ở phần không có nhiệm vụ là {unserved}/{ofUnserved}", $"; of those without, {unserved} of {ofUnserved}");
        return ofServed == 0
            ? ""
            : facts.T($"{served}/{ofServed} phần có nhiệm vụ tăng hơn trung bình các tỉnh khác{rest}.", $"{served} of {ofServed} parts with tasks gained more than the mean of the other provinces{rest}.");
    }
}

using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>What stands below a table of targets: printed gains beside derived ones, whether points and places fit each other, what was amended, why nothing is known.</summary>
internal static class TargetNotes
{
    public static IReadOnlyList<string> Of(PlanFrame frame, IReadOnlyList<TargetGap> targets) =>
    [
        .. Sanity(frame, targets),
        .. Gains(frame, targets),
        .. ByItem(targets).Select(group => group.OrderBy(target => target.Kind == TargetKind.Rank ? 0 : 1).Select(target => TargetWords.AnyReading(target, frame.Language)).FirstOrDefault(said => said is not null)).OfType<string>(),
        .. Unknown(frame, targets),
        .. SourceSays(frame, targets),
        .. Amendments(frame, targets),
        .. Dropped(frame),
        .. targets.Where(target => target.IsResultPublished && TargetWords.IsRank(target.Kind) && target.Reached is not null)
            .Select(target => frame.T(
                $"Hạng {Wording.IndexName(target.IndexCode)} {target.Year} là hạng đã công bố, không phải dẫn xuất.",
                $"The rank in {Wording.IndexName(target.IndexCode)} {target.Year} is the published one, not derived.")).Distinct(),
        .. Told(frame, targets),
        .. targets.Any(target => target.IsIllustrative) ? [PlanWords.IllustrativeNote.In(frame.Language)] : Array.Empty<string>(),
    ];

    /// <summary>"45 điểm lẽ ra xếp thứ 6/63 năm 2020, còn hạng 45 chỉ cần 42,15 điểm": do the points and the place of one promise fit each other.</summary>
    public static IReadOnlyList<string> Sanity(PlanFrame frame, IReadOnlyList<TargetGap> targets)
    {
        var notes = new List<string>();
        foreach (var group in ByItem(targets))
        {
            var score = group.FirstOrDefault(target => target is { Kind: TargetKind.Score, BasePlaceOfWanted: not null }) ?? group.FirstOrDefault(target => target.BasePlaceOfWanted is not null);
            var rank = group.FirstOrDefault(target => target is { Kind: TargetKind.Rank, BaseScoreOfWanted: not null }) ?? group.FirstOrDefault(target => target.BaseScoreOfWanted is not null);
            var head = Head(frame, group.First());
            var scored = score is null ? "" : TargetWords.Amount(score.Wanted!.Value, score.IndexCode, frame.Language);
            var placed = rank is null ? "" : NumberText.Whole(rank.Wanted!.Value, frame.Language);
            switch (score, rank)
            {
                case ({ } points, { } place):
                    notes.Add(head + frame.T(
                        $"{scored} lẽ ra xếp thứ {NumberText.Rank(points.BasePlaceOfWanted!.Value, points.BaseRanked)} năm {points.BaseYear}, còn hạng {placed} chỉ cần {TargetWords.Score(place.BaseScoreOfWanted!.Value, place.IndexCode, frame.Language)}.",
                        $"{scored} would have ranked {NumberText.Rank(points.BasePlaceOfWanted!.Value, points.BaseRanked)} in {points.BaseYear}, while rank {placed} took only {TargetWords.Score(place.BaseScoreOfWanted!.Value, place.IndexCode, frame.Language)}."));
                    break;
                case ({ } points, null):
                    notes.Add(head + frame.T(
                        $"{scored} lẽ ra xếp thứ {NumberText.Rank(points.BasePlaceOfWanted!.Value, points.BaseRanked)} năm {points.BaseYear}.",
                        $"{scored} would have ranked {NumberText.Rank(points.BasePlaceOfWanted!.Value, points.BaseRanked)} in {points.BaseYear}."));
                    break;
                case (null, { } place):
                    notes.Add(head + frame.T(
                        $"hạng {placed} năm {place.BaseYear} cần {TargetWords.Score(place.BaseScoreOfWanted!.Value, place.IndexCode, frame.Language)}.",
                        $"rank {placed} in {place.BaseYear} took {TargetWords.Score(place.BaseScoreOfWanted!.Value, place.IndexCode, frame.Language)}."));
                    break;
            }
        }

        return notes;
    }

    /// <summary>"kế hoạch ghi tăng 4,26 điểm; 45 − 40,75 = 4,25": what the plan printed beside what follows from its own numbers.</summary>
    public static IReadOnlyList<string> Gains(PlanFrame frame, IReadOnlyList<TargetGap> targets)
    {
        var notes = new List<string>();
        foreach (var group in ByItem(targets))
        {
            if (group.FirstOrDefault(target => target is { Kind: TargetKind.Score, WantedGain: not null, BaseScore: not null }) is { } score)
            {
                var printed = group.FirstOrDefault(target => target.Kind == TargetKind.ScoreGain);
                var sum = $"{NumberText.Plain(score.Wanted!.Value, frame.Language)} − {NumberText.Score(score.BaseScore!.Value, frame.Language)} = {NumberText.Fixed(score.WantedGain!.Value, 2, frame.Language)}";
                notes.Add(Head(frame, score) + (printed is null
                    ? score.WantedGain < 0
                        ? frame.T($"mục tiêu thấp hơn kết quả năm {score.BaseYear} (dẫn xuất): {sum}.", $"the target lies below the result of {score.BaseYear} (derived): {sum}.")
                        : frame.T($"cần tăng so với {score.BaseYear} (dẫn xuất): {sum}.", $"gain needed on {score.BaseYear} (derived): {sum}.")
                    : frame.T($"kế hoạch ghi tăng {TargetWords.Gain(printed.Value!.Value, printed.IndexCode, frame.Language)}; dẫn xuất: {sum}.", $"the plan prints a gain of {TargetWords.Gain(printed.Value!.Value, printed.IndexCode, frame.Language)}; derived: {sum}.")));
            }

            if (group.FirstOrDefault(target => target is { Kind: TargetKind.Rank, WantedGain: not null, BaseRank: not null }) is not { } rank)
            {
                continue;
            }

            if (group.FirstOrDefault(target => target.Kind == TargetKind.RankGain) is { } places)
            {
                notes.Add(Head(frame, rank) + frame.T(
                    $"kế hoạch ghi tăng {NumberText.Places(places.Value!.Value, frame.Language)}; dẫn xuất: {rank.BaseRank} − {NumberText.Whole(rank.Wanted!.Value, frame.Language)} = {NumberText.Whole(rank.WantedGain!.Value, frame.Language)}.",
                    $"the plan prints a gain of {NumberText.Places(places.Value!.Value, frame.Language)}; derived: {rank.BaseRank} − {NumberText.Whole(rank.Wanted!.Value, frame.Language)} = {NumberText.Whole(rank.WantedGain!.Value, frame.Language)}."));
            }
            else if (rank.WantedGain < 0)
            {
                var sum = $"{rank.BaseRank} − {NumberText.Whole(rank.Wanted!.Value, frame.Language)} = {NumberText.Whole(rank.WantedGain!.Value, frame.Language)}";
                notes.Add(Head(frame, rank) + frame.T($"mục tiêu kém hơn hạng năm {rank.BaseYear} (dẫn xuất): {sum}.", $"the target lies below the rank of {rank.BaseYear} (derived): {sum}."));
            }
        }

        return notes;
    }

    /// <summary>"Chưa biết PAPI 2025: nhóm Cao nhất – chưa có kết quả PAPI 2025.": why a target has no verdict.</summary>
    public static IEnumerable<string> Unknown(PlanFrame frame, IReadOnlyList<TargetGap> targets) => targets
        .Select(target => (Target: target, Why: TargetWords.WhyUnknown(frame, target)))
        .Where(pair => pair.Why.Length > 0)
        .GroupBy(pair => pair.Why)
        .Select(group => Wording.Capital(group.Key) + frame.T(" (mục tiêu ", group.Count() == 1 ? " (target " : " (targets ") + string.Join(", ", group.Select(pair => pair.Target.TargetNo)) + ").");

    /// <summary>What the published tables say of the province in a year that is held whole without a figure of it.</summary>
    private static IEnumerable<string> SourceSays(PlanFrame frame, IReadOnlyList<TargetGap> targets) => targets
        .Where(target => target.Unknown == UnknownReason.NoFigure)
        .SelectMany(target => frame.Catalog.Notes.Where(note => note.IndexCode == target.IndexCode && note.Year == target.Year && note.ProvinceCode == target.ProvinceCode))
        .Distinct()
        .Select(note => frame.T(
            $"Nguồn {Wording.IndexName(note.IndexCode)} {note.Year} ghi về {frame.ProvinceName}: “{note.Words.Vi}”.",
            $"The source of {Wording.IndexName(note.IndexCode)} {note.Year} says of {frame.ProvinceName}: \"{note.Words.En}\"."));

    /// <summary>"Mục tiêu 1 đã điều chỉnh: bản 1: 44 điểm → bản 3: 45 điểm".</summary>
    public static IEnumerable<string> Amendments(PlanFrame frame, IReadOnlyList<TargetGap> targets) => targets.Where(target => target.Earlier.Count > 0).Select(target =>
    {
        string Version(int no, string promise) => frame.T($"bản {no}: {promise}", $"version {no}: {promise}");
        var earlier = target.Earlier.Select(version => Version(version.VersionNo, TargetWords.Promise(version.Kind, version.Value, null, version.IndexCode, frame.Language) + (version.Year == target.Year ? "" : $" ({version.Year})")));
        var now = Version(frame.Plan.Versions.Count, TargetWords.Promise(target.Kind, target.Value, null, target.IndexCode, frame.Language));
        return frame.T("Mục tiêu ", "Target ") + target.TargetNo + frame.T(" đã điều chỉnh: ", " was amended: ") + string.Join(" → ", earlier.Append(now)) + ".";
    });

    // "Đã bỏ khỏi kế hoạch: PAPI 2021: 43 điểm (bản 1)": a promise that is taken back is told.
    private static IEnumerable<string> Dropped(PlanFrame frame) => frame.Dropped.Select(target =>
        frame.T("Đã bỏ khỏi kế hoạch: ", "Dropped from the plan: ")
        + $"{Wording.IndexName(target.IndexCode)} {target.Year}{(target.ItemCode == target.IndexCode ? "" : ", " + frame.ItemName(target.IndexCode, target.ItemCode, target.Year))}: "
        + TargetWords.Promise(target.Kind, target.Value, null, target.IndexCode, frame.Language)
        + frame.T($" (bản {target.VersionNo}).", $" (version {target.VersionNo})."));

    // What the plan itself says of its targets.
    private static IEnumerable<string> Told(PlanFrame frame, IReadOnlyList<TargetGap> targets) => targets
        .Where(target => target.Note.Vi.Length > 0)
        .GroupBy(target => target.Note.In(frame.Language))
        .Select(group => frame.T("Mục tiêu ", group.Count() == 1 ? "Target " : "Targets ") + string.Join(", ", group.Select(target => target.TargetNo)) + $": {group.Key.TrimEnd('.')}.");

    private static IEnumerable<IGrouping<(string, int, string, int), TargetGap>> ByItem(IReadOnlyList<TargetGap> targets) =>
        targets.GroupBy(target => (target.IndexCode, target.Year, target.ItemCode, target.BaseYear));

    private static string Head(PlanFrame frame, TargetGap target) =>
        $"{Wording.IndexName(target.IndexCode)} {target.Year}{(TargetWords.IsTotal(frame, target) ? "" : ", " + frame.ItemName(target.IndexCode, target.ItemCode, target.Year))}: ";
}

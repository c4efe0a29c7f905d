using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>The sentences of a group comparison, each said only where the measures bear it out.</summary>
internal static class GroupNarrative
{
    private const int MostWords = 90;

    public static string Write(GroupFacts facts)
    {
        var text = "";
        foreach (var sentence in Sentences(facts).Where(s => s.Length > 0))
        {
            var longer = text.Length == 0 ? sentence : $"{text} {sentence}";
            if (longer.Split(' ').Length <= MostWords)
            {
                text = longer;
            }
        }

        return text;
    }

    /// <summary>"PAPI 2021 – Đồng bằng sông Cửu Long: trung bình 41,80 điểm, thấp hơn trung bình 60 tỉnh, thành phố 0,41 điểm; dẫn đầu là …".</summary>
    public static string Finding(GroupFacts facts)
    {
        var head = $"{Wording.IndexName(facts.Frame.IndexCode)} {facts.Year} – {facts.Frame.In(facts.Group.Name)}: ";
        if (facts.MeanOf(facts.Total)?[Measure.Mean] is not { } mean)
        {
            return head + facts.T("không thành viên nào có điểm tổng", "no member has a total");
        }

        return head + facts.T($"trung bình {NumberText.Points(mean, Language.Vietnamese)}, ", $"mean {NumberText.Points(mean, Language.English)}, ") + AgainstAll(facts, facts.Total)
            + facts.T("; dẫn đầu là ", "; led by ") + Names(facts, facts.BestOf(facts.Total));
    }

    /// <summary>"thấp hơn trung bình 60 tỉnh, thành phố 0,41 điểm".</summary>
    public static string AgainstAll(GroupFacts facts, CatalogItem item)
    {
        var gap = facts.MeanOf(item)?[Measure.MeanToAll] ?? 0;
        var all = Wording.MeanOf(facts.NationOf(item)?[Measure.Ranked], facts.Language);
        var points = NumberText.Points(gap, facts.Language);
        return NumberText.SignOf(gap, 2) switch
        {
            > 0 => facts.T($"cao hơn {all} {points}", $"{points} above {all}"),
            < 0 => facts.T($"kém {all} {points}", $"{points} below {all}"),
            _ => facts.T($"bằng {all}", $"equal to {all}"),
        };
    }

    /// <summary>The dimensions with a mean, the one furthest above the mean of all first.</summary>
    public static IReadOnlyList<CatalogItem> StrongestFirst(GroupFacts facts, IEnumerable<CatalogItem> items) =>
        [.. items.Where(i => facts.MeanOf(i)?[Measure.MeanToAll] is not null).OrderByDescending(i => facts.MeanOf(i)![Measure.MeanToAll])];

    public static string Gap(GroupFacts facts, CatalogItem item) => NumberText.Signed(facts.MeanOf(item)![Measure.MeanToAll]!.Value, facts.Language);

    public static string Names(GroupFacts facts, IEnumerable<string> provinces) => Wording.Listed([.. provinces.Select(facts.NameOf)], facts.Language);

    /// <summary>"Vĩnh Long (43,29 điểm, hạng 18/60)"; of several who tie, the place of the first.</summary>
    public static string WithPlace(GroupFacts facts, IReadOnlyList<string> provinces)
    {
        var row = facts.Of(provinces[0]);
        var place = NumberText.Rank(row[Measure.Rank]!.Value, (int?)row[Measure.Ranked], row[Measure.SharingPlace] > 1);
        return Names(facts, provinces) + facts.T($" ({NumberText.Points(row[Measure.Score]!.Value, Language.Vietnamese)}, hạng {place})", $" ({NumberText.Points(row[Measure.Score]!.Value, Language.English)}, rank {place})");
    }

    /// <summary>Where to begin, and from whom to learn: the first sentence of page 1.</summary>
    public static string Headline(GroupFacts facts)
    {
        if (facts.RankedMembers.Count == 0)
        {
            return facts.T($"Năm {facts.Year} không thành viên nào có điểm tổng: hãy đọc từng {facts.PartVi} có điểm.", $"No member has a total in {facts.Year}: read the {facts.PartsEn} that have scores.");
        }

        var dimensions = StrongestFirst(facts, facts.DimensionItems);
        if (dimensions.Count == 0)
        {
            return Wording.Capital(facts.T($"trung bình nhóm {AgainstAll(facts, facts.Total)}; dẫn đầu là {Names(facts, facts.BestOf(facts.Total))}.", $"the group's mean is {AgainstAll(facts, facts.Total)}; {Names(facts, facts.BestOf(facts.Total))} leads."));
        }

        var weakest = dimensions[^1];
        var all = Wording.MeanOf(facts.NationOf(weakest)![Measure.Ranked], facts.Language);
        var teacher = Teachers(facts, weakest);
        var gap = NumberText.SignOf(facts.MeanOf(weakest)![Measure.MeanToAll]!.Value, 2);
        if (gap == 0)
        {
            return facts.T($"Nhóm không kém trung bình các tỉnh, thành phố ở {facts.PartVi} nào; bằng ở {weakest.Name.Vi}.", $"The group is below the mean of all provinces on no {facts.PartEn}; it equals it on {weakest.Name.En}.");
        }

        return gap < 0
            ? facts.T($"Làm trước {weakest.Name.Vi}, nơi nhóm kém {all} nhiều nhất ({Gap(facts, weakest)}); {teacher}.", $"Begin with {weakest.Name.En}, where the group lies furthest below {all} ({Gap(facts, weakest)}); {teacher}.")
            : facts.T($"Trung bình nhóm cao hơn {facts.MeanOfAll(dimensions)} ở mọi {facts.PartVi}, sát nhất ở {weakest.Name.Vi} ({Gap(facts, weakest)}); {teacher}.", $"The group's mean is above {facts.MeanOfAll(dimensions)} on every {facts.PartEn}, by least on {weakest.Name.En} ({Gap(facts, weakest)}); {teacher}.");
    }

    /// <summary>"trong nhóm hãy học Bạc Liêu", "cả nhóm dưới trung bình, hãy học Thái Nguyên, cao nhất cả nước".</summary>
    public static string Teachers(GroupFacts facts, CatalogItem item)
    {
        var (who, isMember) = facts.TeachersOf(item);
        var names = Names(facts, who);
        return isMember
            ? facts.T($"trong nhóm hãy học {names}", $"within the group learn from {names}")
            : facts.T($"không thành viên nào vượt trung bình, hãy học {names}, cao nhất cả nước", $"no member is above the mean, so learn from {names}, the country's best");
    }

    public static string Moved(GroupFacts facts, double change) => NumberText.SignOf(change, 2) switch
    {
        > 0 => facts.T($"tăng {NumberText.Points(change, Language.Vietnamese)}", $"rose by {NumberText.Points(change, Language.English)}"),
        < 0 => facts.T($"giảm {NumberText.Points(change, Language.Vietnamese)}", $"fell by {NumberText.Points(change, Language.English)}"),
        _ => facts.T("giữ nguyên", "stayed the same"),
    };

    private static IEnumerable<string> Sentences(GroupFacts facts)
    {
        if (facts.MeanOf(facts.Total)?[Measure.Mean] is not { } mean)
        {
            yield return facts.T($"Năm {facts.Year} không thành viên nào có điểm tổng nên không có hạng và trung bình của nhóm.", $"No member has a total in {facts.Year}, so there are no places and no mean of the group.");
            yield break;
        }

        var (ranked, members) = (facts.RankedMembers.Count, facts.Members.Count);
        var who = facts.Group.Counted(ranked == members ? $"{members}" : facts.T($"{ranked}/{members}", $"{ranked} ranked"), facts.Language);
        yield return facts.T(
            $"Năm {facts.Year}, {who} đạt trung bình {NumberText.Points(mean, Language.Vietnamese)}, {AgainstAll(facts, facts.Total)}.",
            $"In {facts.Year} {who} averaged {NumberText.Points(mean, Language.English)}, {AgainstAll(facts, facts.Total)}.");
        if (facts.RankedMembers.Count > 1)
        {
            yield return facts.T(
                $"Dẫn đầu là {WithPlace(facts, facts.BestOf(facts.Total))}; thấp nhất là {WithPlace(facts, facts.LowestOf(facts.Total))}.",
                $"First is {WithPlace(facts, facts.BestOf(facts.Total))}, last {WithPlace(facts, facts.LowestOf(facts.Total))}.");
        }

        yield return Changes(facts);
        yield return Unranked(facts);
        yield return Ends(facts);
    }

    private static string Changes(GroupFacts facts)
    {
        var changed = facts.Members.Where(m => facts.Of(m)[Measure.ScoreChange] is not null).ToList();
        if (changed.Count == 0)
        {
            return facts.PreviousYear is not null && facts.Total.IsBreak
                ? facts.T($"Không so với năm {facts.PreviousYear} vì chỉ số đổi cấu trúc.", $"Nothing is compared with {facts.PreviousYear}: the index changed its structure.")
                : "";
        }

        var up = changed.Count(m => facts.Of(m)[Measure.ScoreChange] > 0);
        var down = changed.Count(m => facts.Of(m)[Measure.ScoreChange] < 0);
        var movement = facts.Movement.Rows.FirstOrDefault()?[Measure.FieldMovement] is { } mean
            ? facts.T($"; tính trung bình {Moved(facts, mean)}", $"; on average they {Moved(facts, mean)}")
            : "";
        return facts.T(
            $"So với năm {facts.PreviousYear}, {up}/{changed.Count} thành viên tăng, {down}/{changed.Count} giảm điểm{movement}.",
            $"Since {facts.PreviousYear}, {up} of {changed.Count} comparable members rose in score and {down} fell{movement}.");
    }

    private static string Ends(GroupFacts facts)
    {
        var dimensions = StrongestFirst(facts, facts.DimensionItems);
        return dimensions.Count < 2
            ? ""
            : facts.T(
                $"So với trung bình, nhóm mạnh nhất ở {dimensions[0].Name.Vi} ({Gap(facts, dimensions[0])}).",
                $"Against the mean of all provinces the group is strongest on {dimensions[0].Name.En} ({Gap(facts, dimensions[0])}).");
    }

    private static string Unranked(GroupFacts facts) => facts.UnrankedMembers.Count == 0
        ? ""
        : facts.T($"Không xếp hạng vì thiếu điểm: {Names(facts, facts.UnrankedMembers)}.", $"Not ranked, scores are missing: {Names(facts, facts.UnrankedMembers)}.");
}

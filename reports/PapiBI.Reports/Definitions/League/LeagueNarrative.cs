using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.League;

/// <summary>The sentences of a league, each said only where the measures bear it out.</summary>
internal static class LeagueNarrative
{
    private const int MostWords = 90;
    private const int MostNames = 3;
    private const int ToLookAt = 3;

    public static string Write(LeagueFacts facts)
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

    /// <summary>"Thừa Thiên Huế dẫn đầu 60 tỉnh, thành phố (48,06 điểm)": subject lines and tables of contents.</summary>
    public static string Finding(LeagueFacts facts)
    {
        var score = NumberText.Points(facts.Field[Measure.Best]!.Value, facts.Language);
        return facts.T($"{Leaders(facts)} dẫn đầu {facts.N} tỉnh, thành phố ({score})", $"{Leaders(facts)} {(First(facts).Count == 1 ? "leads" : "lead")} {facts.N} provinces ({score})");
    }

    /// <summary>Whom to look at first: those who lost most places; without a year before, those at the foot.</summary>
    public static string Headline(LeagueFacts facts)
    {
        var fallers = facts.Fallers(Measure.CommonRankChange, ToLookAt);
        if (fallers.Count > 0)
        {
            string Lost(ResultRow row) => $"{facts.NameOf(row)} (−{NumberText.Whole(-row[Measure.CommonRankChange]!.Value, facts.Language)})";
            var names = Wording.Listed([.. fallers.Select(Lost)], facts.Language);
            if (facts.Fallers(Measure.CommonRankChange, ToLookAt + 1) is { Count: > ToLookAt } more && more[^1][Measure.CommonRankChange] == fallers[^1][Measure.CommonRankChange])
            {
                return facts.T(
                    $"Cần xem trước những tỉnh mất nhiều bậc trong {facts.Common} tỉnh, thành phố xếp hạng cả hai năm, trong đó có {names}.",
                    $"Look first at the provinces that lost many places among the {facts.Common} ranked in both years, among them {names}.");
            }

            return facts.T(
                $"Cần xem trước {Provinces(facts, fallers.Count)} mất nhiều bậc nhất trong {facts.Common} tỉnh, thành phố xếp hạng cả hai năm: {names}.",
                $"Look first at {Provinces(facts, fallers.Count)} that lost most places among the {facts.Common} ranked in both years: {names}.");
        }

        var foot = facts.Ranked.TakeLast(ToLookAt).Reverse().ToList();
        var listed = Wording.Listed([.. foot.Select(r => $"{facts.NameOf(r)} ({NumberText.Score(r[Measure.Score]!.Value, facts.Language)})")], facts.Language);
        return facts.T($"Cần xem trước {Provinces(facts, foot.Count)} cuối bảng: {listed}.", $"Look first at {Provinces(facts, foot.Count)} at the foot of the table: {listed}.");
    }

    /// <summary>"29/63 → 42/60".</summary>
    public static string Path(ResultRow row) =>
        $"{NumberText.Rank(row[Measure.PreviousRank]!.Value, (int?)row[Measure.PreviousRanked])} → {NumberText.Rank(row[Measure.Rank]!.Value, (int?)row[Measure.Ranked], row[Measure.SharingPlace] > 1)}";

    /// <summary>"−13; chung −16": one figure where the two agree.</summary>
    public static string Places(LeagueFacts facts, ResultRow row)
    {
        string Signed(Measure measure) => NumberText.SignedWhole(row[measure]!.Value, facts.Language);
        return row[Measure.RankChange] == row[Measure.CommonRankChange]
            ? Signed(Measure.RankChange)
            : facts.T($"{Signed(Measure.RankChange)}; chung {Signed(Measure.CommonRankChange)}", $"{Signed(Measure.RankChange)}; common {Signed(Measure.CommonRankChange)}");
    }

    /// <summary>The region with the highest mean of its ranked provinces.</summary>
    public static string LeadingRegion(LeagueFacts facts)
    {
        var regions = RegionStanding.Of(facts);
        if (regions.Count < 2)
        {
            return "";
        }

        var first = regions[0];
        var mean = NumberText.Score(first.Statistics[Measure.Mean]!.Value, facts.Language);
        return facts.T(
            $"Vùng dẫn đầu: {first.Region.Name.Vi} (trung bình {first.Statistics[Measure.Ranked]} tỉnh: {mean}).",
            $"Leading region: {first.Region.Name.En} (mean of its {first.Statistics[Measure.Ranked]} provinces: {mean}).");
    }

    private static IEnumerable<string> Sentences(LeagueFacts facts)
    {
        yield return Ends(facts);
        yield return RisenAndFallen(facts);
        yield return Mover(facts, facts.Climbers(Measure.CommonRankChange, facts.Ranked.Count), "Lên nhiều bậc nhất", "Largest climb");
        yield return Mover(facts, facts.Fallers(Measure.CommonRankChange, facts.Ranked.Count), "Xuống nhiều bậc nhất", "Largest fall");
        yield return Unranked(facts);
        yield return LeadingRegion(facts);
    }

    private static string Ends(LeagueFacts facts)
    {
        var last = facts.Ranked[^1];
        string Score(Measure measure) => NumberText.Score(facts.Field[measure]!.Value, facts.Language);
        var foot = facts.Names(facts.Ranked.Where(r => r[Measure.Rank] == last[Measure.Rank]));
        return facts.T(
            $"Năm {facts.Year} {Leaders(facts)} dẫn đầu ({Score(Measure.Best)} điểm), {foot} đứng cuối ({Score(Measure.Lowest)}) trong {facts.N} tỉnh, thành phố.",
            $"In {facts.Year} {Leaders(facts)} {(First(facts).Count == 1 ? "leads" : "lead")} {facts.N} provinces with {Score(Measure.Best)} points; {foot} {(facts.Ranked.Count(r => r[Measure.Rank] == last[Measure.Rank]) == 1 ? "is" : "are")} last with {Score(Measure.Lowest)}.");
    }

    private static string RisenAndFallen(LeagueFacts facts) => facts.WhyNoChanges ?? facts.T(
        $"So với {facts.PreviousYear}, {facts.Risen.Count}/{facts.Common} tỉnh tăng điểm, {facts.Fallen.Count} giảm.",
        $"On {facts.PreviousYear}, {facts.Risen.Count} of {facts.Common} provinces rose in score and {facts.Fallen.Count} fell.");

    private static string Mover(LeagueFacts facts, IReadOnlyList<ResultRow> movers, string vi, string en)
    {
        if (movers.Count == 0)
        {
            return "";
        }

        var first = LeagueFacts.Foremost(movers, Measure.CommonRankChange);
        return first.Count switch
        {
            1 => facts.T(vi, en) + $": {facts.NameOf(first[0])}, {Path(first[0])} ({Places(facts, first[0])}).",
            <= MostNames => facts.T(vi, en) + $": {facts.Names(first)} ({facts.T("chung", "common")} {NumberText.SignedWhole(first[0][Measure.CommonRankChange]!.Value, facts.Language)}).",
            _ => "",
        };
    }

    private static string Unranked(LeagueFacts facts)
    {
        if (facts.Unranked.Count == 0)
        {
            return "";
        }

        var reasons = facts.Unranked.Select(r => facts.ReasonOf(r.ProvinceCode!)).Distinct().ToList();
        var reason = reasons.Count == 1 ? $": {reasons[0][..1].ToLowerInvariant()}{reasons[0][1..]}" : "";
        var names = facts.Unranked.Count <= MostNames ? facts.Names(facts.Unranked) : facts.T($"{facts.Unranked.Count} tỉnh, thành phố", $"{facts.Unranked.Count} provinces");
        return facts.T($"Không xếp hạng {names}{reason}.", $"{names} {(facts.Unranked.Count == 1 ? "is" : "are")} not ranked{reason}.");
    }

    private static IReadOnlyList<ResultRow> First(LeagueFacts facts) => [.. facts.Ranked.TakeWhile(r => r[Measure.Rank] == 1)];

    private static string Leaders(LeagueFacts facts) => facts.Names(First(facts));

    private static string Provinces(LeagueFacts facts, int count) => facts.T($"{NumberText.Count(count, facts.Language)} tỉnh", count == 1 ? "the one province" : $"the {NumberText.Count(count, facts.Language)} provinces");
}

using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions;

/// <summary>The sentences of a brief, each said only where the measures bear it out.</summary>
internal static class BriefNarrative
{
    private const int MostWords = 90;

    public static string Write(BriefFacts facts)
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

    /// <summary>"41,23 điểm, hạng 42/60 (giảm 13 bậc)": subject lines and tables of contents.</summary>
    public static string Finding(BriefFacts facts)
    {
        var head = $"{Wording.IndexName(facts.Request.IndexCode)} {facts.Year} – {facts.ProvinceName}: ";
        var total = facts.OwnTotal;
        if (total[Measure.Score] is not { } score)
        {
            return head + facts.T("không xếp hạng vì thiếu điểm", "not ranked, scores are missing");
        }

        if (total[Measure.Rank] is not { } rank)
        {
            return head + NumberText.Points(score, facts.Language) + facts.T(", không dẫn xuất được hạng", ", no rank can be derived");
        }

        var change = total[Measure.RankChange] switch
        {
            > 0 and var up => facts.T($" (tăng {up} bậc)", $" (up {NumberText.Places(up, Language.English)})"),
            < 0 and var down => facts.T($" (giảm {-down} bậc)", $" (down {NumberText.Places(down, Language.English)})"),
            0 => facts.T(" (giữ hạng)", " (same rank)"),
            _ => "",
        };
        return head + facts.T($"{NumberText.Points(score, Language.Vietnamese)}, hạng ", $"{NumberText.Points(score, Language.English)}, rank ")
            + NumberText.Rank(rank, (int?)facts.Ranked, total[Measure.SharingPlace] > 1) + change;
    }

    /// <summary>"Chỉ Quản trị môi trường cao hơn trung bình 60 tỉnh, thành phố".</summary>
    public static string AgainstMean(BriefFacts facts)
    {
        var above = facts.DimensionItems.Where(d => facts.Of(d)[Measure.ToMean] > 0).ToList();
        var below = facts.DimensionItems.Where(d => facts.Of(d)[Measure.ToMean] < 0).ToList();
        var mean = Wording.MeanOf(facts.Ranked ?? facts.Of(facts.DimensionItems[0])[Measure.Ranked], facts.Language);
        var all = above.Count + below.Count;
        string Count(int n) => NumberText.Count(n, facts.Language);
        return (above.Count, below.Count) switch
        {
            (0, 0) => facts.T("Không có điểm trục nội dung nào để so sánh", "No dimension has a score to compare"),
            (0, _) => facts.T($"Cả {Count(all)} trục nội dung thấp hơn {mean}", $"All {Count(all)} dimensions are below {mean}"),
            (_, 0) => facts.T($"Cả {Count(all)} trục nội dung cao hơn {mean}", $"All {Count(all)} dimensions are above {mean}"),
            (1, _) => facts.T($"Chỉ {above[0].Name.Vi} cao hơn {mean}", $"Only {above[0].Name.En} is above {mean}"),
            (_, 1) => facts.T($"Chỉ {below[0].Name.Vi} thấp hơn {mean}", $"Only {below[0].Name.En} is below {mean}"),
            _ => Wording.Capital(facts.T($"{Count(above.Count)} trong {Count(all)} trục nội dung cao hơn {mean}", $"{Count(above.Count)} of {Count(all)} dimensions are above {mean}")),
        };
    }

    private static IEnumerable<string> Sentences(BriefFacts facts)
    {
        var language = facts.Language;
        var total = facts.OwnTotal;
        if (total[Measure.Score] is not { } score)
        {
            yield return Unranked(facts);
            yield break;
        }

        if (total[Measure.Rank] is not { } rank)
        {
            yield return NotDerivable(facts, score);
            yield break;
        }

        yield return Standing(facts, score, rank);
        yield return Counts(facts);
        yield return $"{AgainstMean(facts)}.";
        yield return WorstFall(facts);
        yield return LowestPlaces(facts);
        if (total[Measure.ToNextGroup] is { } missing && total[Measure.QuartileGroup] is { } group)
        {
            var next = Wording.QuartileGroup(group - 1, facts.Request.IndexCode, language);
            yield return facts.T($"Cần thêm {NumberText.Points(missing, language)} để vào nhóm {next}.", $"{NumberText.Points(missing, language)} more would reach the group {next}.");
        }
    }

    private static string Standing(BriefFacts facts, double score, double rank)
    {
        var language = facts.Language;
        var total = facts.OwnTotal;
        var place = NumberText.Rank(rank, (int?)total[Measure.Ranked], total[Measure.SharingPlace] > 1);
        var sentence = facts.T(
            $"Năm {facts.Year} {facts.ProvinceName} đạt {NumberText.Points(score, language)}, hạng {place}",
            $"In {facts.Year} {facts.ProvinceName} scored {NumberText.Points(score, language)} and ranked {place}");
        if (total[Measure.ScoreChange] is { } change)
        {
            sentence += facts.T(
                $", {Moved(change)}{And(Climbed(total[Measure.RankChange]))} so với năm {facts.PreviousYear}",
                $", {MovedEn(change)}{AndEn(ClimbedEn(total[Measure.RankChange]))} on {facts.PreviousYear}");
            if (total[Measure.CommonRankChange] is { } common && common != total[Measure.RankChange])
            {
                sentence += facts.T(
                    $" (tính trong cùng {total[Measure.CommonRanked]} tỉnh, thành phố: {Climbed(common)})",
                    $" (among the {total[Measure.CommonRanked]} provinces ranked in both years: {ClimbedEn(common)})");
            }
        }
        else if (facts.PreviousYear is not null && facts.Total.IsBreak)
        {
            sentence += facts.T("; không so được với năm trước vì chỉ số đổi cấu trúc", "; the index changed its structure, so it cannot be compared with the year before");
        }

        return sentence + ".";
    }

    private static string Counts(BriefFacts facts)
    {
        var counts = facts.Counts;
        if (counts[Measure.ItemsCompared] is not > 0)
        {
            return "";
        }

        var of = counts[Measure.ItemsCompared];
        var comparable = of == facts.DimensionItems.Count ? "trục nội dung" : "trục so được";
        return facts.T(
            $"{counts[Measure.ItemsDown]}/{of} {comparable} giảm điểm và {counts[Measure.ItemsRankDown]}/{of} giảm hạng.",
            $"{counts[Measure.ItemsDown]} of {of} comparable dimensions fell in score and {counts[Measure.ItemsRankDown]} in rank.");
    }

    private static string WorstFall(BriefFacts facts)
    {
        var worst = facts.DimensionItems.Where(d => facts.Of(d)[Measure.ScoreChange] < 0).MinBy(d => facts.Of(d)[Measure.ScoreChange]);
        if (worst is null)
        {
            return "";
        }

        var row = facts.Of(worst);
        var change = NumberText.Signed(row[Measure.ScoreChange]!.Value, facts.Language);
        return facts.T(
            $"{worst.Name.Vi} mất nhiều nhất ({change} điểm, từ hạng {row[Measure.PreviousRank]}/{row[Measure.PreviousRanked]} sang {row[Measure.Rank]}/{row[Measure.Ranked]}).",
            $"{worst.Name.En} lost most ({change} points, from rank {row[Measure.PreviousRank]}/{row[Measure.PreviousRanked]} to {row[Measure.Rank]}/{row[Measure.Ranked]}).");
    }

    private static string LowestPlaces(BriefFacts facts)
    {
        var ranked = facts.DimensionItems.Where(d => facts.Of(d)[Measure.Rank] is not null).ToList();
        if (ranked.Count == 0)
        {
            return "";
        }

        var lowest = ranked.Max(d => facts.Of(d)[Measure.Rank]);
        var items = ranked.Where(d => facts.Of(d)[Measure.Rank] == lowest).ToList();
        var names = Wording.Listed([.. items.Select(d => d.Name.In(facts.Language))], facts.Language);
        var place = $"{lowest}/{facts.Of(items[0])[Measure.Ranked]}";
        return items.Count > 1
            ? facts.T($"{names} cùng xếp {place}.", $"{names} {(items.Count == 2 ? "both" : "all")} rank {place}.")
            : facts.T($"Hạng thấp nhất: {names} ({place}).", $"Lowest place: {names} ({place}).");
    }

    private static string Unranked(BriefFacts facts)
    {
        var missing = facts.DimensionItems.Where(d => facts.Of(d)[Measure.Score] is null).ToList();
        var names = missing.Count == facts.DimensionItems.Count
            ? facts.T("tất cả trục nội dung", "all dimensions")
            : Wording.Listed([.. missing.Select(d => d.Name.In(facts.Language))], facts.Language);
        return facts.T(
            $"Năm {facts.Year} {facts.ProvinceName} không có điểm tổng và không được xếp hạng: thiếu điểm {names}. {facts.Ranked} tỉnh, thành phố khác được xếp hạng.",
            $"In {facts.Year} {facts.ProvinceName} has no total and no rank: scores are missing for {names}. {facts.Ranked} other provinces are ranked.");
    }

    // Only where the edition is not held whole: a score, but half a league has no places.
    private static string NotDerivable(BriefFacts facts, double score)
    {
        var held = facts.League.Rows.Count(r => r[Measure.Score] is not null);
        return facts.T(
            $"Năm {facts.Year} {facts.ProvinceName} đạt {NumberText.Points(score, Language.Vietnamese)}. Có số liệu của {held}/{facts.League.Rows.Count} tỉnh, thành phố nên không dẫn xuất được hạng, nhóm và trung bình.",
            $"In {facts.Year} {facts.ProvinceName} scored {NumberText.Points(score, Language.English)}. Figures of {held} of {facts.League.Rows.Count} provinces are held, so no rank, group or mean can be derived.");
    }

    private static string Moved(double change) => NumberText.SignOf(change, 2) switch
    {
        > 0 => $"tăng {NumberText.Points(change, Language.Vietnamese)}",
        < 0 => $"giảm {NumberText.Points(change, Language.Vietnamese)}",
        _ => "giữ nguyên điểm",
    };

    private static string MovedEn(double change) => NumberText.SignOf(change, 2) switch
    {
        > 0 => $"up {NumberText.Points(change, Language.English)}",
        < 0 => $"down {NumberText.Points(change, Language.English)}",
        _ => "unchanged in score",
    };

    private static string Climbed(double? places) => places switch
    {
        > 0 and var up => $"tăng {up} bậc",
        < 0 and var down => $"giảm {-down} bậc",
        0 => "giữ nguyên hạng",
        _ => "",
    };

    private static string ClimbedEn(double? places) => places switch
    {
        > 0 and var up => $"up {NumberText.Places(up, Language.English)}",
        < 0 and var down => $"down {NumberText.Places(down, Language.English)}",
        0 => "unchanged in rank",
        _ => "",
    };

    private static string And(string clause) => clause.Length == 0 ? "" : $" và {clause}";

    private static string AndEn(string clause) => clause.Length == 0 ? "" : $" and {clause}";
}

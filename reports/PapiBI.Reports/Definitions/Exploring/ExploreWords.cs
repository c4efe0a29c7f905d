using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;

namespace PapiBI.Reports.Definitions.Exploring;

/// <summary>The sentences that the pages share, each said only where the measures bear it out.</summary>
internal static class ExploreWords
{
    private const int MostNames = 12;

    /// <summary>"41,23 điểm, hạng 42/60" of a year; "hạng 37/63 (suy ra)" where only a rank was printed; empty where nothing is held.</summary>
    public static string Said(ExploreFacts facts, string province, int year, ResultRow? row)
    {
        var rank = row?[Measure.Rank] is not null ? ExploreFacts.Place(row)
            : facts.PrintedRank(province, facts.Item, year) is { } printed ? $"{CellText.Show(facts.PrintedRankCell(province, facts.Item, year), facts.Language)} ({BasisWords.Of(printed.Basis).In(facts.Language)})"
            : "";
        return string.Join(", ", new[]
        {
            row?[Measure.Score] is { } score ? NumberText.Points(score, facts.Language) : "",
            rank.Length == 0 ? "" : facts.T("hạng ", "rank ") + rank,
        }.Where(said => said.Length > 0));
    }

    /// <summary>"giảm 1,66 điểm so với 2020, từ hạng 29/63 sang 42/60; trong 60 tỉnh xếp hạng cả hai năm: từ 26 sang 42, xuống 16 bậc"; null where no change is computed.</summary>
    public static string? Moved(ExploreFacts facts, ResultRow row)
    {
        if (row[Measure.ScoreChange] is not { } change)
        {
            return null;
        }

        var sentence = NumberText.SignOf(change, 2) switch
        {
            > 0 => facts.T($"tăng {NumberText.Points(change, Language.Vietnamese)} so với {facts.Frame.PreviousYear}", $"up {NumberText.Points(change, Language.English)} on {facts.Frame.PreviousYear}"),
            < 0 => facts.T($"giảm {NumberText.Points(change, Language.Vietnamese)} so với {facts.Frame.PreviousYear}", $"down {NumberText.Points(change, Language.English)} on {facts.Frame.PreviousYear}"),
            _ => facts.T($"giữ điểm so với {facts.Frame.PreviousYear}", $"same score as in {facts.Frame.PreviousYear}"),
        };
        if (row[Measure.Rank] is null || row[Measure.PreviousRank] is not { } before)
        {
            return sentence;
        }

        sentence += facts.T(
            $", từ hạng {NumberText.Rank(before, (int?)row[Measure.PreviousRanked])} sang {ExploreFacts.Place(row)}",
            $", from rank {NumberText.Rank(before, (int?)row[Measure.PreviousRanked])} to {ExploreFacts.Place(row)}");
        return row[Measure.CommonRankChange] is not { } places ? sentence
            : row[Measure.CommonRanked] == row[Measure.Ranked] && row[Measure.CommonRanked] == row[Measure.PreviousRanked] ? $"{sentence} ({Climbed(places, facts.Language)})"
            : sentence + facts.T(
                $"; trong {row[Measure.CommonRanked]} tỉnh xếp hạng cả hai năm: từ {row[Measure.CommonPreviousRank]} sang {row[Measure.CommonRank]} ({Climbed(places, facts.Language)})",
                $"; among the {row[Measure.CommonRanked]} provinces ranked in both years: from {row[Measure.CommonPreviousRank]} to {row[Measure.CommonRank]} ({Climbed(places, facts.Language)})");
    }

    public static string Climbed(double places, Language language) => places switch
    {
        > 0 => new Text($"lên {NumberText.Places(places, Language.Vietnamese)}", $"up {NumberText.Places(places, Language.English)}").In(language),
        < 0 => new Text($"xuống {NumberText.Places(places, Language.Vietnamese)}", $"down {NumberText.Places(places, Language.English)}").In(language),
        _ => new Text("giữ bậc", "same place").In(language),
    };

    /// <summary>"8/13 Đồng bằng sông Cửu Long, 4/5 Thành phố trực thuộc Trung ương": derived, else as printed.</summary>
    public static string PlacesWithin(ExploreFacts facts, string province)
    {
        var said = new List<string>();
        var region = facts.Frame.RegionOf(province);
        if (facts.InField.Find(province: province) is { } row && row[Measure.Rank] is not null)
        {
            said.Add($"{ExploreFacts.Place(row)} {facts.FieldNameOf(province)}");
        }
        else if (facts.PrintedRank(province, facts.Item, facts.Year, ScopeKind.Region, region.Code) is { } printed)
        {
            said.Add($"{CellText.Show(facts.PrintedRankCell(province, facts.Item, facts.Year, ScopeKind.Region, region.Code), facts.Language)} {region.Name.In(facts.Language)} ({BasisWords.Of(printed.Basis).In(facts.Language)})");
        }

        foreach (var group in facts.Frame.Catalog.Groups.Where(group => facts.InGroups.ContainsKey(group.Code)))
        {
            if (facts.InGroups[group.Code].Find(province: province) is { } within && within[Measure.Rank] is not null)
            {
                // Where the region and the group are the same provinces, once is enough.
                if (!facts.Frame.MembersOf(group.Code).ToHashSet().SetEquals(facts.Frame.Provinces.Where(p => p.RegionCode == region.Code).Select(p => p.Code)))
                {
                    said.Add($"{ExploreFacts.Place(within)} {group.Members.In(facts.Language)}");
                }
            }
            else if (facts.PrintedRank(province, facts.Item, facts.Year, ScopeKind.Group, group.Code) is { } printed)
            {
                said.Add($"{CellText.Show(facts.PrintedRankCell(province, facts.Item, facts.Year, ScopeKind.Group, group.Code), facts.Language)} {group.Members.In(facts.Language)} ({BasisWords.Of(printed.Basis).In(facts.Language)})");
            }
        }

        return string.Join(", ", said);
    }

    /// <summary>What a reader has to know before comparing: who is not ranked and why, what broke, whose N changed.</summary>
    public static IReadOnlyList<string> Cautions(ExploreFacts facts) =>
    [
        .. facts.IsRanked ? Unranked(facts) : NotHeld(facts),
        .. Breaks(facts),
        .. facts.HasChanges && facts.Field?[Measure.Ranked] is { } now && facts.Field[Measure.PreviousRanked] is { } before && before != now
            ? new[] { facts.T($"Số tỉnh xếp hạng đổi từ {before} ({facts.Frame.PreviousYear}) sang {now} ({facts.Year}): hai hạng không cùng mẫu số. “Bậc chung” tính lại trong {facts.Common} tỉnh xếp hạng cả hai năm.", $"The number of ranked provinces went from {before} ({facts.Frame.PreviousYear}) to {now} ({facts.Year}), so the two ranks are out of different numbers. “Common” is ranked again among the {facts.Common} provinces of both years.") }
            : [],
        .. Merged(facts),
    ];

    private static IEnumerable<string> Unranked(ExploreFacts facts) => facts.Rows
        .Where(row => row[Measure.Rank] is null)
        .GroupBy(row => facts.ReasonOf(row.ProvinceCode!))
        .Select(group => facts.T($"Không xếp hạng {Names(facts, group)}: {group.Key}.", $"Not ranked: {Names(facts, group)}. {group.Key}."));

    private static IEnumerable<string> NotHeld(ExploreFacts facts)
    {
        var missing = facts.Rows.Where(row => !facts.IsHeld(row)).ToList();
        var held = facts.Rows.Count - missing.Count;
        yield return facts.T(
            $"Có số liệu của {held}/{facts.Rows.Count} tỉnh, thành phố: không tự xếp hạng và không tính trung bình; hạng trong bảng là hạng đã in.",
            $"Held for {held} of {facts.Rows.Count} provinces: nothing is ranked or averaged here; the ranks in the table are as printed.");
        if (missing.Count > 0)
        {
            yield return facts.T(
                $"Chưa có số liệu, không phải không được xếp hạng: {Names(facts, missing)}.",
                $"Not held, which is not the same as not ranked: {Names(facts, missing)}.");
        }
    }

    private static IEnumerable<string> Breaks(ExploreFacts facts)
    {
        if (facts.Frame.PreviousYear is not { } before)
        {
            yield break;
        }

        var broken = facts.Parts.Where(part => part.IsBreak).Select(part => part.Numbered(facts.Language)).ToList();
        if (facts.Item.IsBreak)
        {
            yield return facts.T(
                $"Năm {facts.Year} nội dung này đổi cấu trúc hoặc cách tính: không so với {before}, cả điểm lẫn hạng.",
                $"This item changed its structure or method in {facts.Year}: neither score nor rank is compared with {before}.");
        }
        else if (facts.Item.IsPartsBreak)
        {
            yield return facts.T(
                $"Năm {facts.Year} một phần bên dưới đổi cấu trúc hoặc thang điểm{(broken.Count == 0 ? "" : $" ({Wording.Listed(broken, facts.Language)})")}: thay đổi của phần trên gồm cả thay đổi ấy, nên đọc dè dặt; phần đó không tính thay đổi.",
                $"In {facts.Year} a part below changed its structure or scale{(broken.Count == 0 ? "" : $" ({Wording.Listed(broken, facts.Language)})")}: the change of what is above contains that, so read it with care; of the part itself none is computed.");
        }
    }

    private static IEnumerable<string> Merged(ExploreFacts facts)
    {
        if (facts.Frame.PreviousYear is not { } before || facts.Frame.Catalog.Editions.FirstOrDefault(edition => edition.IndexCode == facts.Frame.IndexCode && edition.Year == before) is not { } previous)
        {
            yield break;
        }

        var other = facts.Frame.Catalog.ProvinceVersions
            .Where(version => version.From > previous.RefDate && version.From <= facts.Frame.Edition.RefDate && facts.Shown.Contains(version.Code))
            .Select(version => version.Name.In(facts.Language))
            .Distinct()
            .ToList();
        if (other.Count > 0)
        {
            yield return facts.T(
                $"Địa giới hoặc tên đổi giữa hai năm, nên không cùng một địa bàn: {Some(facts, other)}.",
                $"Borders or names changed between the two years, so it is not the same place: {Some(facts, other)}.");
        }
    }

    private static string Names(ExploreFacts facts, IEnumerable<ResultRow> rows) => Some(facts, [.. rows.Select(facts.NameOf)]);

    private static string Some(ExploreFacts facts, IReadOnlyList<string> names) => names.Count <= MostNames
        ? Wording.Listed(names, facts.Language)
        : facts.T($"{string.Join(", ", names.Take(MostNames))} và {names.Count - MostNames} tỉnh khác", $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} others");
}

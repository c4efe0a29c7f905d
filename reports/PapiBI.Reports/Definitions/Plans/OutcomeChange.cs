using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>How to read the change of the item on the tiles: among the provinces ranked in both years, and across parts that broke.</summary>
internal sealed record OutcomeChange
{
    /// <summary>Places before and gained among the provinces ranked in both years, and how many these are; null unless the base year is the one before.</summary>
    public required (int Before, int Of, int Climbed)? Common { get; init; }

    /// <summary>Parts that are not comparable with the base year, though the item is.</summary>
    public required IReadOnlyList<CatalogItem> Broken { get; init; }

    public static OutcomeChange Of(Release release, PlanFrame frame, Warehouse.Plans.TargetGap target)
    {
        var edition = frame.Catalog.Editions.FirstOrDefault(e => e.IndexCode == target.IndexCode && e.Year == target.Year && e.IsWhole && e.PreviousYear == target.BaseYear);
        var row = edition is null || target.RankGain is null ? null : release.Ask(new MetricQuery
        {
            IndexCode = target.IndexCode,
            Years = [target.Year],
            Items = [target.ItemCode],
            Provinces = [target.ProvinceCode],
            Measures = [Measure.CommonPreviousRank, Measure.CommonRanked, Measure.CommonRankChange],
        }).Rows.SingleOrDefault();
        var between = frame.Catalog.Items.Where(item => item.IndexCode == target.IndexCode && item.Year > target.BaseYear && item.Year <= target.Year).ToList();
        var isBroken = target.ScoreGain is not null && between.Exists(item => item.Code == target.ItemCode && item is { IsPartsBreak: true, IsBreak: false });
        return new OutcomeChange
        {
            Common = row?[Measure.CommonRankChange] is { } climbed ? ((int)row[Measure.CommonPreviousRank]!, (int)row[Measure.CommonRanked]!, (int)climbed) : null,
            Broken = isBroken ? [.. between.Where(item => item.IsBreak && item.ParentCode == ParentOfParts(between, target.ItemCode)).DistinctBy(item => item.Code)] : [],
        };
    }

    public IEnumerable<string> Notes(PlanFrame frame, Warehouse.Plans.TargetGap target)
    {
        if (Common is var (before, of, climbed))
        {
            var moved = climbed == 0 ? NumberUnits.Unchanged.In(frame.Language) : $"{(climbed > 0 ? NumberUnits.Climbed : NumberUnits.Fallen).In(frame.Language)} {NumberText.Places(climbed, frame.Language)}";
            yield return frame.T(
                $"Trong {of} tỉnh, thành phố được xếp hạng cả hai năm: từ {before} đến {before - climbed}, {moved}.",
                $"Among the {of} provinces ranked in both years: from {before} to {before - climbed}, {moved}.");
        }

        if (Broken.Count > 0)
        {
            var names = Wording.Listed([.. Broken.Select(item => item.Name.In(frame.Language))], frame.Language);
            yield return frame.T(
                $"Đổi thành phần hoặc thang điểm sau năm {target.BaseYear} nên không so với năm đó: {names}. Thay đổi của tổng có gồm phần đó, nên đọc dè dặt.",
                $"Parts or scale changed after {target.BaseYear}, so not compared with that year: {names}. The change of the whole includes it and is to be read with care.");
        }
    }

    // The parts of a total stand below it, or beside it without a parent.
    private static string? ParentOfParts(IReadOnlyList<CatalogItem> items, string itemCode) => items.Any(item => item.ParentCode == itemCode) ? itemCode : null;
}

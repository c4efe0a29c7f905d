using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Exploring;

/// <summary>What was printed of those chosen, and of the averages, each beside what is derived here.</summary>
internal static class ExplorePrinted
{
    /// <summary>The printed figures of those chosen; an N is said with its rank.</summary>
    public static IReadOnlyList<PublishedFact> Of(ExploreFacts facts) =>
    [
        .. facts.Printed.All
            .Where(fact => fact.Year == facts.Year && fact.ItemCode == facts.Item.Code && facts.Chosen.Contains(fact.ProvinceCode) && fact.Measure != PublishedMeasure.Ranked)
            .OrderBy(fact => facts.Chosen.ToList().IndexOf(fact.ProvinceCode)).ThenBy(fact => fact.Scope).ThenBy(fact => fact.Measure),
    ];

    /// <summary>Whether an average of the total was printed in that year.</summary>
    public static bool HasAverages(ExploreFacts facts) =>
        facts.Item == facts.Frame.Total && facts.Printed.All.Any(fact => fact.Year == facts.Year && fact.ProvinceCode.Length == 0 && fact.ItemCode == facts.Item.Code);

    public static ReportPage Build(ExploreFacts facts)
    {
        var printed = Of(facts);
        return new ReportPage
        {
            Tab = facts.T("Đã in", "Printed"),
            BandTitle = "",
            BandNote = "",
            Headline = Headline(facts, printed),
            Rows =
            [
                .. printed.Count > 0 ? new[] { BlockRow.Whole(Table(facts, printed)) } : [],
                .. HasAverages(facts) ? new[] { BlockRow.Whole(PrintedAverages.Of(facts.Frame, facts.Printed, facts.Field)) } : [],
            ],
        };
    }

    private static string Headline(ExploreFacts facts, IReadOnlyList<PublishedFact> printed)
    {
        var compared = printed.Where(fact => Differs(facts, fact) is not null).ToList();
        var others = compared.Count(fact => Differs(facts, fact) == true);
        return (printed.Count, compared.Count, others) switch
        {
            (0, _, _) => facts.T("Các mức chung đã in, mỗi mức có phạm vi và căn cứ", "Averages as printed, each with its scope and basis"),
            (_, 0, _) => facts.T($"{printed.Count} số đã in; không có số dẫn xuất nào để đối chiếu", $"{printed.Count} printed figures; none can be derived to set beside them"),
            (_, _, 0) => facts.T($"{compared.Count}/{printed.Count} số đã in có số dẫn xuất để đối chiếu: đều khớp", $"{compared.Count} of {printed.Count} printed figures can be derived here: all agree"),
            _ => facts.T($"{others}/{compared.Count} số đã in khác số dẫn xuất", $"{others} of {compared.Count} printed figures differ from the derived"),
        };
    }

    private static TableBlock Table(ExploreFacts facts, IReadOnlyList<PublishedFact> printed) => new()
    {
        Finding = "",
        Contents = facts.T($"{facts.ItemName} {facts.Year}: đúng như nguồn in, cạnh số dẫn xuất từ điểm đang có; “≠”: khác nhau", $"{facts.ItemName} {facts.Year}: as the source prints it, beside what is derived from the scores held; “≠”: they differ"),
        Columns =
        [
            TextColumn(facts.T("Tỉnh, thành phố", "Province"), 4),
            TextColumn(facts.T("Số", "Figure"), 6),
            Column(facts.T("In", "Printed"), 4),
            Column(facts.T("Dẫn xuất", "Derived"), 4),
            TextColumn(facts.T("Căn cứ; nguồn; ghi chú", "Basis; source; note"), 9),
        ],
        Rows = [.. printed.Select(fact => new TableRow
        {
            Cells =
            [
                Cell.Words(facts.Frame.NameOf(fact.ProvinceCode)),
                Cell.Words($"{Name(facts, fact)}{Scope(facts, fact)}{(Differs(facts, fact) == true ? " ≠" : "")}"),
                Shown(facts, fact),
                Derived(facts, fact),
                Cell.Words(string.Join("; ", new[] { BasisWords.Of(fact.Basis).In(facts.Language), PrintedAverages.ShortSource(fact), fact.Note.In(facts.Language) }.Where(said => said.Length > 0)), Tone.Muted),
            ],
        })],
    };

    private static string Name(ExploreFacts facts, PublishedFact fact) => fact.Measure switch
    {
        PublishedMeasure.Score => facts.T("Điểm", "Score"),
        PublishedMeasure.Rank => facts.T("Hạng", "Rank"),
        PublishedMeasure.ScoreChange => facts.T("Thay đổi điểm", "Change in score"),
        PublishedMeasure.RankChange => facts.T("Thay đổi hạng (bậc)", "Change in rank (places)"),
        PublishedMeasure.Group => facts.T("Nhóm", "Group"),
        _ => facts.T("Số khác", "Other figure"),
    };

    private static string Scope(ExploreFacts facts, PublishedFact fact) => fact.Scope switch
    {
        ScopeKind.Region => $", {facts.Frame.Catalog.Regions.Single(region => region.Code == fact.ScopeCode).Name.In(facts.Language)}",
        ScopeKind.Group => $", {facts.Frame.Catalog.Groups.Single(group => group.Code == fact.ScopeCode).Name.In(facts.Language)}",
        _ => facts.T(", cả nước", ", nation"),
    };

    private static Cell Shown(ExploreFacts facts, PublishedFact fact) => fact.Measure switch
    {
        PublishedMeasure.Rank => facts.PrintedRankCell(fact.ProvinceCode, facts.Item, facts.Year, fact.Scope, fact.ScopeCode),
        PublishedMeasure.ScoreChange => Cell.Value(fact.Value, NumberForm.SignedScore),
        PublishedMeasure.RankChange => Cell.Value(fact.Value, NumberForm.SignedPlaces),
        PublishedMeasure.Group => Cell.Words(Wording.PrintedGroup(fact.Words, facts.Language)),
        _ => Cell.Value(fact.Value, NumberForm.Score),
    };

    private static Cell Derived(ExploreFacts facts, PublishedFact fact)
    {
        var row = Row(facts, fact);
        return (fact.Measure, row) switch
        {
            (_, null) => Cell.Missing,
            (PublishedMeasure.Rank, _) => row.RankOfN(),
            (PublishedMeasure.Score, _) when facts.Item.IsSummed => row.Score(Measure.Score),
            (PublishedMeasure.ScoreChange, _) when fact.Scope == ScopeKind.Nation => Cell.Value(row[Measure.ScoreChange], NumberForm.SignedScore),
            (PublishedMeasure.RankChange, _) when fact.Scope == ScopeKind.Nation => Cell.Value(row[Measure.RankChange], NumberForm.SignedPlaces),
            (PublishedMeasure.Group, _) when fact.Scope == ScopeKind.Nation && row[Measure.QuartileGroup] is { } group => Cell.Words(Wording.QuartileGroup(group, facts.Frame.IndexCode, facts.Language)),
            _ => Cell.Missing,
        };
    }

    // The answer that ranks the province in the printed scope: the nation, its region or one of its groups.
    private static ResultRow? Row(ExploreFacts facts, PublishedFact fact) => fact.Scope switch
    {
        ScopeKind.Nation => facts.League.Find(province: fact.ProvinceCode),
        ScopeKind.Region when facts.Request.Among is null or GroupChoice.Region && facts.Frame.RegionOf(fact.ProvinceCode).Code == fact.ScopeCode && facts.InField.Find(province: fact.ProvinceCode) is { } row => row,
        ScopeKind.Group when facts.InGroups.TryGetValue(fact.ScopeCode, out var group) => group.Find(province: fact.ProvinceCode),
        ScopeKind.Group when facts.Request.Among == new GroupChoice.Group(fact.ScopeCode) => facts.InField.Find(province: fact.ProvinceCode),
        _ => null,
    };

    /// <summary>Whether the printed figure is another than the derived, as far as it was printed; null where there is none to compare.</summary>
    private static bool? Differs(ExploreFacts facts, PublishedFact fact) => (Shown(facts, fact), Derived(facts, fact)) switch
    {
        ({ Text: { } words }, { Text: { } said }) => words != said,

        // A rank is often printed without its N.
        ({ Form: NumberForm.Rank, Number: { } place } shown, { Form: NumberForm.Rank, Number: { } other } derived) =>
            NumberText.SignOf(place - other, 0) != 0 || (shown.Of is { } n && derived.Of is { } ranked && n != ranked),
        ({ Number: not null } shown, { Number: not null } derived) => CellText.Show(shown, facts.Language).TrimStart('=') != CellText.Show(derived, facts.Language).TrimStart('='),
        _ => null,
    };
}

using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Exploring;

/// <summary>What the item is made of: every province's parts against the mean, and where those chosen lie.</summary>
internal static class ExploreParts
{
    private const int GridColumns = 27;
    private const int NameSpan = 6;
    private const int RowHeight = 32;

    public static ReportPage Build(ExploreFacts facts) => new()
    {
        Tab = facts.T("Thành phần", "Parts"),
        BandTitle = "",
        BandNote = "",
        Headline = Headline(facts),
        IsLandscape = facts.Parts.Count > 8,
        Rows = [BlockRow.Whole(Dots(facts)), BlockRow.Whole(Heat(facts))],
    };

    /// <summary>On which parts the first one chosen, or those shown together, are above the mean of all; of all provinces, where these lie farthest apart.</summary>
    private static string Headline(ExploreFacts facts)
    {
        if (facts.Chosen is [var first, ..])
        {
            return AgainstMean(facts, facts.Frame.NameOf(first), part => facts.PartStandings.Find(item: part.Code, province: first)?[Measure.ToMean]);
        }

        if (facts.Request.Among is not null)
        {
            return AgainstMean(facts, facts.T($"Trung bình {facts.FieldName}", $"The mean of {facts.FieldName}"), part => facts.PartShown.Find(item: part.Code)?[Measure.MeanToAll]);
        }

        // Points of different scales are not to be compared.
        var apart = facts.Parts.Select(part => (part.Min, part.Max)).Distinct().Count() == 1
            ? facts.Parts.Where(part => Field(facts, part)?[Measure.Spread] is not null).MaxBy(part => Field(facts, part)![Measure.Spread])
            : null;
        return apart is null
            ? facts.T($"{facts.ItemName}: {facts.Parts.Count} thành phần, mỗi phần một thang điểm", $"{facts.ItemName}: {facts.Parts.Count} parts, each on a scale of its own")
            : facts.T(
                $"Các tỉnh chênh nhau nhiều nhất ở {apart.Numbered(Language.Vietnamese)}: từ {NumberText.Score(Field(facts, apart)![Measure.Lowest]!.Value, Language.Vietnamese)} đến {NumberText.Points(Field(facts, apart)![Measure.Best]!.Value, Language.Vietnamese)} (N={Field(facts, apart)![Measure.Ranked]})",
                $"The provinces lie farthest apart on {apart.Numbered(Language.English)}: from {NumberText.Score(Field(facts, apart)![Measure.Lowest]!.Value, Language.English)} to {NumberText.Points(Field(facts, apart)![Measure.Best]!.Value, Language.English)} (N={Field(facts, apart)![Measure.Ranked]})");
    }

    private static string AgainstMean(ExploreFacts facts, string name, Func<CatalogItem, double?> gap)
    {
        var above = facts.Parts.Where(part => gap(part) > 0).ToList();
        var compared = facts.Parts.Count(part => gap(part) is not null);
        return (above.Count, compared) switch
        {
            (_, 0) => facts.T($"{name}: không có điểm thành phần để so", $"{name}: no part has a score to compare"),
            (0, _) => facts.T($"{name}: không thành phần nào trong {compared} cao hơn trung bình các tỉnh", $"{name}: none of {compared} parts is above the mean of the provinces"),
            (1, > 1) => facts.T($"{name}: chỉ {above[0].Numbered(Language.Vietnamese)} cao hơn trung bình các tỉnh, {compared - 1} thành phần khác không", $"{name}: only {above[0].Numbered(Language.English)} is above the mean of the provinces, {compared - 1} other parts are not"),
            _ => facts.T($"{name}: {above.Count}/{compared} thành phần cao hơn trung bình các tỉnh", $"{name}: {above.Count} of {compared} parts are above the mean of the provinces"),
        };
    }

    private static ChartBlock Dots(ExploreFacts facts)
    {
        var parts = facts.Parts.Where(part => Field(facts, part)?[Measure.Mean] is not null).ToList();
        double? Of(CatalogItem part, string province) => facts.PartStandings.Find(item: part.Code, province: province)?[Measure.Score];
        var others = facts.Rows.Where(row => !facts.IsChosen(row)).Select(row => row.ProvinceCode!);
        var ns = parts.Select(part => Field(facts, part)![Measure.Ranked]).Distinct().ToList();
        var n = ns.Count == 1 ? $" (N={ns[0]})" : "";
        string? Place(CatalogItem part, string province) => facts.PartStandings.Find(item: part.Code, province: province) is { } row && row[Measure.Rank] is not null ? facts.T("hạng ", "rank ") + ExploreFacts.Place(row) : null;
        IReadOnlyList<string?> Ranked(Func<CatalogItem, double?> count) => [.. parts.Select(part => count(part) is { } all ? $"N={all}, {BasisWords.Derived.In(facts.Language)}" : null)];
        var shown = facts.Request.Among is not null && facts.Chosen.Count < 2 && parts.Any(part => facts.PartShown.Find(item: part.Code)?[Measure.Mean] is not null);
        var shownNs = parts.Select(part => facts.PartShown.Find(item: part.Code)?[Measure.Ranked]).Distinct().ToList();
        var title = facts.T($"Các thành phần của {facts.ItemName}", $"The parts of {facts.ItemName}");
        return new ChartBlock
        {
            Finding = "",
            Contents = facts.T($"Điểm {facts.Year}; mỗi chấm một tỉnh của {facts.FieldName}; trung bình và cao nhất của mọi tỉnh có điểm", $"Scores {facts.Year}; a dot is a province of {facts.FieldName}; mean and best of all provinces with a score"),
            Height = RowHeight * parts.Count + 40,
            Chart = new ChartSpec
            {
                Kind = ChartKind.DotStrip,
                Categories = [.. parts.Select(part => part.Numbered(facts.Language))],
                Keys = [.. parts.Select(RowKey.Of)],
                Series =
                [
                    .. others.Select(code => new ChartSeries { Name = facts.Frame.NameOf(code), Key = RowKey.Of(code), Role = SeriesRole.Peer, Values = [.. parts.Select(part => Of(part, code))], Tips = [.. parts.Select(part => Place(part, code))] }),
                    .. shown ? new[] { new ChartSeries { Name = facts.T($"trung bình {facts.FieldName}", $"mean of {facts.FieldName}") + (shownNs.Count == 1 ? $" (N={shownNs[0]})" : ""), Role = SeriesRole.Region, Values = [.. parts.Select(part => facts.PartShown.Find(item: part.Code)?[Measure.Mean])], Tips = Ranked(part => facts.PartShown.Find(item: part.Code)?[Measure.Ranked]) } } : [],
                    new ChartSeries { Name = facts.T("trung bình các tỉnh", "mean of provinces") + n, Role = SeriesRole.Nation, Values = [.. parts.Select(part => Field(facts, part)![Measure.Mean])], Tips = Ranked(part => Field(facts, part)![Measure.Ranked]) },
                    new ChartSeries { Name = facts.T("cao nhất", "best") + n, Role = SeriesRole.Best, Values = [.. parts.Select(part => Field(facts, part)![Measure.Best])], Tips = Ranked(part => Field(facts, part)![Measure.Ranked]) },
                    .. facts.Chosen.Select((code, i) => new ChartSeries { Name = facts.Frame.NameOf(code), Key = RowKey.Of(code), Role = i == 0 ? SeriesRole.Subject : SeriesRole.Region, Values = [.. parts.Select(part => Of(part, code))], Tips = [.. parts.Select(part => Place(part, code))] }),
                ],
                Basis = facts.Basis,
                Min = parts.Count == 0 ? null : parts.Min(part => part.Min),
                Max = parts.Count == 0 ? null : parts.Max(part => part.Max),
                AltText = facts.T($"{title}: mỗi chấm một tỉnh; số liệu trong bảng dưới.", $"{title}: a dot is a province; figures in the table below."),
                DataTitle = title,
            },
        };
    }

    private static TableBlock Heat(ExploreFacts facts)
    {
        var spans = GridSpansOf(facts.Parts.Count);
        return new TableBlock
        {
            Finding = HeatFinding(facts),
            Contents = facts.T(
                $"Điểm trừ trung bình cộng các tỉnh, thành phố có điểm; xanh: cao hơn, nâu vàng: thấp hơn; “–”: không có điểm. {string.Join("; ", facts.Parts.Select(part => part.Numbered(facts.Language)))}.",
                $"Score less the simple mean of the provinces with a score; blue: above, ochre: below; “–”: no score. {string.Join("; ", facts.Parts.Select(part => part.Numbered(facts.Language)))}."),
            Columns =
            [
                TextColumn(facts.T("Tỉnh, thành phố", "Province"), GridColumns - spans.Sum()),
                .. facts.Parts.Select((part, i) => new TableColumn { Header = part.Code, Span = spans[i], IsHeat = true }),
            ],
            Rows = [.. facts.Rows.Select(row => new TableRow
            {
                Key = RowKey.Of(row.ProvinceCode!),
                IsSubject = facts.IsChosen(row),
                Cells = [Cell.Words(facts.NameOf(row)), .. facts.Parts.Select(part => Cell.Value(facts.PartStandings.Find(item: part.Code, province: row.ProvinceCode)?[Measure.ToMean], NumberForm.SignedScore))],
            })],
        };
    }

    /// <summary>Who of those shown is above the mean on most parts, and who on fewest.</summary>
    private static string HeatFinding(ExploreFacts facts)
    {
        var counted = facts.Rows
            .Select(row => (Name: facts.NameOf(row), Gaps: facts.Parts.Select(part => facts.PartStandings.Find(item: part.Code, province: row.ProvinceCode)?[Measure.ToMean]).Where(gap => gap is not null).ToList()))
            .Where(row => row.Gaps.Count == facts.Parts.Count)
            .Select(row => (row.Name, Above: row.Gaps.Count(gap => gap > 0)))
            .ToList();
        if (counted.Count < 2)
        {
            return facts.T("So với trung bình, từng tỉnh", "Against the mean, province by province");
        }

        string Ends(int above) => counted.Where(row => row.Above == above).Select(row => row.Name).ToList() is { Count: <= 2 } few
            ? Wording.Listed(few, facts.Language)
            : facts.T($"{counted.Count(row => row.Above == above)} tỉnh", $"{counted.Count(row => row.Above == above)} provinces");
        var (most, fewest) = (counted.Max(row => row.Above), counted.Min(row => row.Above));
        return facts.T(
            $"Cao hơn trung bình ở {most}/{facts.Parts.Count} thành phần: {Ends(most)}; ở {fewest}/{facts.Parts.Count}: {Ends(fewest)}",
            $"Above the mean on {most} of {facts.Parts.Count} parts: {Ends(most)}; on {fewest} of {facts.Parts.Count}: {Ends(fewest)}");
    }

    // As wide as they are many; a gutter of the grid is part of the column before it.
    private static int[] GridSpansOf(int count) => [.. Enumerable.Repeat(Math.Max((GridColumns - NameSpan) / count, 1), count)];

    private static ResultRow? Field(ExploreFacts facts, CatalogItem part) => facts.PartFields.Find(item: part.Code);
}

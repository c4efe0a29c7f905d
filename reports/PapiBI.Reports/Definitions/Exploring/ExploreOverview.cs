using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Exploring;

/// <summary>Who stands where: figures of the first one chosen, or of the field, and the ranked bars.</summary>
internal static class ExploreOverview
{
    public static ReportPage Build(ExploreFacts facts) => new()
    {
        Tab = facts.T("Xếp hạng", "Ranking"),
        BandTitle = "",
        BandNote = "",
        Headline = Finding(facts),
        Rows =
        [
            .. Tiles(facts) is { Count: > 0 } tiles ? new[] { BlockRow.Whole(new TilesBlock(tiles)) } : [],
            .. Narrative(facts) is { Length: > 0 } narrative ? new[] { BlockRow.Whole(new NarrativeBlock(narrative)) } : [],
            BlockRow.Whole(facts.IsRanked ? Bars(facts) : PrintedBars(facts)),
            .. ExploreWords.Cautions(facts) is { Count: > 0 } cautions ? new[] { BlockRow.Whole(new NotesBlock(cautions)) } : [],
        ],
    };

    /// <summary>Where each one chosen stands and how it got there, a sentence each.</summary>
    private static string Narrative(ExploreFacts facts) => string.Join(" ", facts.Chosen.Select(code => facts.League.Find(province: code)).OfType<ResultRow>().Select(row =>
    {
        var places = ExploreWords.PlacesWithin(facts, row.ProvinceCode!);
        var said = new[] { ExploreWords.Moved(facts, row) ?? "", facts.IsRanked ? "" : PrintedMove(facts, row.ProvinceCode!), places.Length == 0 ? "" : facts.T("hạng ", "rank ") + places }.Where(part => part.Length > 0).ToList();
        return facts.IsRanked && row[Measure.Rank] is null ? facts.T($"{facts.NameOf(row)} không được xếp hạng: {facts.ReasonOf(row.ProvinceCode!)}.", $"{facts.NameOf(row)} is not ranked: {facts.ReasonOf(row.ProvinceCode!)}.")
            : said.Count == 0 ? ""
            : $"{facts.NameOf(row)}: {string.Join("; ", said)}.";
    }).Where(sentence => sentence.Length > 0));

    /// <summary>"xuống 14 bậc so với năm trước (công bố)"; without a printed change both printed ranks, and nothing is subtracted. Across a break nothing is said.</summary>
    private static string PrintedMove(ExploreFacts facts, string province) =>
        facts.Item.IsBreak || facts.Frame.PreviousYear is not { } before ? ""
            : facts.Printed.Find(facts.Year, facts.Item.Code, province, PublishedMeasure.RankChange) is { Value: { } places } fact ? facts.T($"{ExploreWords.Climbed(places, Language.Vietnamese)} so với năm trước ({BasisWords.Of(fact.Basis).Vi})", $"{ExploreWords.Climbed(places, Language.English)} on the year before ({BasisWords.Of(fact.Basis).En})")
            : facts.PrintedRank(province, facts.Item, before) is { } then && facts.PrintedRank(province, facts.Item, facts.Year) is not null ? facts.T(
                $"hạng {before}: {CellText.Show(facts.PrintedRankCell(province, facts.Item, before), Language.Vietnamese)} ({BasisWords.Of(then.Basis).Vi})",
                $"rank in {before}: {CellText.Show(facts.PrintedRankCell(province, facts.Item, before), Language.English)} ({BasisWords.Of(then.Basis).En})")
            : "";

    /// <summary>Of the first one chosen, else who leads and who is last among those shown.</summary>
    public static string Finding(ExploreFacts facts)
    {
        string Score(ResultRow row) => row[Measure.Score] is { } score ? NumberText.Score(score, facts.Language) : NumberText.Missing;
        string Place(ResultRow row) => row[Measure.Rank] is { } place ? facts.T(", hạng ", ", rank ") + NumberText.Rank(place, (int?)row[Measure.Ranked], row[Measure.SharingPlace] > 1) : "";
        if (facts.Chosen is [var first, ..] && facts.League.Find(province: first) is { } one)
        {
            var said = ExploreWords.Said(facts, first, facts.Year, one);
            return said.Length == 0
                ? facts.T($"{facts.NameOf(one)} không có điểm {facts.ItemName} năm {facts.Year}", $"{facts.NameOf(one)} has no score of {facts.ItemName} in {facts.Year}")
                : $"{facts.NameOf(one)}: {said}" + (one[Measure.ToMean] is { } gap ? ", " + NumberText.Signed(gap, facts.Language) + facts.T(" so với ", " against ") + Wording.MeanOf(one[Measure.Ranked], facts.Language) : "");
        }

        var scored = facts.Rows.Where(row => row[Measure.Score] is not null).ToList();
        var held = facts.Rows.Count(facts.IsHeld);
        if (held > 0 && facts.Field?[Measure.Ranked] is null)
        {
            // Of a part of the provinces nobody can say who is highest.
            return facts.T($"Có số liệu của {held}/{facts.Rows.Count} tỉnh, thành phố nên không xếp hạng: chỉ đọc số đã in", $"Held for {held} of {facts.Rows.Count} provinces, so nobody is ranked: only read what was printed");
        }

        return scored.Count switch
        {
            0 => facts.T($"Không có điểm {facts.ItemName} năm {facts.Year}", $"There are no scores of {facts.ItemName} in {facts.Year}"),
            1 => $"{facts.NameOf(scored[0])}: {Score(scored[0])}{Place(scored[0])}",
            _ => Ends(scored.MaxBy(row => row[Measure.Score])!, scored.MinBy(row => row[Measure.Score])!),
        };

        string Ends(ResultRow best, ResultRow last) => facts.T(
            $"{Wording.Capital(facts.FieldName)}: cao nhất {facts.NameOf(best)} ({Score(best)}{Place(best)}), thấp nhất {facts.NameOf(last)} ({Score(last)}{Place(last)})",
            $"{Wording.Capital(facts.FieldName)}: highest {facts.NameOf(best)} ({Score(best)}{Place(best)}), lowest {facts.NameOf(last)} ({Score(last)}{Place(last)})");
    }

    private static List<Tile> Tiles(ExploreFacts facts)
    {
        if (facts.Chosen.Count > 0)
        {
            return [.. facts.Chosen.Select(code => facts.League.Find(province: code)).OfType<ResultRow>().Select(row => new Tile
            {
                Label = facts.NameOf(row),
                Value = row.Score(Measure.Score),
                SecondValue = facts.IsRanked ? row.RankOfN() : facts.PrintedRankCell(row.ProvinceCode!, facts.Item, facts.Year),
                Change = row[Measure.ScoreChange] is null ? null : Cell.Change(row[Measure.ScoreChange], NumberForm.ArrowPoints),
                Note = row[Measure.PreviousScore] is { } before
                    ? $"{facts.Frame.PreviousYear}: {NumberText.Score(before, facts.Language)}{(row[Measure.PreviousRank] is { } place ? $" · {NumberText.Rank(place, (int?)row[Measure.PreviousRanked])}" : "")}"
                    : "",
            })];
        }

        return facts.Field is not { } field || field[Measure.Mean] is null ? [] :
        [
            new Tile { Label = facts.T($"Trung bình {field[Measure.Ranked]} tỉnh, thành phố", $"Mean of {field[Measure.Ranked]} provinces"), Value = field.Score(Measure.Mean) },
            new Tile { Label = facts.T($"Trung vị {field[Measure.Ranked]} tỉnh, thành phố", $"Median of {field[Measure.Ranked]} provinces"), Value = field.Score(Measure.Median) },
            new Tile { Label = facts.T($"Cao nhất {field[Measure.Ranked]} tỉnh, thành phố", $"Best of {field[Measure.Ranked]} provinces"), Value = field.Score(Measure.Best) },
            new Tile { Label = facts.T($"Thấp nhất {field[Measure.Ranked]} tỉnh, thành phố", $"Lowest of {field[Measure.Ranked]} provinces"), Value = field.Score(Measure.Lowest) },
        ];
    }

    private static TableBlock Bars(ExploreFacts facts)
    {
        var before = facts.Frame.PreviousYear;
        var ranked = facts.Rows.Where(row => row[Measure.Rank] is not null).ToList();
        var isPrinted = 2 * ranked.Count(row => facts.PrintedRank(row.ProvinceCode!, facts.Item, facts.Year) is not null) > ranked.Count;
        var others = isPrinted ? ranked.Count(row => facts.PrintedRank(row.ProvinceCode!, facts.Item, facts.Year) is { } fact && fact.Value != row[Measure.Rank]) : 0;
        var columns = new List<TableColumn>
        {
            Column(facts.T("Hạng", "Rank"), 3),
            TextColumn(facts.T("Tỉnh, thành phố", "Province"), 5),
            Column(facts.Request.Among switch { null or GroupChoice.Region => facts.T("Trong vùng", "In region"), GroupChoice.Group => facts.T("Trong nhóm", "In group"), _ => facts.T("Trong số này", "Of these") }, 3),
        };
        columns.AddRange(isPrinted ? [Column(facts.T("Hạng: in", "Rank: printed"), 2)] : []);
        columns.Add(Column(facts.T("Điểm", "Score"), 2));
        columns.AddRange(facts.HasChanges ? [Column(facts.T($"so {before}", $"vs {before}"), 3), Column(facts.T($"Hạng {before}", $"Rank {before}"), 3), Column(facts.T("Bậc chung", "Common"), 2)] : []);
        columns.Insert(columns.FindIndex(column => column.Header == facts.T("Điểm", "Score")) + 1, new TableColumn { Header = "", Span = 27 - columns.Sum(column => column.Span), IsChart = true });
        return new TableBlock
        {
            Finding = facts.T($"{facts.ItemName} {facts.Year}, {facts.FieldName}", $"{facts.ItemName} {facts.Year}, {facts.FieldName}"),
            Contents = facts.Statistic
                + (facts.HasChanges ? facts.T($"; bậc chung: trong {facts.Common} tỉnh xếp hạng cả hai năm, dương là lên", $"; common: places among the {facts.Common} provinces ranked in both years, positive when climbing") : "")
                + (!isPrinted ? "" : others == 0 ? facts.T("; hạng đã in đều bằng hạng dẫn xuất", "; the printed ranks all equal the derived") : facts.T($"; {others} hạng đã in khác hạng dẫn xuất", $"; {others} printed ranks differ from the derived")),
            Columns = columns,
            Rows = [.. facts.Rows.Select(row => new TableRow
            {
                Key = RowKey.Of(row.ProvinceCode!),
                IsSubject = facts.IsChosen(row),
                Cells =
                [
                    row.RankOfN(),
                    Cell.Words(facts.NameOf(row)),
                    facts.InField.Find(province: row.ProvinceCode)?.RankOfN() ?? Cell.Missing,
                    .. isPrinted ? new[] { facts.PrintedRankCell(row.ProvinceCode!, facts.Item, facts.Year) } : [],
                    row.Score(Measure.Score),
                    Cell.Words(""),
                    .. facts.HasChanges ? new[] { row.Arrow(Measure.ScoreChange), Cell.RankOf(row[Measure.PreviousRank], row[Measure.PreviousRanked]), Cell.Change(row[Measure.CommonRankChange], NumberForm.SignedPlaces) } : [],
                ],
            })],
            RowChart = Chart(facts, facts.Rows),
            Legend = string.Join(" · ", Legend(facts)),
        };
    }

    private static IEnumerable<string> Legend(ExploreFacts facts)
    {
        var n = facts.Field?[Measure.Ranked];
        yield return facts.T("Thanh: điểm", "Bar: score");
        yield return facts.T($"vạch dày: trung bình {n} tỉnh, thành phố", $"thick tick: mean of {n} provinces");
        if (Among(facts) is { } among)
        {
            yield return facts.T($"vạch mảnh: trung bình {facts.FieldName} (N={among[Measure.Ranked]})", $"thin tick: mean of {facts.FieldName} (N={among[Measure.Ranked]})");
        }
    }

    // The field that is shown, where it is not all provinces: its mean is the same in every row.
    private static ResultRow? Among(ExploreFacts facts) =>
        facts.Request.Among is null ? null : facts.InField.Rows.FirstOrDefault(row => row[Measure.Mean] is not null && facts.Shown.Contains(row.ProvinceCode!));

    private static ChartSpec Chart(ExploreFacts facts, IReadOnlyList<ResultRow> rows)
    {
        var among = Among(facts);
        return new ChartSpec
        {
            Kind = ChartKind.BarsWithMarks,
            Categories = [.. rows.Select(facts.NameOf)],
            Keys = [.. rows.Select(row => RowKey.Of(row.ProvinceCode!))],
            Series =
            [
                new ChartSeries { Name = facts.T("Điểm", "Score"), Role = SeriesRole.Subject, Values = [.. rows.Select(row => row[Measure.Score])], Tips = [.. rows.Select(row => Tip(facts, row))] },
                .. facts.IsRanked ? new[] { new ChartSeries { Name = facts.T($"Trung bình các tỉnh (N={facts.Field![Measure.Ranked]})", $"Mean of provinces (N={facts.Field![Measure.Ranked]})"), Role = SeriesRole.Nation, Values = [.. rows.Select(row => row[Measure.Mean])] } } : [],
                .. among is not null ? new[] { new ChartSeries { Name = facts.T($"Trung bình {facts.FieldName} (N={among[Measure.Ranked]})", $"Mean of {facts.FieldName} (N={among[Measure.Ranked]})"), Role = SeriesRole.Region, Values = [.. rows.Select(_ => among[Measure.Mean])] } } : [],
            ],
            Min = facts.Item.Min,
            Max = facts.Item.Max,
            Basis = facts.Basis,
            AltText = facts.T($"{facts.ItemName} {facts.Year} của từng tỉnh; số liệu trong bảng.", $"{facts.ItemName} {facts.Year} of each province; figures in the table."),
            DataTitle = $"{facts.ItemName} {facts.Year}",
        };
    }

    private static string? Tip(ExploreFacts facts, ResultRow row)
    {
        var said = facts.IsRanked
            ? facts.Places(row.ProvinceCode!)
            : facts.PrintedRank(row.ProvinceCode!, facts.Item, facts.Year) is { } fact ? $"{facts.T("hạng", "rank")} {CellText.Show(facts.PrintedRankCell(row.ProvinceCode!, facts.Item, facts.Year), facts.Language)}, {BasisWords.Of(fact.Basis).In(facts.Language)}" : "";
        return said.Length > 0 ? said : facts.IsRanked ? facts.ReasonOf(row.ProvinceCode!) : null;
    }

    /// <summary>What was printed of each, the best printed rank first; of whom nothing is held stands in the notes, unless chosen.</summary>
    private static TableBlock PrintedBars(ExploreFacts facts)
    {
        PublishedFact? Rank(ResultRow row) => facts.PrintedRank(row.ProvinceCode!, facts.Item, facts.Year);
        PublishedFact? ScoreOf(ResultRow row) => facts.Printed.Find(facts.Year, facts.Item.Code, row.ProvinceCode!, PublishedMeasure.Score);
        var rows = facts.Rows
            .Where(row => facts.IsHeld(row) || facts.IsChosen(row))
            .OrderBy(row => Rank(row)?.Value ?? double.MaxValue)
            .ThenByDescending(row => row[Measure.Score])
            .ToList();
        var changes = facts.HasChanges;
        string Basis(ResultRow row) => facts.IsHeld(row)
            ? string.Join(", ", new[] { Rank(row)?.Basis, ScoreOf(row)?.Basis }.OfType<Basis>().Distinct().Select(basis => BasisWords.Of(basis).In(facts.Language)))
            : facts.T("chưa có số liệu", "not held");
        return new TableBlock
        {
            Finding = facts.T($"{facts.ItemName} {facts.Year}, {facts.FieldName}", $"{facts.ItemName} {facts.Year}, {facts.FieldName}"),
            Contents = facts.Statistic + (changes ? facts.T($"; so {facts.Frame.PreviousYear}: từ hai điểm đã in của chính tỉnh đó", $"; vs {facts.Frame.PreviousYear}: from the province's own two printed scores") : ""),
            Columns =
            [
                Column(facts.T("Hạng: in", "Rank: printed"), 3),
                TextColumn(facts.T("Tỉnh, thành phố", "Province"), 6),
                Column(facts.T("Điểm", "Score"), 3),
                new TableColumn { Header = "", Span = changes ? 7 : 10, IsChart = true },
                .. changes ? new[] { Column(facts.T($"so {facts.Frame.PreviousYear}", $"vs {facts.Frame.PreviousYear}"), 3) } : [],
                TextColumn(facts.T("Căn cứ", "Basis"), 5),
            ],
            Rows = [.. rows.Select(row => new TableRow
            {
                Key = RowKey.Of(row.ProvinceCode!),
                IsSubject = facts.IsChosen(row),
                Cells = [facts.PrintedRankCell(row.ProvinceCode!, facts.Item, facts.Year), Cell.Words(facts.NameOf(row)), row.Score(Measure.Score), Cell.Words(""), .. changes ? new[] { row.Arrow(Measure.ScoreChange) } : [], Cell.Words(Basis(row), Tone.Muted)],
            })],
            RowChart = rows.Count == 0 ? null : Chart(facts, rows),
        };
    }
}

using System.Globalization;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.League;

/// <summary>Page 1: who leads, who moved, whom to look at, in half a minute.</summary>
internal static class LeagueSummaryPage
{
    private const int Ends = 10;

    public static ReportPage Build(LeagueFacts facts) => new()
    {
        Tab = facts.T("Tóm tắt", "Summary"),
        BandTitle = "",
        BandNote = "",
        Headline = LeagueNarrative.Headline(facts),
        IsOneSheetOfPaper = true,
        Rows =
        [
            BlockRow.Whole(new TilesBlock([Leader(facts), Spread(facts), Mean(facts), Movers(facts)])),
            BlockRow.Whole(new NarrativeBlock(LeagueNarrative.Write(facts))),
            new BlockRow([new PlacedBlock(Top(facts), 0, 13), new PlacedBlock(Bottom(facts), 14, 13)]),
            BlockRow.Whole(Years(facts).Count > 1 ? Trend(facts) : RegionsPage.Strip(facts, RegionStanding.Of(facts))),
            BlockRow.Whole(new NotesBlock([Note(facts) + (facts.IsPrinted ? $" {facts.AboutPrinted()}" : "")])),
        ],
    };

    private static Tile Leader(LeagueFacts facts)
    {
        var first = facts.Ranked.TakeWhile(r => r[Measure.Rank] == 1).ToList();
        var before = first[0][Measure.PreviousRank];
        return new Tile
        {
            Label = facts.T("Dẫn đầu: ", "Leader: ") + (first.Count <= 2 ? facts.Names(first) : facts.T($"{first.Count} tỉnh, thành phố", $"{first.Count} provinces")),
            Value = facts.Field.Score(Measure.Best),
            Change = first.Count == 1 && first[0][Measure.ScoreChange] is { } change ? Cell.Change(change, NumberForm.ArrowPoints) : null,
            Note = first.Count == 1 && before is { } place
                ? facts.T($"{facts.PreviousYear}: hạng ", $"{facts.PreviousYear}: rank ") + NumberText.Rank(place, (int?)first[0][Measure.PreviousRanked])
                : facts.T($"tối đa {facts.Frame.Total.Max:0}", $"of {facts.Frame.Total.Max:0}"),
        };
    }

    private static Tile Spread(LeagueFacts facts) => new()
    {
        Label = facts.T("Chênh lệch đầu – cuối bảng", "Spread, first to last"),
        Value = facts.Field.Score(Measure.Spread),
        Note = facts.T("từ ", "from ") + Score(facts, Measure.Lowest) + facts.T(" đến ", " to ") + Score(facts, Measure.Best) + facts.T(" điểm", " points"),
    };

    private static Tile Mean(LeagueFacts facts) => new()
    {
        Label = Wording.Capital(Wording.MeanOf(facts.N, facts.Language)),
        Value = facts.Field.Score(Measure.Mean),
        Change = facts.MeanMovement is { } movement ? Cell.Change(movement, NumberForm.ArrowPoints) : null,
        Note = facts.T($"trung vị {facts.N} tỉnh: ", $"median of {facts.N}: ") + Score(facts, Measure.Median),
    };

    private static Tile Movers(LeagueFacts facts) => facts.HasChanges
        ? new Tile
        {
            Label = facts.T($"Tăng · giảm điểm so với {facts.PreviousYear}", $"Rose · fell in score on {facts.PreviousYear}"),
            Value = Cell.Value(facts.Risen.Count, NumberForm.Whole, Tone.Rise),
            SecondValue = Cell.Value(facts.Fallen.Count, NumberForm.Whole, Tone.Fall),
            Note = facts.T($"trong {facts.Common} tỉnh, thành phố xếp hạng cả hai năm", $"of {facts.Common} provinces ranked in both years"),
        }
        : new Tile
        {
            Label = facts.T("Tỉnh, thành phố xếp hạng", "Provinces ranked"),
            Value = Cell.Value(facts.N, NumberForm.Whole),
            Note = facts.PreviousYear is { } before
                ? facts.T($"trong {facts.League.Rows.Count}; không so được với {before}", $"of {facts.League.Rows.Count}; not comparable with {before}")
                : facts.T($"trong {facts.League.Rows.Count}; chưa có năm trước để so", $"of {facts.League.Rows.Count}; no year before to compare with"),
        };

    private static TableBlock Top(LeagueFacts facts)
    {
        var rows = facts.Ranked.Take(Math.Min(Ends, (facts.Ranked.Count + 1) / 2)).ToList();
        var climbers = rows.Where(r => r[Measure.RankChange] > 0).ToList();
        return EndTable(
            facts,
            rows,
            facts.HasChanges
                ? facts.T($"{climbers.Count}/{rows.Count} tỉnh đầu bảng lên bậc so với {facts.PreviousYear}", $"{climbers.Count} of the first {rows.Count} climbed on {facts.PreviousYear}")
                : facts.T($"{rows.Count} tỉnh đầu bảng từ {NumberText.Score(rows[^1][Measure.Score]!.Value, facts.Language)} điểm trở lên", $"The first {rows.Count} have {NumberText.Score(rows[^1][Measure.Score]!.Value, facts.Language)} points or more"));
    }

    private static TableBlock Bottom(LeagueFacts facts)
    {
        var rows = facts.Ranked.TakeLast(Math.Min(Ends, facts.Ranked.Count / 2)).ToList();
        var fallers = rows.Where(r => r[Measure.RankChange] < 0).ToList();
        return EndTable(
            facts,
            rows,
            rows.Count == 0 || facts.HasChanges
                ? facts.T($"{fallers.Count}/{rows.Count} tỉnh cuối bảng xuống bậc", $"{fallers.Count} of the last {rows.Count} lost places")
                : facts.T($"{rows.Count} tỉnh cuối bảng từ {NumberText.Score(rows[0][Measure.Score]!.Value, facts.Language)} điểm trở xuống", $"The last {rows.Count} have {NumberText.Score(rows[0][Measure.Score]!.Value, facts.Language)} points or fewer"));
    }

    private static TableBlock EndTable(LeagueFacts facts, IReadOnlyList<ResultRow> rows, string finding) => new()
    {
        Finding = finding,
        Contents = facts.T($"Tổng điểm {facts.Year}, hạng trong {facts.N} tỉnh, thành phố", $"Total score {facts.Year}, rank among {facts.N} provinces"),
        Columns = facts.HasChanges
            ?
            [
                Column(facts.T("Hạng", "Rank"), 2),
                TextColumn(facts.T("Tỉnh, thành phố", "Province"), 5),
                Column(facts.T("Điểm", "Score"), 2),
                Column(facts.T($"so {facts.PreviousYear}", $"vs {facts.PreviousYear}"), 2),
                Column(facts.T("Bậc", "Places"), 2),
            ]
            : [Column(facts.T("Hạng", "Rank"), 2), TextColumn(facts.T("Tỉnh, thành phố", "Province"), 8), Column(facts.T("Điểm", "Score"), 3)],
        Rows = [.. rows.Select(row => new TableRow { Key = RowKey.Of(row.ProvinceCode!), Cells = [row.RankOfN(), Cell.Words(facts.NameOf(row)), row.Score(Measure.Score), .. Changes(facts, row)] })],
    };

    private static IReadOnlyList<Cell> Changes(LeagueFacts facts, ResultRow row) =>
        facts.HasChanges ? [row.Signed(Measure.ScoreChange), Cell.Change(row[Measure.RankChange], NumberForm.SignedPlaces)] : [];

    // From the first year that is held whole: those before it have no statistics.
    private static IReadOnlyList<int> Years(LeagueFacts facts) => [.. facts.Frame.YearsSoFar.SkipWhile(year => facts.History.Find(year) is null)];

    private static ChartBlock Trend(LeagueFacts facts)
    {
        var years = Years(facts);
        IReadOnlyList<double?> Of(Measure measure) => [.. years.Select(year => facts.History.Find(year)?[measure])];

        // Labels at the last year only: elsewhere they would lie over the other lines.
        var last = new Dictionary<int, string> { [years.Count - 1] = "" };
        return new ChartBlock
        {
            Finding = TrendFinding(facts),
            Contents = facts.T($"Tổng điểm; thống kê của các tỉnh, thành phố được xếp hạng từng năm ({facts.Year}: {facts.N}), dẫn xuất; tối đa {facts.Frame.Total.Max:0} từ {IndexBreaks.Since(facts.Frame)}", $"Total score; statistics of the provinces ranked each year ({facts.Year}: {facts.N}), derived; of {facts.Frame.Total.Max:0} since {IndexBreaks.Since(facts.Frame)}"),
            Height = 230,
            Chart = new ChartSpec
            {
                Kind = ChartKind.BrokenLine,
                Categories = [.. years.Select(year => year.ToString(CultureInfo.InvariantCulture))],
                Series =
                [
                    new ChartSeries { Name = facts.T("trung bình cộng", "simple mean"), Role = SeriesRole.Subject, Values = Of(Measure.Mean), Labels = last },
                    new ChartSeries { Name = facts.T("tỉnh cao nhất", "best province"), Role = SeriesRole.Best, Values = Of(Measure.Best), Labels = last },
                    new ChartSeries { Name = facts.T("tỉnh thấp nhất", "lowest province"), Role = SeriesRole.Lowest, Values = Of(Measure.Lowest), Labels = last },
                ],
                Breaks = IndexBreaks.Of(facts.Frame, years),
                AltText = facts.T($"Trung bình cộng, cao nhất và thấp nhất của tổng điểm từ {years[0]} đến {facts.Year}; đường bị cắt ở năm đổi cấu trúc.", $"Simple mean, best and lowest total score from {years[0]} to {facts.Year}; the lines are cut where the structure changes."),
                DataTitle = facts.T("Trung bình, cao nhất, thấp nhất qua các năm", "Mean, best and lowest over the years"),
            },
        };
    }

    private static string TrendFinding(LeagueFacts facts)
    {
        if (facts.MeanMovement is not { } movement)
        {
            return facts.T($"Trung bình {facts.N} tỉnh, thành phố năm {facts.Year} là {Score(facts, Measure.Mean)} điểm", $"The mean of {facts.N} provinces is {Score(facts, Measure.Mean)} points in {facts.Year}");
        }

        var points = NumberText.Points(movement, facts.Language);
        return NumberText.SignOf(movement, 2) switch
        {
            > 0 => facts.T($"Mặt bằng chung tăng {points}: trung bình thay đổi của {facts.Common} tỉnh, thành phố xếp hạng cả hai năm", $"Scores rose by {points}, the mean change of the {facts.Common} provinces ranked in both years"),
            < 0 => facts.T($"Mặt bằng chung giảm {points}: trung bình thay đổi của {facts.Common} tỉnh, thành phố xếp hạng cả hai năm", $"Scores fell by {points}, the mean change of the {facts.Common} provinces ranked in both years"),
            _ => facts.T($"Mặt bằng chung không đổi trong {facts.Common} tỉnh, thành phố xếp hạng cả hai năm", $"Scores stood still among the {facts.Common} provinces ranked in both years"),
        };
    }

    private static string Note(LeagueFacts facts)
    {
        var notes = new List<string>
        {
            facts.T("Điểm: đã công bố. Hạng, trung bình (cộng giản đơn), trung vị, thay đổi: dẫn xuất.", "Scores are as published; ranks, simple means, medians and changes are derived."),
        };
        if (facts.HasChanges)
        {
            notes.Add(facts.T(
                $"“Bậc”: hạng {facts.PreviousYear} trừ hạng {facts.Year} như trong bảng, N hai năm có thể khác nhau. “Chung” và thay đổi của trung bình: chỉ {facts.Common} tỉnh, thành phố xếp hạng cả hai năm.",
                $"\"Places\": rank of {facts.PreviousYear} less rank of {facts.Year} as in the tables, N may differ. \"Common\" and the change of the mean: only the {facts.Common} provinces ranked in both years."));
        }

        if (facts.Frame.Total is { IsPartsBreak: true, IsBreak: false } && facts.HasChanges)
        {
            notes.Add(facts.T($"Năm {facts.Year} một phần của chỉ số đổi thành phần hoặc thang điểm: đọc thay đổi của tổng dè dặt.", $"A part of the index changed its parts or scale in {facts.Year}: read changes of the total with care."));
        }

        return string.Join(' ', notes);
    }

    private static string Score(LeagueFacts facts, Measure measure) => NumberText.Score(facts.Field[measure]!.Value, facts.Language);
}

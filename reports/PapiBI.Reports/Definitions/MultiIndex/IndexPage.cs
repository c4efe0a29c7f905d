using System.Globalization;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.MultiIndex;

/// <summary>One index on a page of its own: every figure with its basis, printed and derived side by side; the years; the parts; the neighbours and peers that are held.</summary>
internal static class IndexPage
{
    private const int FewestForALine = 4;

    public static ReportPage Build(IndexStanding s) => new()
    {
        Tab = s.Name,
        BandTitle = "",
        BandNote = "",
        Headline = Headline(s),
        Rows =
        [
            BlockRow.Whole(Figures(s)),
            .. s.IsKnown ? [] : new[] { BlockRow.Whole(new NotesBlock([$"{s.Name} {s.Year}: {s.WhyNothing}."])) },
            .. AboutField(s) is { } about ? new[] { BlockRow.Whole(new NotesBlock([about])) } : [],
            .. s.WhyNotDerived is { } why ? new[] { BlockRow.Whole(new NotesBlock([$"{why}."])) } : [],
            .. Trends(s),
            .. Years(s) is { Rows.Count: > 1 } years ? new[] { BlockRow.Whole(years) } : [],
            .. Parts(s) is { Rows.Count: > 0 } parts ? new[] { BlockRow.Whole(parts) } : [],
            .. Neighbours(s),
            .. PrintedAverages.Of(s.Frame, s.Printed, s.Own) is { Rows.Count: > 0 } averages ? new[] { BlockRow.Whole(averages) } : [],
        ],
    };

    // The publisher may have ranked a province that the warehouse has no code for.
    private static string? AboutField(IndexStanding s) =>
        s.Of(PublishedMeasure.Ranked)?.Value is { } printed && s.Own[Measure.Ranked] is { } held && printed != held
            ? s.T($"Bên công bố xếp {printed} tỉnh, ở đây có {held}, nên hạng dẫn xuất có thể khác.", $"The publisher ranked {printed} provinces, {held} are held here, so derived ranks may differ.")
            : null;

    private static string Headline(IndexStanding s)
    {
        var rank = s.RankCell.Number is null ? s.T("không có hạng", "no rank") : s.T("hạng ", "rank ") + CellText.Show(s.RankCell, s.Language);
        var change = s.RankChange switch
        {
            > 0 and var up => s.T($", tăng {up} bậc", $", up {NumberText.Places(up, s.Language)}"),
            < 0 and var down => s.T($", giảm {-down} bậc", $", down {NumberText.Places(down, s.Language)}"),
            _ => "",
        };
        return $"{s.Name} {s.Year}: {s.ScoreWords}, {rank}{change}.";
    }

    /// <summary>Every figure of the total, printed and derived side by side.</summary>
    public static TableBlock Figures(IndexStanding s) => new()
    {
        Finding = s.Gap is null ? s.T("Số từ nguồn cạnh số dẫn xuất", "Figures from sources beside derived ones") : s.T("Số từ nguồn; hạng và trung bình không dẫn xuất được", "Figures from sources; no rank or mean can be derived"),
        Contents = s.T($"{s.Frame.Total.Name.Vi}, năm {s.Year}, {(s.IsPercent ? "phần trăm" : "điểm")}; thay đổi so với năm trước; hạng là hạng trong số tỉnh được xếp", $"{s.Frame.Total.Name.En}, {s.Year}, {(s.IsPercent ? "percent" : "points")}; changes on the year before; a rank is given with the number ranked"),
        Columns =
        [
            TextColumn(s.T("Số liệu", "Figure"), 7),
            Column(s.T("Từ nguồn", "From source"), 4),
            TextColumn(s.T("Căn cứ", "Basis"), 4),
            Column(s.T("Dẫn xuất", "Derived"), 4),
            TextColumn(s.T("Nguồn", "Source"), 8),
        ],
        Rows = [.. FigureRows(s)],
    };

    private static IEnumerable<TableRow> FigureRows(IndexStanding s)
    {
        TableRow Row(string name, PublishedFact? fact, Cell printed, Cell derived) => new()
        {
            Cells = [Cell.Words(name), fact is null ? Cell.Missing : printed, Cell.Words(fact is null ? "" : BasisWords.Of(fact.Basis).In(s.Language), Tone.Muted), derived, Cell.Words(fact is null ? "" : PrintedAverages.ShortSource(fact), Tone.Muted)],
        };
        Cell Place(ScopeKind scope, string code) => Cell.RankOf(s.Of(PublishedMeasure.Rank, scope, code)?.Value, s.Of(PublishedMeasure.Ranked, scope, code)?.Value);

        yield return Row(s.T("Điểm", "Score"), s.Of(PublishedMeasure.Score), Cell.Value(s.Of(PublishedMeasure.Score)?.Value, NumberForm.Score), s.Gap is null && s.Frame.Total.IsSummed ? s.Own.Score(Measure.Score) : Cell.Missing);
        if (s.Of(PublishedMeasure.MaxScore) is { } max)
        {
            yield return Row(s.T("Điểm tối đa", "Maximum"), max, Cell.Value(max.Value, NumberForm.Whole), Cell.Value(s.Frame.Total.Max, NumberForm.Whole));
        }

        yield return Row(s.T("Thay đổi điểm", "Change in score"), s.Of(PublishedMeasure.ScoreChange), Cell.Change(s.Of(PublishedMeasure.ScoreChange)?.Value, NumberForm.ArrowScore), Cell.Change(s.DerivedScoreChange(s.Year, s.Own), NumberForm.ArrowScore));
        yield return Row(s.T("Hạng cả nước", "National rank"), s.Of(PublishedMeasure.Rank), Place(ScopeKind.Nation, ""), s.Own.RankOfN());
        yield return Row(s.T("Thay đổi hạng (bậc)", "Change in rank (places)"), s.Of(PublishedMeasure.RankChange), Cell.Change(s.Of(PublishedMeasure.RankChange)?.Value, NumberForm.ArrowPlaces), s.Own.Places(Measure.RankChange));
        yield return Row(s.T($"Hạng trong vùng {s.Region.Name.Vi}", $"Rank in the {s.Region.Name.En}"), s.Of(PublishedMeasure.Rank, ScopeKind.Region, s.Region.Code), Place(ScopeKind.Region, s.Region.Code), s.InRegion.RankOfN());
        foreach (var group in s.Groups)
        {
            yield return Row(s.T($"Hạng trong các {group.Members.Vi}", $"Rank among the {group.Members.En}"), s.Of(PublishedMeasure.Rank, ScopeKind.Group, group.Code), Place(ScopeKind.Group, group.Code), s.InGroup[group.Code].RankOfN());
        }

        var words = s.Of(PublishedMeasure.Group);
        var quarter = s.Own[Measure.QuartileGroup];
        if (words is not null || quarter is not null)
        {
            yield return Row(s.T("Nhóm", "Group"), words, Cell.Words(Wording.PrintedGroup(words?.Words ?? "", s.Language)), quarter is null ? Cell.Missing : Cell.Words(Wording.QuartileGroup(quarter, s.Frame.IndexCode, s.Language)));
        }
    }

    private static IEnumerable<BlockRow> Trends(IndexStanding s)
    {
        var years = YearsHeld(s);
        if (years.Count(y => RankIn(s, y).Number is not null) < FewestForALine)
        {
            yield break;
        }

        yield return new BlockRow(
        [
            new PlacedBlock(TrendOf(s, years, s.T("Điểm qua các năm có số liệu", "Score over the years held"), s.T("Năm không có số liệu để trống", "Years without a figure are left blank"), y => ScoreIn(s, y), isRank: false), 0, 13),
            new PlacedBlock(TrendOf(s, years, s.T("Hạng qua các năm có số liệu", "Rank over the years held"), s.T("Hạng đã in, nếu không có thì hạng dẫn xuất; hạng 1 ở trên", "Printed rank, else derived; first place on top"), y => RankIn(s, y).Number, isRank: true), 14, 13),
        ]);
    }

    private static ChartBlock TrendOf(IndexStanding s, IReadOnlyList<int> years, string finding, string contents, Func<int, double?> value, bool isRank)
    {
        var values = years.Select(value).ToList();
        var shown = Enumerable.Range(0, values.Count).Where(i => values[i] is not null).ToList();
        return new ChartBlock
        {
            Finding = finding,
            Contents = contents,
            Height = 170,
            Chart = new ChartSpec
            {
                Kind = ChartKind.BrokenLine,
                Categories = [.. years.Select(y => $"’{(y % 100).ToString("00", CultureInfo.InvariantCulture)}")],
                Min = isRank ? 1 : null,
                Max = isRank ? years.Select(y => RankIn(s, y).Of).Max() : null,
                IsReversed = isRank,
                LabelFormat = isRank ? "0" : "0.00",
                Series =
                [
                    new ChartSeries
                    {
                        Name = s.Province.Name.In(s.Language),
                        Role = SeriesRole.Subject,
                        Values = values,
                        Labels = shown.Count == 0 ? null : new[] { shown[0], shown[^1] }.Distinct().ToDictionary(i => i, i => isRank ? CellText.Show(RankIn(s, years[i]), s.Language) : ""),
                    },
                ],
                Breaks = [.. years.Skip(1).Select((year, i) => (year, i)).Where(y => IsBreak(s, y.year)).Select(y => new ChartBreak(y.i, "†"))],
                AltText = $"{finding}: {s.Province.Name.In(s.Language)}, {s.Name}.",
                DataTitle = $"{s.Name}: {finding}",
            },
        };
    }

    private static bool IsBreak(IndexStanding s, int year) =>
        s.Frame.ItemsByYear[year].Any(i => i.Level == IndicatorLevel.Total && i.IsBreak);

    // From the first year with a figure on: gaps between stay, since a missing year is not a straight line.
    private static IReadOnlyList<int> YearsHeld(IndexStanding s) =>
        [.. s.Frame.YearsSoFar.SkipWhile(y => ScoreIn(s, y) is null && RankIn(s, y).Number is null)];

    private static PublishedFact? Fact(IndexStanding s, int year, PublishedMeasure measure) => s.Printed.Find(year, s.TotalCode(year), s.Province.Code, measure);

    private static double? ScoreIn(IndexStanding s, int year) => s.History.Find(year)?[Measure.Score] ?? Fact(s, year, PublishedMeasure.Score)?.Value;

    private static Cell RankIn(IndexStanding s, int year) => Fact(s, year, PublishedMeasure.Rank) is { } rank
        ? Cell.RankOf(rank.Value, Fact(s, year, PublishedMeasure.Ranked)?.Value)
        : s.History.Find(year)?.RankOfN() ?? Cell.Missing;

    private static TableBlock Years(IndexStanding s) => new()
    {
        Finding = s.T("Những năm có số liệu", "The years that are held"),
        Contents = s.T("Số đã in và số dẫn xuất từ bảng đầy đủ; thay đổi dẫn xuất không tính qua năm đổi cách đo (†)", "Printed figures, and those derived from whole tables; no change is derived across a year of a new method (†)"),
        Columns =
        [
            TextColumn(s.T("Năm", "Year"), 3),
            Column(s.T("Điểm", "Score"), 3),
            Column(s.T("Thay đổi: in", "Change: printed"), 3),
            Column(s.T("dẫn xuất", "derived"), 4),
            Column(s.T("Hạng: in", "Rank: printed"), 4),
            Column(s.T("dẫn xuất", "derived"), 3),
            TextColumn(s.T("Căn cứ của hạng đã in", "Basis of the printed rank"), 7),
        ],
        Rows = [.. YearsHeld(s).Where(y => ScoreIn(s, y) is not null || RankIn(s, y).Number is not null).Select(year => new TableRow
        {
            Cells =
            [
                Cell.Words($"{year}{(IsBreak(s, year) && s.Frame.YearsSoFar[0] != year ? " †" : "")}"),
                Cell.Value(ScoreIn(s, year), NumberForm.Score),
                Cell.Change(Fact(s, year, PublishedMeasure.ScoreChange)?.Value, NumberForm.ArrowScore),
                Cell.Change(s.DerivedScoreChange(year, s.History.Find(year)), NumberForm.ArrowScore),
                Cell.RankOf(Fact(s, year, PublishedMeasure.Rank)?.Value, Fact(s, year, PublishedMeasure.Ranked)?.Value),
                s.History.Find(year)?.RankOfN() ?? Cell.Missing,
                Cell.Words(Fact(s, year, PublishedMeasure.Rank) is { } rank ? BasisWords.Of(rank.Basis).In(s.Language) : "", Tone.Muted),
            ],
            IsSubject = year == s.Year,
        })],
    };

    private static TableBlock Parts(IndexStanding s)
    {
        PublishedFact? Of(CatalogItem item, PublishedMeasure measure) => s.Printed.Find(s.Year, item.Code, s.Province.Code, measure);
        var items = s.Frame.DimensionItems.Where(i => s.Parts.Find(item: i.Code)?[Measure.Score] is not null || Of(i, PublishedMeasure.Rank) is not null || Of(i, PublishedMeasure.Percent) is not null).ToList();
        return new TableBlock
        {
            Finding = s.Gap is null ? s.T("Từng phần của chỉ số", "The parts of the index") : s.T("Những phần có số liệu", "The parts that are held"),
            Contents = s.T($"Năm {s.Year}; điểm, điểm tối đa và tỷ lệ như đã in; hạng dẫn xuất khi có đủ bảng", $"{s.Year}; score, maximum and share as printed; ranks derived where the table is whole"),
            Columns =
            [
                TextColumn(s.T("Nội dung", "Item"), 11),
                Column(s.T("Điểm", "Score"), 3),
                Column(s.T("Tối đa", "Maximum"), 2),
                Column("%", 2),
                Column(s.T("Hạng: in", "Rank: printed"), 3),
                Column(s.T("dẫn xuất", "derived"), 3),
                Column(s.T("so TB", "vs mean"), 3),
            ],
            Rows = [.. items.Select(item => new TableRow
            {
                Cells =
                [
                    Cell.Words(item.Name.In(s.Language)),
                    s.Parts.Find(item: item.Code) is { } row ? row.Score(Measure.Score) : Cell.Missing,
                    Cell.Value(Of(item, PublishedMeasure.MaxScore)?.Value, NumberForm.Score),
                    Cell.Value(Of(item, PublishedMeasure.Percent)?.Value, NumberForm.Score),
                    Cell.RankOf(Of(item, PublishedMeasure.Rank)?.Value, Of(item, PublishedMeasure.Ranked)?.Value),
                    s.Parts.Find(item: item.Code)?.RankOfN() ?? Cell.Missing,
                    s.Parts.Find(item: item.Code) is { } mean ? mean.Signed(Measure.ToMean) : Cell.Missing,
                ],
            })],
        };
    }

    private static IEnumerable<BlockRow> Neighbours(IndexStanding s)
    {
        var region = s.Frame.Provinces.Where(p => p.RegionCode == s.Region.Code).Select(p => p.Code).ToList();
        yield return BlockRow.Whole(Field(s, s.Region.Name.In(s.Language), region));
        foreach (var group in s.Groups)
        {
            yield return BlockRow.Whole(Field(s, group.Name.In(s.Language), s.Frame.MembersOf(group.Code)));
        }
    }

    private static TableBlock Field(IndexStanding s, string name, IReadOnlyList<string> members)
    {
        var table = PrintedLeague.Of(s.Frame, s.Printed, code => s.League.Find(province: code), members, s.Province.Code);
        return table with
        {
            Finding = s.Gap is null
                ? s.T($"{name}: hạng cả nước của {members.Count} thành viên", $"{name}: the national ranks of {members.Count} members")
                : s.T($"{name}: có số liệu của {table.Rows.Count}/{members.Count} thành viên", $"{name}: figures of {table.Rows.Count} of {members.Count} members are held"),
        };
    }
}

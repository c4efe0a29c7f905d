using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.MultiIndex;

/// <summary>Page 1: every index of the year on one sheet, each number marked for what it is. No average across indices: they measure different things.</summary>
internal static class ConferencePage
{
    private const int MostTiles = 4;

    public static ReportPage Build(IReadOnlyList<IndexStanding> standings)
    {
        var first = standings[0];
        return new ReportPage
        {
            Tab = first.T("Tóm tắt", "Summary"),
            BandTitle = "",
            BandNote = "",
            Headline = Headline(standings),
            IsOneSheetOfPaper = true,
            Rows =
            [
                BlockRow.Whole(new TilesBlock([.. standings.Take(MostTiles).Select(Tile)])),
                BlockRow.Whole(new NarrativeBlock(ConferenceNarrative.Write(standings))),
                BlockRow.Whole(Table(standings)),
                .. Positions(standings) is { } chart ? new[] { BlockRow.Whole(chart) } : [],
                BlockRow.Whole(new NotesBlock(Notes(standings))),
            ],
        };
    }

    /// <summary>"Cần Thơ 2021: PAPI 42/60, PAR INDEX 51/63, SIPAS 48/63, PCI 12/63".</summary>
    public static string Finding(IReadOnlyList<IndexStanding> standings) =>
        $"{standings[0].Province.Name.In(standings[0].Language)} {standings[0].Year}: " + string.Join(", ", standings.Where(s => s.RankCell.Number is not null).Select(s => $"{s.Name} {CellText.Show(s.RankCell, s.Language)}"));

    private static string Headline(IReadOnlyList<IndexStanding> standings)
    {
        var first = standings[0];
        var fallen = standings.Where(s => s.RankChange < 0).OrderBy(s => s.RankChange).ToList();
        var climbed = standings.Where(s => s.RankChange > 0).OrderByDescending(s => s.RankChange).ToList();
        string Moves(IEnumerable<IndexStanding> moved) => string.Join(", ", moved.Select(s => $"{s.Name} {NumberText.SignedWhole(s.RankChange!.Value, s.Language)}"));
        var kept = standings.Where(s => s.RankChange == 0).Select(s => s.Name).ToList();
        return (fallen.Count, climbed.Count) switch
        {
            (0, 0) when kept.Count > 0 => first.T($"Giữ hạng ở {Wording.Listed(kept, first.Language)}.", $"Same rank in {Wording.Listed(kept, first.Language)}."),
            (0, 0) when standings.Where(s => s.RankCell.Number is not null).ToList() is { Count: > 0 } ranked && ranked.TrueForAll(s => s.RankCell.Number == s.RankBefore) =>
                first.T($"Giữ hạng của năm trước ở {Wording.Listed([.. ranked.Select(s => $"{s.Name} ({CellText.Show(s.RankCell, s.Language)})")], first.Language)}.", $"The rank of the year before kept in {Wording.Listed([.. ranked.Select(s => $"{s.Name} ({CellText.Show(s.RankCell, s.Language)})")], first.Language)}."),
            (0, 0) => first.T($"Năm {first.Year} chưa chỉ số nào có thay đổi hạng để đọc: hãy xem vị trí trong từng bảng.", $"No index of {first.Year} has a change in rank to read: see the place in each table."),
            (_, 0) => first.T($"Tụt hạng ở {NumberText.Count(fallen.Count, first.Language)} chỉ số: {Moves(fallen)} bậc.", $"Down in rank in {NumberText.Count(fallen.Count, first.Language)} {(fallen.Count == 1 ? "index" : "indices")}: {Moves(fallen)} places."),
            (0, _) => first.T($"Lên hạng ở {NumberText.Count(climbed.Count, first.Language)} chỉ số: {Moves(climbed)} bậc.", $"Up in rank in {NumberText.Count(climbed.Count, first.Language)} {(climbed.Count == 1 ? "index" : "indices")}: {Moves(climbed)} places."),
            _ => first.T($"Tụt hạng: {Moves(fallen)} bậc; lên hạng: {Moves(climbed)} bậc.", $"Down in rank: {Moves(fallen)} places; up: {Moves(climbed)} places."),
        };
    }

    private static Tile Tile(IndexStanding s)
    {
        var basis = (s.Of(PublishedMeasure.Rank)?.Basis is { } printed ? BasisWords.Of(printed) : BasisWords.Derived).In(s.Language);
        return new Tile
        {
            Label = s.RankCell.Number is null ? s.Name : $"{s.Name} · {s.T("hạng", "rank")} {basis}",
            Value = s.RankCell,
            Change = s.RankChange is { } places ? Cell.Change(places, NumberForm.ArrowPlacesInWords) : null,
            Note = s.IsKnown ? s.ScoreWords + (s.GroupWords is { } group ? $" · {group}" : "") : s.WhyNothing,
        };
    }

    private static TableBlock Table(IReadOnlyList<IndexStanding> standings)
    {
        var first = standings[0];
        var group = standings.SelectMany(s => s.Groups).FirstOrDefault();
        return new TableBlock
        {
            Finding = first.T("Số công bố và số dẫn xuất đứng riêng, không trộn", "Published and derived figures stand apart"),
            Contents = first.T(
                $"Năm {first.Year}; PAPI, PCI: điểm; PAR INDEX, SIPAS: %; thay đổi so với năm trước; vùng: {first.Region.Name.Vi}" + (group is null ? "" : $"; nhóm tỉnh: {group.Members.Vi}"),
                $"{first.Year}; PAPI, PCI: points; PAR INDEX, SIPAS: %; changes on the year before; region: {first.Region.Name.En}" + (group is null ? "" : $"; peers: {group.Members.En}")),
            Columns =
            [
                TextColumn(first.T("Chỉ số", "Index"), 4),
                TextColumn(first.T("Căn cứ", "Basis"), 4),
                Column(first.T("Điểm, %", "Score, %"), 3),
                Column(first.T("Thay đổi", "Change"), 3),
                Column(first.T("Hạng", "Rank"), 3),
                Column(first.T("Bậc", "Places"), 2),
                Column(first.T("Vùng", "Region"), 2),
                .. group is null ? Array.Empty<TableColumn>() : [Column(first.T("Nhóm tỉnh", "Peers"), 2)],
                TextColumn(first.T("Nhóm", "Group"), group is null ? 6 : 4),
            ],
            Rows = [.. standings.SelectMany(s => Rows(s, group))],
        };
    }

    private static IEnumerable<TableRow> Rows(IndexStanding s, CatalogGroup? group)
    {
        var bases = s.OfTotal.Where(f => f.Measure is not (PublishedMeasure.Ranked or PublishedMeasure.MaxScore or PublishedMeasure.Percent)).Select(f => f.Basis).Distinct().Order().ToList();
        var name = s.Name;
        foreach (var basis in bases)
        {
            yield return PrintedRow(s, name, basis, group);
            name = "";
        }

        if (s.Gap is null && s.Own[Measure.Score] is not null)
        {
            yield return DerivedRow(s, name, group);
        }
        else if (s.DerivedScoreChange(s.Year, s.Own) is { } change)
        {
            yield return Row(name, BasisWords.Derived.In(s.Language), Cell.Missing, Cell.Change(change, NumberForm.ArrowScore), Cell.Missing, Cell.Missing, Cell.Missing, group is null ? null : Cell.Missing, Cell.Missing);
        }
        else if (!s.IsKnown)
        {
            yield return Row(name, s.WhyNothing, Cell.Missing, Cell.Missing, Cell.Missing, Cell.Missing, Cell.Missing, group is null ? null : Cell.Missing, Cell.Missing);
        }
    }

    private static TableRow PrintedRow(IndexStanding s, string name, Basis basis, CatalogGroup? group)
    {
        PublishedFact? Fact(PublishedMeasure measure, ScopeKind scope = ScopeKind.Nation, string code = "") => s.Of(measure, scope, code) is { } fact && fact.Basis == basis ? fact : null;
        Cell Place(ScopeKind scope, string code) => Fact(PublishedMeasure.Rank, scope, code) is { } rank ? Cell.RankOf(rank.Value, s.Of(PublishedMeasure.Ranked, scope, code)?.Value) : Cell.Missing;
        var mark = basis is Basis.Interpreted or Basis.Derived ? " *" : "";
        return Row(
            name,
            BasisWords.Of(basis).In(s.Language) + mark,
            Cell.Value(Fact(PublishedMeasure.Score)?.Value, NumberForm.Score),
            Cell.Change(Fact(PublishedMeasure.ScoreChange)?.Value, NumberForm.ArrowScore),
            Place(ScopeKind.Nation, ""),
            Cell.Change(Fact(PublishedMeasure.RankChange)?.Value, NumberForm.ArrowPlaces),
            Place(ScopeKind.Region, s.Region.Code),
            group is null ? null : Place(ScopeKind.Group, group.Code),
            Fact(PublishedMeasure.Group) is { } words ? Cell.Words(Wording.PrintedGroup(words.Words, s.Language)) : Cell.Missing);
    }

    private static TableRow DerivedRow(IndexStanding s, string name, CatalogGroup? group) => Row(
        name,
        BasisWords.Derived.In(s.Language),
        s.Frame.Total.IsSummed ? s.Own.Score(Measure.Score) : Cell.Missing,
        s.Own.Arrow(Measure.ScoreChange),
        s.Own.RankOfN(),
        s.Own.Places(Measure.RankChange),
        s.InRegion.RankOfN(),
        group is null ? null : s.InGroup.TryGetValue(group.Code, out var inGroup) ? inGroup.RankOfN() : Cell.Missing,
        Cell.Words(Wording.QuartileGroup(s.Own[Measure.QuartileGroup], s.Frame.IndexCode, s.Language)));

    // A null cell has no column.
    private static TableRow Row(string name, string basis, params IEnumerable<Cell?> cells) => new()
    {
        Cells = [Cell.Words(name, Tone.Accent), Cell.Words(basis, Tone.Muted), .. cells.OfType<Cell>()],
    };

    private static ChartBlock? Positions(IReadOnlyList<IndexStanding> standings)
    {
        var ranked = standings.Where(s => s.RankCell.Number is not null).ToList();
        if (ranked.Count < 2)
        {
            return null;
        }

        var first = ranked[0];
        return new ChartBlock
        {
            Finding = string.Join(" · ", ranked.Select(s => $"{s.Name} {CellText.Show(s.RankCell, s.Language)}")),
            Contents = first.T($"Hạng cả nước năm {first.Year}, hạng 1 bên trái; các chỉ số đo những việc khác nhau nên không cộng và không lấy trung bình", $"National rank {first.Year}, first place on the left; the indices measure different things and are neither added nor averaged"),
            Height = 34 * ranked.Count,
            Chart = new ChartSpec
            {
                Kind = ChartKind.DotStrip,
                Categories = [.. ranked.Select(s => s.Name)],
                Min = 1,
                Max = ranked.Max(s => s.RankCell.Of),
                LabelFormat = "0",
                Series =
                [
                    new ChartSeries { Name = first.T($"Hạng năm {first.Year}", $"Rank {first.Year}"), Role = SeriesRole.Subject, Values = [.. ranked.Select(s => s.RankCell.Number)] },
                    new ChartSeries { Name = first.T("Hạng năm trước", "Rank the year before"), Role = SeriesRole.Previous, Values = [.. ranked.Select(s => s.RankBefore)] },
                    new ChartSeries { Name = first.T("Số tỉnh xếp hạng", "Provinces ranked"), Role = SeriesRole.Region, Values = [.. ranked.Select(s => (double?)s.RankCell.Of)] },
                ],
                AltText = first.T($"Hạng của {first.Province.Name.Vi} trong từng chỉ số năm {first.Year} và năm trước; số liệu trong bảng.", $"Rank of {first.Province.Name.En} in each index in {first.Year} and the year before; figures in the table."),
                DataTitle = first.T("Hạng theo chỉ số", "Rank by index"),
            },
        };
    }

    private static IReadOnlyList<string> Notes(IReadOnlyList<IndexStanding> standings)
    {
        var notes = new List<string>();
        foreach (var s in standings)
        {
            if (s.WhyNotDerived is { } why)
            {
                notes.Add($"{why}.");
            }

            notes.AddRange(s.OfTotal
                .Where(f => f.Basis is Basis.Interpreted or Basis.Derived && f.Note.In(s.Language).Length > 0)
                .Select(f => f.Note.In(s.Language))
                .Distinct()
                .Select(note => $"* {s.Name}: {note}."));
        }

        if (standings.Any(s => s.Own[Measure.Rank] is not null))
        {
            notes.Add(standings[0].T("Dẫn xuất: PapiBI tính từ bảng điểm đầy đủ của mọi tỉnh, thành phố.", "Derived: worked out by PapiBI from the complete table of scores."));
        }

        return notes;
    }
}

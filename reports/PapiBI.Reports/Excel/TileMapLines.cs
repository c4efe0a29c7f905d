using OfficeOpenXml;
using OfficeOpenXml.Style;
using PapiBI.Reports.Documents;

namespace PapiBI.Reports.Excel;

/// <summary>The map of tiles as cells: name above value, four blues, and what the blues mean in the largest free stretch of sea.</summary>
internal sealed class TileMapLines
{
    private const int TileSpan = PageGrid.Columns / PageGrid.TileColumns;
    private const int MostLines = 2;
    private const int LinesPerTile = 2;
    private const int LeastSeaColumns = 3;

    // Grid columns: a swatch is smaller than a tile and stands off the coast, so that nobody takes it for a province.
    private const int Offshore = 1;
    private const int SwatchSpan = 2;
    private const double NamePadding = 1;
    private const double ValueHeight = 13;
    private const double TightNameSize = 8;
    private const double MostAir = 6;
    private static readonly double[] NameSizes = [9, 8.5, 8, 7.5];

    private readonly SheetWriter _writer;
    private readonly PlacedBlock _placed;
    private readonly TileMapBlock _block;
    private readonly Dictionary<(int Row, int Column), MapTile> _tiles;
    private readonly int _rows;
    private readonly double _nameSize;
    private readonly double _nameHeight;
    private readonly double _valueHeight;

    public TileMapLines(SheetWriter writer, PlacedBlock placed, TileMapBlock block, Density density)
    {
        _writer = writer;
        _placed = placed;
        _block = block;
        if (block.Tiles.FirstOrDefault(tile => tile.Column is < 0 or >= PageGrid.TileColumns || tile.Row < 0) is { } outside)
        {
            throw new ArgumentOutOfRangeException(nameof(block), $"{outside.Name} at row {outside.Row}, column {outside.Column} lies off the map, which has {PageGrid.TileColumns} columns.");
        }

        _tiles = block.Tiles.ToDictionary(tile => (tile.Row, tile.Column));
        _rows = _tiles.Count == 0 ? 0 : _tiles.Keys.Max(place => place.Row) + 1;
        double width = writer.Grid.Points(0, TileSpan);
        double tightest = Density.LoosestFirst[^1].ChartShare;
        double looseness = Math.Clamp((density.ChartShare - tightest) / (1 - tightest), 0, 1);
        _nameSize = NameSizes.FirstOrDefault(size => size <= TightNameSize + looseness && block.Tiles.All(tile => LetterWidths.Lines(tile.Name, size, width) <= MostLines), NameSizes[^1]);
        double air = MostAir * looseness;
        _nameHeight = (MostLines * Math.Ceiling(_nameSize * 1.25)) + NamePadding + (air / 2);
        _valueHeight = ValueHeight + (air / 2);
    }

    public BlockLines Lines()
    {
        Sea? sea = FindSea();
        List<Line> body = [.. Enumerable.Range(0, _rows).SelectMany(row => new[]
        {
            new Line(_nameHeight, rows => Names(rows, row)),
            new Line(_valueHeight, rows => Values(rows, row)),
        })];
        if (sea is null)
        {
            body.AddRange(LegendBelow());
        }

        return new BlockLines
        {
            Finding = ProseLines.Finding(_writer, _placed, _block.Finding),
            Contents = ProseLines.Contents(_writer, _placed, _block.Contents),
            Body = body,
            HasRows = true,
            Finish = rows =>
            {
                Frames(rows);
                if (sea is not null)
                {
                    LegendAtSea(rows, sea);
                }
            },
            GapAbove = 10,
        };
    }

    private void Names(RowSpan rows, int row) => Each(row, (tile, column) =>
    {
        ExcelRange box = _writer.Words(rows, column, TileSpan, Look.MapName, tile.Name);
        _writer.Looks.Size(box, _nameSize);
        Paint(box, tile);
    });

    private void Values(RowSpan rows, int row) => Each(row, (tile, column) => Paint(_writer.Value(rows, column, TileSpan, Look.MapValue, tile.Value), tile));

    private void Each(int row, Action<MapTile, int> paint)
    {
        foreach (MapTile tile in _tiles.Where(item => item.Key.Row == row).OrderBy(item => item.Key.Column).Select(item => item.Value))
        {
            paint(tile, tile.Column * TileSpan);
        }
    }

    /// <summary>Letters are white on the two dark blues, so that a photocopy can be read, too.</summary>
    private static void Paint(ExcelRange box, MapTile tile)
    {
        SheetWriter.Fill(box, Blue(tile.Step) ?? Inks.White);
        box.Style.Font.Color.SetColor(InkColour.Of(tile.Step switch { null => Inks.Quiet, 1 or 2 => Inks.White, _ => Inks.Text }));
    }

    private static string? Blue(int? step) => step is { } number ? Inks.GroupSteps[^Math.Clamp(number, 1, Inks.GroupSteps.Count)] : null;

    /// <summary>
    /// Two tiles share the line between them, so each line is decided once: the subject's ochre, else the hair-line of a tile
    /// without colour, else a white gap.
    /// </summary>
    private void Frames(RowSpan rows)
    {
        foreach (((int row, int column), MapTile tile) in _tiles)
        {
            int first = rows.First + (row * LinesPerTile);
            ExcelRange box = _writer.Range(new RowSpan(first, first + LinesPerTile - 1), column * TileSpan, TileSpan);
            Edge(tile, (row - 1, column), box, box.Start.Row, box.Start.Column, box.Start.Row, box.End.Column, border => border.Top);
            Edge(tile, (row + 1, column), box, box.End.Row, box.Start.Column, box.End.Row, box.End.Column, border => border.Bottom);
            Edge(tile, (row, column - 1), box, box.Start.Row, box.Start.Column, box.End.Row, box.Start.Column, border => border.Left);
            Edge(tile, (row, column + 1), box, box.Start.Row, box.End.Column, box.End.Row, box.End.Column, border => border.Right);
        }
    }

    private void Edge(MapTile tile, (int Row, int Column) beside, ExcelRange box, int top, int left, int bottom, int right, Func<Border, ExcelBorderItem> side)
    {
        MapTile? other = _tiles.GetValueOrDefault(beside);
        (ExcelBorderStyle style, string ink) = tile.IsSubject || other is { IsSubject: true }
            ? (ExcelBorderStyle.Thick, Inks.Ochre)
            : tile.Step is null || other is { Step: null } ? (ExcelBorderStyle.Thin, Inks.Rule) : (ExcelBorderStyle.Medium, Inks.White);
        ExcelBorderItem line = side(box.Worksheet.Cells[top, left, bottom, right].Style.Border);
        line.Style = style;
        line.Color.SetColor(InkColour.Of(ink));
    }

    /// <summary>Free tiles, as columns and rows of the map.</summary>
    private sealed record Sea(int Row, int Column, int Rows, int Columns);

    /// <summary>What stands at sea: a swatch with its words for each step, then the notes.</summary>
    private List<(string? Ink, string Words, bool HasSwatch)> Entries() =>
    [
        .. _block.Steps.Select((words, i) => (Blue(i + 1), words, true)),
        .. _tiles.Values.Any(tile => tile.Step is null) ? new[] { ((string?)null, Words.NoStep.In(_writer.Language), true) } : [],
        .. _block.Notes.Select(note => ((string?)null, note, false)),
    ];

    /// <summary>The free rectangle that holds legend and notes, as far east and then as far north as possible.</summary>
    private Sea? FindSea()
    {
        for (int columns = LeastSeaColumns; columns <= PageGrid.TileColumns; columns++)
        {
            int column = PageGrid.TileColumns - columns;
            int needed = Entries().Sum(entry => TileRows(entry.Words, entry.HasSwatch, columns));
            for (int row = 0; row + needed <= _rows; row++)
            {
                if (!_tiles.Keys.Any(place => place.Row >= row && place.Row < row + needed && place.Column >= column))
                {
                    return new Sea(row, column, needed, columns);
                }
            }
        }

        return null;
    }

    private int TileRows(string words, bool hasSwatch, int columns)
    {
        double width = _writer.Grid.Points(0, (columns * TileSpan) - Offshore - (hasSwatch ? SwatchSpan : 0));
        double height = LetterWidths.Height(words, Look.NoteSize, width) + 2;
        return Math.Max((int)Math.Ceiling(height / (_nameHeight + _valueHeight)), 1);
    }

    private void LegendAtSea(RowSpan rows, Sea sea)
    {
        int row = sea.Row;
        int column = (sea.Column * TileSpan) + Offshore;
        int span = (sea.Columns * TileSpan) - Offshore;
        foreach ((string? ink, string words, bool hasSwatch) in Entries())
        {
            int count = TileRows(words, hasSwatch, sea.Columns);
            int first = rows.First + (row * LinesPerTile);
            var all = new RowSpan(first, first + (count * LinesPerTile) - 1);
            if (hasSwatch)
            {
                Swatch(new RowSpan(first, first), column, SwatchSpan, ink);
                bool isOneLine = LetterWidths.Lines(words, Look.NoteSize, _writer.Grid.Points(column, span - SwatchSpan)) == 1;
                ExcelRange box = _writer.Words(isOneLine ? new RowSpan(first, first) : all, column + SwatchSpan, span - SwatchSpan, Look.Note, words);
                box.Style.VerticalAlignment = isOneLine ? ExcelVerticalAlignment.Center : ExcelVerticalAlignment.Top;
                box.Style.Indent = 1;
            }
            else
            {
                _writer.Words(all, column, span, Look.Note, words);
            }

            row += count;
        }
    }

    /// <summary>Where the land leaves no room, the steps stand in one row below it and the notes under them.</summary>
    private IEnumerable<Line> LegendBelow()
    {
        var entries = Entries().Where(entry => entry.HasSwatch).ToList();
        if (entries.Count > 0)
        {
            int share = PageGrid.Columns / entries.Count;
            yield return new Line(6, _ => { });
            yield return new Line(entries.Max(entry => LetterWidths.Height(entry.Words, Look.NoteSize, _writer.Grid.Points(0, Math.Max(share - 2, 1)))) + 4, rows =>
            {
                for (int i = 0; i < entries.Count; i++)
                {
                    Swatch(rows, i * share, 1, entries[i].Ink);
                    ExcelRange box = _writer.Words(rows, (i * share) + 1, Math.Max(share - 1, 1), Look.Note, entries[i].Words);
                    box.Style.VerticalAlignment = ExcelVerticalAlignment.Center;
                    box.Style.Indent = 1;
                }
            });
        }

        foreach (string note in _block.Notes)
        {
            double height = LetterWidths.Height(note, Look.NoteSize, _writer.Grid.Points(0, PageGrid.Columns)) + 3;
            yield return new Line(height, rows => _writer.Words(rows, 0, PageGrid.Columns, Look.Note, note));
        }
    }

    private void Swatch(RowSpan rows, int column, int span, string? ink)
    {
        ExcelRange box = _writer.Range(rows, column, span);
        SheetWriter.Fill(box, ink ?? Inks.White);
        if (ink is null)
        {
            box.Style.Border.BorderAround(ExcelBorderStyle.Thin, InkColour.Of(Inks.Rule));
        }
    }
}

using OfficeOpenXml;
using OfficeOpenXml.Style;
using PapiBI.Reports.Documents;

namespace PapiBI.Reports.Excel;

/// <summary>Tiles: label, figure, change or steps, note; one per quarter of the page.</summary>
internal static class TileLines
{
    private const int QuarterColumns = 7;
    private const int TileColumns = 6;
    private const int StepCount = 4;
    private const double Indent = 9;
    private const double MostShrinking = 1.1;
    private static readonly double[] Sizes = [22, 20, 18, 17, 16, 15, 14, 13, 12, 11];

    public static BlockLines Of(SheetWriter writer, PlacedBlock placed, TilesBlock block)
    {
        if (block.Tiles.Count == 0)
        {
            return new BlockLines { Body = [] };
        }

        List<(Tile Tile, int Column)> tiles = [.. block.Tiles.Take(PageGrid.Columns / TileColumns).Select((tile, i) => (tile, placed.Column + (i * QuarterColumns)))];
        double width = writer.Grid.Points(placed.Column, TileColumns);
        double labelHeight = tiles.Max(tile => SmallHeight(tile.Tile.Label, width)) + 6;
        double noteHeight = tiles.Max(tile => SmallHeight(tile.Tile.Note, width)) + 6;
        bool hasChanges = tiles.Exists(tile => tile.Tile.Change is not null || tile.Tile.Steps is not null);
        List<Line> lines =
        [
            new Line(labelHeight, rows => tiles.ForEach(tile => Label(writer, rows, tile.Column, tile.Tile))),
            new Line(34, rows => tiles.ForEach(tile => Figures(writer, rows, tile.Column, Look.TileValue, isBold: true, tile.Tile.Value, tile.Tile.SecondValue))),
        ];
        if (hasChanges)
        {
            lines.Add(new Line(21, rows => tiles.ForEach(tile => Change(writer, rows, tile.Column, tile.Tile))));
        }

        lines.Add(new Line(noteHeight, rows => tiles.ForEach(tile => Small(writer, rows, tile.Column, Look.TileNote, tile.Tile.Note))));
        return new BlockLines { Body = lines, GapAbove = 10 };
    }

    private static void Label(SheetWriter writer, RowSpan rows, int column, Tile tile)
    {
        ExcelRange box = Small(writer, rows, column, Look.TileLabel, tile.Label);
        box.Style.Border.Top.Style = ExcelBorderStyle.Medium;
        box.Style.Border.Top.Color.SetColor(InkColour.Of(Inks.Navy));
    }

    /// <summary>A small text that is a letter too long for its tile is drawn smaller rather than on two lines.</summary>
    private static ExcelRange Small(SheetWriter writer, RowSpan rows, int column, string style, string text)
    {
        ExcelRange box = writer.Words(rows, column, TileColumns, style, text);
        bool isOneLine = IsOneLine(text, writer.Grid.Points(column, TileColumns));
        writer.Looks.Wrap(box, !isOneLine);
        writer.Looks.Shrink(box, isOneLine);
        return box;
    }

    private static double SmallHeight(string text, double width) =>
        IsOneLine(text, width) ? LetterWidths.LineHeight(Look.NoteSize) : LetterWidths.Height(text, Look.NoteSize, width - Indent);

    private static bool IsOneLine(string text, double width) => LetterWidths.Of(text, Look.NoteSize) <= (width - Indent) * MostShrinking;

    private static void Change(SheetWriter writer, RowSpan rows, int column, Tile tile)
    {
        if (tile.Steps is { } steps)
        {
            Steps(writer, rows, column, steps);
        }
        else if (tile.Change is { } change)
        {
            Figures(writer, rows, column, Look.TileChange, isBold: false, change, tile.SecondChange);
        }
        else
        {
            writer.Box(rows, column, TileColumns, Look.TileChange);
        }
    }

    /// <summary>One figure over the whole tile, or two beside each other, each a number of its own.</summary>
    private static void Figures(SheetWriter writer, RowSpan rows, int column, string style, bool isBold, Cell first, Cell? second)
    {
        double width = writer.Grid.Points(column, TileColumns) - Indent - 4;
        const string Between = "· ";
        string all = CellText.Show(first, writer.Language) + (second is null ? "" : " " + Between + CellText.Show(second, writer.Language));
        double size = style == Look.TileValue ? Sizes.FirstOrDefault(size => LetterWidths.Of(all, size, isBold) <= width, Sizes[^1]) : Look.BodySize;
        if (second is null)
        {
            Sized(writer, writer.Value(rows, column, TileColumns, style, first), size);
            return;
        }

        double firstWidth = LetterWidths.Of(CellText.Show(first, writer.Language), size, isBold) + Indent + 2;
        int split = Enumerable.Range(1, TileColumns - 2).First(columns => writer.Grid.Points(column, columns) >= firstWidth || columns == TileColumns - 2);
        Sized(writer, writer.Value(rows, column, split, style, first), size);
        ExcelRange rest = writer.Value(rows, column + split, TileColumns - split, style, second, Between);
        Sized(writer, rest, size);
        writer.Looks.Indent(rest, 0);
    }

    private static void Sized(SheetWriter writer, ExcelRange box, double size)
    {
        writer.Looks.Size(box, size);
        writer.Looks.Shrink(box);
    }

    private static void Steps(SheetWriter writer, RowSpan rows, int column, GroupSteps steps)
    {
        writer.Box(rows, column, 1, Look.TileChange);
        for (int i = 0; i < StepCount; i++)
        {
            int step = StepCount - i;
            string mark = steps.Now == step ? "●" : steps.Before == step ? "○" : "";
            ExcelRange box = writer.Words(rows, column + 1 + i, 1, Look.TileStep, mark);
            SheetWriter.Fill(box, Inks.GroupSteps[i]);
            box.Style.Border.BorderAround(ExcelBorderStyle.Thin, InkColour.Of(Inks.Tint));
            if (i >= StepCount / 2)
            {
                box.Style.Font.Color.SetColor(InkColour.Of(Inks.White));
            }
        }

        writer.Box(rows, column + 1 + StepCount, TileColumns - StepCount - 1, Look.TileChange);
    }

}

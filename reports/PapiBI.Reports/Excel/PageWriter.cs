using System.Xml.Linq;
using OfficeOpenXml;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel.Charts;

namespace PapiBI.Reports.Excel;

/// <summary>One page of a document as one sheet: band, headline, rows of blocks, and where sheets of paper end.</summary>
internal sealed class PageWriter
{
    private const double BandHeight = 36;
    private const double HeadlineGap = 10;
    private const double MostSpare = 12;

    private readonly ReportDocument _document;
    private readonly ReportPage _page;
    private readonly SheetWriter _writer;
    private readonly ChartPlacer _charts;
    private readonly Paper _paper;
    private readonly PaperBreaks _breaks;
    private int _row = 1;

    public PageWriter(ReportDocument document, ReportPage page, ExcelWorksheet sheet, SheetNames names, DataSheet data, Looks looks, List<XDocument> charts)
    {
        _document = document;
        _page = page;
        _writer = new SheetWriter(sheet, PageGrid.For(page), document.Language, names, looks);
        _charts = new ChartPlacer(_writer, data, charts);
        _paper = new Paper(page.IsLandscape);
        _breaks = new PaperBreaks(_paper.Height);
    }

    public void Write()
    {
        ExcelWorksheet sheet = _writer.Sheet;
        sheet.Cells.Style.Font.Name = Look.Font;
        sheet.Cells.Style.Font.Size = Look.BodySize;
        int column = 1;
        foreach (double pixels in _writer.Grid.SheetColumnPixels)
        {
            sheet.Column(column++).Width = pixels / Look.PixelsPerWidth;
        }

        PaperSetup.Apply(sheet, _paper, _document.SourceLine, $"{_document.ReleaseLine} · {Words.Page.In(_document.Language)}");
        Band();
        Headline();
        List<BlockStrip> strips = Strips();
        double spare = _page.IsOneSheetOfPaper ? Math.Clamp((_paper.Height - Used() - strips.Sum(strip => strip.Height)) / Math.Max(strips.Count, 1), 0, MostSpare) : 0;
        foreach (BlockStrip strip in strips)
        {
            Write(strip, spare, isLast: strips.SkipWhile(other => other != strip).Skip(1).All(other => other.Alone is { IsSmallPrint: true }));
        }

        sheet.View.ShowGridLines = false;
        sheet.View.ZoomScale = 100;
        sheet.View.ActiveCell = "A1";
        sheet.PrinterSettings.PrintArea = sheet.Cells[1, 1, Math.Max(_row - 1, 1), _writer.Grid.SheetColumns];
        if (_page.IsOneSheetOfPaper)
        {
            sheet.PrinterSettings.FitToPage = true;
            sheet.PrinterSettings.FitToWidth = 1;
            sheet.PrinterSettings.FitToHeight = 1;
        }
        else
        {
            // Under "fit to" Excel ignores breaks set by hand, so the page is exactly one sheet of paper wide at 100 % instead.
            sheet.PrinterSettings.Scale = 100;
            _breaks.Set(sheet);
        }
    }

    private void Band()
    {
        double wanted = LetterWidths.Of(_page.BandTitle, 16, isBold: true) + 24;
        double note = LetterWidths.Of(_page.BandNote, Look.NoteSize) + 24;
        int titleSpan = Enumerable.Range(13, 9).FirstOrDefault(span => _writer.Grid.Points(0, span) >= wanted, 21);

        // A long title gives way to the note, which says the release: it is drawn smaller.
        titleSpan = Enumerable.Range(13, titleSpan - 12).LastOrDefault(span => _writer.Grid.Points(span, PageGrid.Columns - span) >= note, 13);
        RowSpan row = NextRows(BandHeight);
        if (_writer.Grid.First(titleSpan) > _writer.Grid.Last(0, titleSpan))
        {
            ExcelRange title = _writer.Words(row, 0, titleSpan, Look.Band, _page.BandTitle);
            _writer.Looks.Wrap(title, false);
            _writer.Looks.Shrink(title);
            _writer.Words(row, titleSpan, PageGrid.Columns - titleSpan, Look.BandNote, _page.BandNote);
        }
        else
        {
            BandOfCoarseGrid(row);
        }

        _breaks.Add(row, BandHeight, keepsWithNext: true);
    }

    /// <summary>With few columns the title takes those that it needs, or fewer where the note needs them, and is then drawn smaller.</summary>
    private void BandOfCoarseGrid(RowSpan row)
    {
        int columns = _writer.Grid.SheetColumns;
        double wanted = LetterWidths.Of(_page.BandTitle, 16, isBold: true) + 24;
        double[] points = [.. _writer.Grid.SheetColumnPixels.Select(pixels => pixels * 0.75)];
        double needed = LetterWidths.Of(_page.BandNote, Look.NoteSize) + 24;
        int split = Enumerable.Range(1, columns).FirstOrDefault(count => points.Take(count).Sum() >= wanted, columns);
        split = Enumerable.Range(1, split).LastOrDefault(count => points.Skip(count).Sum() >= needed, split);
        ExcelRange title = _writer.Sheet.Cells[row.First, 1, row.First, split];
        title.Merge = split > 1;
        title.StyleName = Look.Band;
        _writer.Looks.Wrap(title, false);
        _writer.Looks.Shrink(title);
        SheetWriter.SetText(_writer.Sheet.Cells[row.First, 1], _page.BandTitle);
        if (split < columns)
        {
            ExcelRange note = _writer.Sheet.Cells[row.First, split + 1, row.First, columns];
            note.StyleName = Look.BandNote;
            note.Merge = split + 1 < columns;
            SheetWriter.SetText(note, _page.BandNote);
        }
    }

    private void Headline()
    {
        if (_page.Headline.Length == 0)
        {
            return;
        }

        double height = LetterWidths.Height(_page.Headline, Look.HeadingSize, _writer.Grid.Points(0, PageGrid.Columns), isBold: true) + 4;
        RowSpan gap = NextRows(HeadlineGap);
        RowSpan row = NextRows(height);
        _writer.Words(row, 0, PageGrid.Columns, Look.Headline, _page.Headline);
        _breaks.Add(new RowSpan(gap.First, row.Last), height + HeadlineGap, keepsWithNext: true);
    }

    /// <summary>The rows of blocks, as loose as the fewest sheets of paper allow: no sheet for a last line alone.</summary>
    private List<BlockStrip> Strips()
    {
        List<BlockStrip> best = [];
        double fewest = double.PositiveInfinity;
        foreach (Density density in Density.LoosestFirst.TakeWhile(_ => fewest > 1))
        {
            List<BlockStrip> strips = [];
            foreach (BlockStrip strip in _page.Rows.SelectMany(row => Strips(row, density)))
            {
                strips.AddRange(InParts(strip, strips, density));
            }

            if (SheetsOfPaper(strips).Sheets is var sheets && sheets < fewest)
            {
                (best, fewest) = (strips, sheets);
            }
        }

        return best;
    }

    /// <summary>A strip that no sheet of paper can hold, in parts that one can, after those above it.</summary>
    private IEnumerable<BlockStrip> InParts(BlockStrip strip, List<BlockStrip> above, Density density)
    {
        if (_page.IsOneSheetOfPaper || strip.Alone?.Split is not { } split || strip.Height <= _paper.Height)
        {
            return [strip];
        }

        double room = _paper.Height - SheetsOfPaper(above).Used;
        return split(room - strip.Gap, _paper.Height - strip.Gap).Select(part => new BlockStrip([[part]], density));
    }

    /// <summary>How many sheets of paper the strips take, and how much of the last; for a page of one sheet, whether they fit at all.</summary>
    private (double Sheets, double Used) SheetsOfPaper(List<BlockStrip> strips)
    {
        double height = Used() + strips.Sum(strip => strip.Height);
        return _page.IsOneSheetOfPaper ? (height <= _paper.Height ? 1 : height, height) : _paper.Sheets(Used(), strips);
    }

    private IEnumerable<BlockStrip> Strips(BlockRow row, Density density)
    {
        List<List<BlockLines>> lanes = [.. row.Blocks
            .GroupBy(placed => placed.Column)
            .OrderBy(lane => lane.Key)
            .Select(lane => lane.Select(placed => Lines(placed, density)).ToList())];
        return lanes.Count == 1 ? lanes[0].Select(block => new BlockStrip([[block]], density)) : lanes.Count == 0 ? [] : [new BlockStrip(lanes, density)];
    }

    private BlockLines Lines(PlacedBlock placed, Density density) => placed.Block switch
    {
        TilesBlock tiles => TileLines.Of(_writer, placed, tiles),
        NarrativeBlock narrative => ProseLines.Of(_writer, placed, narrative),
        NotesBlock notes => ProseLines.Of(_writer, placed, notes),
        HeadingBlock heading => ProseLines.Of(_writer, placed, heading),
        TableBlock table => new TableLines(_writer, placed, table, _charts, density).Lines(),
        TileMapBlock map => new TileMapLines(_writer, placed, map, density).Lines(),
        ChartBlock chart => ChartLines.Of(_writer, placed, chart, _charts, density),
        _ => throw new ArgumentOutOfRangeException(nameof(placed), placed.Block, "No way to draw this block."),
    };

    private double Used() => Enumerable.Range(1, _row - 1).Sum(row => _writer.Sheet.Row(row).Height);

    private void Write(BlockStrip strip, double spare, bool isLast)
    {
        if (strip.Alone is { } block)
        {
            WriteAlone(block, strip.Gap + spare, isLast);
        }
        else
        {
            WriteSideBySide(strip, strip.Gap + spare);
        }
    }

    private void WriteAlone(BlockLines block, double gap, bool isLast)
    {
        bool mayBreak = block.MayBreak && block.All.Sum(line => line.Height) > _paper.Height * 0.45;
        var pending = new PendingChunk(NextRows(gap).First, gap);
        Take(block.Finding);
        Take(block.Contents);

        int bodyFirst = _row;
        for (int i = 0; i < block.Body.Count; i++)
        {
            Take(block.Body[i]);

            // Repeated rows would also head whatever follows the table.
            if (i == 0 && mayBreak && isLast)
            {
                _breaks.RepeatedHeader = block.Body[i].Height;
                _writer.Sheet.PrinterSettings.RepeatRows = new ExcelAddress($"{bodyFirst}:{_row - 1}");
            }

            // A header never stands without two rows below it, nor a last row alone with the legend.
            if (mayBreak && i >= 2 && i < block.Body.Count - 2)
            {
                _breaks.Add(new RowSpan(pending.First, _row - 1), pending.Height, block.Body[i].KeepsWithNext);
                pending = new PendingChunk(_row, 0);
            }
        }

        var body = new RowSpan(bodyFirst, _row - 1);
        Take(block.Foot);
        if (_row > pending.First)
        {
            _breaks.Add(new RowSpan(pending.First, _row - 1), pending.Height, block.KeepsWithNext);
        }

        block.Finish?.Invoke(body);
        return;

        void Take(Line? line)
        {
            if (line is not null)
            {
                line.Paint(NextRows(line.Height));
                pending = pending with { Height = pending.Height + line.Height };
            }
        }
    }

    private void WriteSideBySide(BlockStrip strip, double gap)
    {
        int first = NextRows(gap).First;
        Shared(strip.Findings);
        Shared(strip.Contents);
        int bodyFirst = _row;
        foreach (double row in strip.Body.Heights)
        {
            NextRows(row);
        }

        strip.Body.Paint(bodyFirst);
        Shared(strip.Feet);
        _breaks.Add(new RowSpan(first, _row - 1), strip.Height - strip.Gap + gap, keepsWithNext: false);
    }

    /// <summary>One row for the same line of every lane, so that headings beside each other are level.</summary>
    private void Shared(IReadOnlyList<Line> lines)
    {
        if (lines.Count > 0)
        {
            RowSpan row = NextRows(lines.Max(line => line.Height));
            foreach (Line line in lines)
            {
                line.Paint(row);
            }
        }
    }

    /// <summary>Rows of this height in all; Excel draws none higher than 409 points.</summary>
    private RowSpan NextRows(double height)
    {
        const double Tallest = 60;
        int count = height > Tallest ? (int)Math.Ceiling(height / Tallest) : 1;
        int first = _row;
        for (int i = 0; i < count; i++)
        {
            _writer.Sheet.Row(_row++).Height = height / count;
        }

        return new RowSpan(first, _row - 1);
    }

    private sealed record PendingChunk(int First, double Height);
}

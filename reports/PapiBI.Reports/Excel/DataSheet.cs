using PapiBI.Reports.Documents;
using OfficeOpenXml;
using PapiBI.Warehouse;

namespace PapiBI.Reports.Excel;

/// <summary>A named list of texts or of numbers (null is a blank cell) to be laid out on the data sheet.</summary>
internal sealed record DataList(string Header, IReadOnlyList<string?>? Texts, IReadOnlyList<double?>? Numbers)
{
    public static DataList Of(string header, IEnumerable<string?> texts) => new(header, [.. texts], null);

    public static DataList Of(string header, IEnumerable<double?> numbers) => new(header, null, [.. numbers]);

    /// <summary>Of its numbers, where not that of the block.</summary>
    public string? Format { get; init; }

    public int Count => Texts?.Count ?? Numbers!.Count;
}

/// <summary>Where a <see cref="DataList"/> lies: what a chart refers to.</summary>
internal sealed record DataRange(DataList List, string HeaderAddress, string Address);

/// <summary>The visible, tidy sheet with the numbers behind every chart, block under titled block.</summary>
internal sealed class DataSheet(ExcelWorksheet sheet, Language language, Looks looks)
{
    private const int FirstBlockRow = 3;
    private const double LeastLabelWidth = 36;
    private const double MostLabelWidth = 56;
    private const double NumberWidth = 9.5;
    private const double RowHeight = 14;
    private const double TitleHeight = 17;
    private const int RowsThatHoldTogether = 4;

    // Beyond any table: nobody reads coordinates, and they are not printed.
    private const int FirstStrokeColumn = 101;
    private readonly List<RowSpan> _blocks = [];
    private int _row = FirstBlockRow;
    private int _strokeRow = FirstBlockRow;
    private int _lastColumn = 6;
    private double _labelWidth = LeastLabelWidth;

    public bool IsEmpty => _row == FirstBlockRow;
    public Language Language => language;

    /// <summary>Each list a column.</summary>
    public IReadOnlyList<DataRange> Columns(string title, IReadOnlyList<DataList> lists, string numberFormat) =>
        Write(title, lists, numberFormat, (block, list, item) => (block + item, 1 + list), lists.Max(list => list.Count) + 1);

    /// <summary>Each list a row, for many lists of few items.</summary>
    public IReadOnlyList<DataRange> Rows(string title, IReadOnlyList<DataList> lists, string numberFormat) =>
        Write(title, lists, numberFormat, (block, list, item) => (block + list, 1 + item), lists.Count);

    /// <summary>Points that only a chart needs, each list a column, far to the right of the tables and outside the printed area.</summary>
    public IReadOnlyList<DataRange> Strokes(string title, IReadOnlyList<DataList> lists)
    {
        var first = _strokeRow + 1;
        SheetWriter.SetText(sheet.Cells[_strokeRow, FirstStrokeColumn], $"{title} – {Words.Coordinates.In(language)}");
        sheet.Cells[_strokeRow, FirstStrokeColumn].StyleName = Look.Data;
        List<DataRange> ranges = [.. lists.Select((list, i) => List(list, item => (first + item, FirstStrokeColumn + i), "0.00"))];
        _strokeRow = first + lists.Max(list => list.Count) + 2;
        return ranges;
    }

    /// <summary>Widths, heading and paper, when all blocks are written.</summary>
    public void Finish(string footerLeft, string footerRight)
    {
        sheet.Column(1).Width = _labelWidth;
        for (int column = 2; column <= _lastColumn; column++)
        {
            sheet.Column(column).Width = NumberWidth;
        }

        sheet.Cells[1, 1, 1, _lastColumn].StyleName = Look.Finding;
        sheet.Cells[1, 1].Value = Words.DataHeadline.In(language);
        sheet.Cells[1, 1, 1, _lastColumn].Style.WrapText = false;
        sheet.Row(1).Height = 22;
        sheet.Row(2).Height = RowHeight;
        var paper = new Paper(IsLandscape: _lastColumn > 12);
        PaperSetup.Apply(sheet, paper, footerLeft, footerRight);
        double width = (_labelWidth + ((_lastColumn - 1) * NumberWidth)) * Look.PixelsPerWidth * 0.75;
        int scale = (int)Math.Clamp(Math.Floor(100 * paper.Width / width), 10, 100);
        sheet.PrinterSettings.Scale = scale;
        double height = paper.Height * 100 / scale;
        var breaks = new PaperBreaks(height);
        breaks.Add(new RowSpan(1, FirstBlockRow - 1), sheet.Row(1).Height + RowHeight, keepsWithNext: true);
        foreach (RowSpan part in _blocks.SelectMany(block => Parts(block, height)))
        {
            breaks.Add(part, Height(part), keepsWithNext: false);
        }

        breaks.Set(sheet);
        sheet.PrinterSettings.PrintArea = sheet.Cells[1, 1, Math.Max(_row - 1, 2), _lastColumn];
        sheet.View.ShowGridLines = false;
    }

    private double Height(RowSpan rows) => Enumerable.Range(rows.First, rows.Count).Sum(row => sheet.Row(row).Height);

    /// <summary>A block stays whole unless no sheet of paper is long enough for it; then its title and header keep the first rows.</summary>
    private IEnumerable<RowSpan> Parts(RowSpan block, double paperHeight)
    {
        int kept = Height(block) <= paperHeight ? block.Last : Math.Min(block.First + RowsThatHoldTogether - 1, block.Last);
        return [new RowSpan(block.First, kept), .. Enumerable.Range(kept + 1, block.Last - kept).Select(row => new RowSpan(row, row))];
    }

    private List<DataRange> Write(string title, IReadOnlyList<DataList> lists, string numberFormat, Func<int, int, int, (int Row, int Column)> place, int rows)
    {
        int first = _row + 1;
        SheetWriter.SetText(sheet.Cells[_row, 1], title);
        sheet.Cells[_row, 1].StyleName = Look.Data;
        looks.Bold(sheet.Cells[_row, 1]);
        looks.Ink(sheet.Cells[_row, 1], Inks.Navy);

        List<DataRange> ranges = [.. lists.Select((list, i) => List(list, item => place(first, i, item), numberFormat))];
        _lastColumn = Math.Max(_lastColumn, lists.Select((list, i) => place(first, i, list.Count).Column).Max());
        int lastColumn = Math.Max(place(first, lists.Count - 1, lists.Max(list => list.Count)).Column, 1);
        ExcelRange headers = sheet.Cells[first, 1, first, lastColumn];
        headers.StyleName = Look.Header;
        headers[first, 1, first, lastColumn].Style.WrapText = true;
        SheetWriter.Rule(sheet.Cells[first, 1, first, lastColumn], Inks.HeaderRule);
        if (lastColumn > 1)
        {
            sheet.Cells[first, 2, first, lastColumn].Style.HorizontalAlignment = OfficeOpenXml.Style.ExcelHorizontalAlignment.Right;
        }

        double headerHeight = Enumerable.Range(2, Math.Max(lastColumn - 1, 0))
            .Select(column => LetterWidths.Height(sheet.Cells[first, column].Value as string ?? "", Look.NoteSize, NumberWidth * Look.PixelsPerWidth * 0.75))
            .Append(14).Max();
        sheet.Row(_row).Height = TitleHeight;
        sheet.Row(first).Height = headerHeight + 2;
        for (int row = first + 1; row <= first + rows; row++)
        {
            sheet.Row(row).Height = RowHeight;
        }

        _blocks.Add(new RowSpan(_row, first + rows));
        _row = first + rows + 1;
        return ranges;
    }

    private DataRange List(DataList list, Func<int, (int Row, int Column)> place, string numberFormat)
    {
        (int Row, int Column) header = place(0);
        (int Row, int Column) start = place(1);
        (int Row, int Column) end = place(list.Count);
        ExcelRange body = sheet.Cells[start.Row, start.Column, end.Row, end.Column];
        body.StyleName = Look.Data;
        for (int item = 0; item < list.Count; item++)
        {
            (int row, int column) = place(item + 1);
            if (list.Texts?[item] is { } text)
            {
                SheetWriter.SetText(sheet.Cells[row, column], text);
            }
            else if (list.Numbers?[item] is { } number && double.IsFinite(number))
            {
                sheet.Cells[row, column].Value = number;
            }
        }

        if (list.Texts is { } labels)
        {
            // Names beyond the widest column are drawn smaller rather than cut.
            looks.Shrink(body);
            double widest = start.Column == 1 ? labels.Max(label => LetterWidths.Of(label ?? "", Look.NoteSize)) / (Look.PixelsPerWidth * 0.75) + 2 : 0;
            _labelWidth = Math.Clamp(widest, _labelWidth, MostLabelWidth);
        }
        else
        {
            looks.Format(body, NumberFormats.Localise(NumberFormats.WithMinus(list.Format ?? numberFormat), language));
        }

        SheetWriter.SetText(sheet.Cells[header.Row, header.Column], list.Header);
        sheet.Cells[header.Row, header.Column].StyleName = Look.Data;
        return new DataRange(list, Absolute(header, header), Absolute(start, end));
    }

    private string Absolute((int Row, int Column) from, (int Row, int Column) to)
    {
        string start = ExcelCellBase.GetAddress(from.Row, from.Column, true);
        string end = ExcelCellBase.GetAddress(to.Row, to.Column, true);
        return $"{SheetNames.Quote(sheet.Name)}!{(start == end ? start : start + ":" + end)}";
    }
}

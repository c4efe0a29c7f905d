using OfficeOpenXml;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel.Charts;

namespace PapiBI.Reports.Excel;

/// <summary>A table as lines: header, rows, legend; and what is laid over it (chart, sparklines, heat, filter).</summary>
internal sealed class TableLines
{
    private const int RuleEvery = 5;
    private const double RowPadding = 5;
    private const int LooseRows = 12;
    private const double FilterButton = 12;
    private const double IndentWidth = 9;
    private const double MostFrozen = 200;

    private readonly SheetWriter _writer;
    private readonly PlacedBlock _placed;
    private readonly TableBlock _table;
    private readonly ChartPlacer _charts;
    private readonly Density _density;
    private readonly List<(TableColumn Column, int At)> _columns = [];
    private readonly RowSpan[] _painted;
    private double _textSize;
    private double _padding;
    private RowSpan? _header;

    public TableLines(SheetWriter writer, PlacedBlock placed, TableBlock table, ChartPlacer charts, Density density)
    {
        (_writer, _placed, _table, _charts, _density) = (writer, placed, table, charts, density);
        int at = placed.Column;
        foreach (TableColumn column in table.Columns)
        {
            _columns.Add((column, at));
            at += column.Span;
        }

        _textSize = table.RowChart is null || table.Columns.Count == 0 || !table.Columns[0].IsText
            ? Look.BodySize
            : RowNames.Size(table.Rows.Select(row => row.Cells.Count > 0 ? row.Cells[0].Text ?? "" : ""), writer.Grid.Points(placed.Column, table.Columns[0].Span));
        _padding = table.Rows.Count <= LooseRows && !table.IsLong ? density.RowPadding : Math.Min(density.RowPadding, RowPadding);
        _painted = new RowSpan[table.Rows.Count];
    }

    public BlockLines Lines() => new()
    {
        Finding = ProseLines.Finding(_writer, _placed, _table.Finding),
        Contents = ProseLines.Contents(_writer, _placed, _table.Contents),
        Body = [Header(), .. _table.Rows.Select(Row)],
        Foot = ProseLines.Legend(_writer, _placed, _table.Legend, _table.RowChart),
        HasRows = true,
        HasEqualRows = _table.RowChart is not null && !FollowsRows,
        MayBreak = _table.RowChart is null,
        Split = _table.RowChart is null ? null : Parts,
        Finish = Finish,
        GapAbove = 14,
    };

    /// <summary>The chart asks for the height of every row, so that they may differ.</summary>
    private bool FollowsRows => _table.RowChart is { Kind: ChartKind.Timeline or ChartKind.Bullet };

    private bool HasAxisInHeader => _table.RowChart is { Kind: ChartKind.Timeline };

    /// <summary>The chart's axis stands in place of the column's header.</summary>
    private bool IsUnderAxis(TableColumn column) => column.IsChart && HasAxisInHeader;

    /// <summary>To filter or sort would part the rows from their bars.</summary>
    private bool IsFiltered => _table is { IsLong: true, RowChart: null };

    private List<BlockLines> Parts(double first, double further)
    {
        BlockLines whole = Lines();
        double frame = whole.Body[0].Height + (whole.Foot?.Height ?? 0);
        double heading = (whole.Finding?.Height ?? 0) + (whole.Contents?.Height ?? 0);
        double[] rows = [.. whole.Body.Skip(1).Select(line => line.Height)];
        double[] heights = whole.HasEqualRows ? [.. rows.Select(_ => rows.Max())] : rows;
        List<BlockLines> parts = [];
        int taken = 0;
        foreach (int count in TableParts.Counts(heights, first - frame - heading, further - frame, [.. _table.Rows.Select(row => row.IsHead)]))
        {
            TableBlock part = _table with
            {
                Finding = taken == 0 ? _table.Finding : "",
                Contents = taken == 0 ? _table.Contents : "",
                Rows = [.. _table.Rows.Skip(taken).Take(count)],
                RowChart = TableParts.Part(_table.RowChart!, taken, count, Words.Rows.In(_writer.Language)),
            };
            parts.Add(new TableLines(_writer, _placed, part, _charts, _density) { _textSize = _textSize, _padding = _padding }.Lines() with { Split = null });
            taken += count;
        }

        return parts;
    }

    private Line Header()
    {
        double height = _columns.Max(part => LetterWidths.Height(IsUnderAxis(part.Column) ? "" : part.Column.Header, Look.NoteSize, _writer.Grid.Points(part.At, part.Column.Span))) + (IsFiltered ? FilterButton : 4);
        return new Line(HasAxisInHeader ? Math.Max(height, Timeline.HeadHeight) : height, rows =>
        {
            _header = rows;
            foreach ((TableColumn column, int at) in _columns)
            {
                bool isLeft = column.IsText || column.IsChart;
                string style = isLeft ? Look.Header : Look.HeaderNumber;
                ExcelRange box = IsUnderAxis(column) ? _writer.Box(rows, at, column.Span, style) : _writer.Words(rows, at, column.Span, style, LetterWidths.Wrapped(column.Header, Look.NoteSize, _writer.Grid.Points(at, column.Span)));
                if (NeedsGap(column))
                {
                    _writer.Looks.Indent(box, 1);
                }

                if (IsFiltered)
                {
                    box.Style.VerticalAlignment = OfficeOpenXml.Style.ExcelVerticalAlignment.Top;
                }
            }

            SheetWriter.Rule(_writer.Range(rows, _placed.Column, _placed.Span), Inks.HeaderRule);
        });
    }

    private Line Row(TableRow row, int index)
    {
        double height = _columns.Zip(row.Cells, (part, cell) => cell is { Text: { } text, Number: null, LinkToTab: null }
            ? LetterWidths.Height(text, _textSize, Width(part.Column, part.At, row), row.IsStrong)
            : LetterWidths.LineHeight(Look.BodySize)).Append(LetterWidths.LineHeight(Look.BodySize)).Max();
        return new Line(height + _padding, rows => Paint(rows, row, index)) { IsRow = true, KeepsWithNext = row.IsHead };
    }

    private double Width(TableColumn column, int at, TableRow row) =>
        _writer.Grid.Points(at, column.Span) - (Indent(column, at == _placed.Column ? 0 : 1, row) * IndentWidth);

    private int Indent(TableColumn column, int index, TableRow row) => index == 0 ? row.Indent : NeedsGap(column) ? 1 : 0;

    /// <summary>A text right of right-aligned numbers, or of a text as wide as its column, would touch it.</summary>
    private bool NeedsGap(TableColumn column)
    {
        int index = _columns.FindIndex(part => ReferenceEquals(part.Column, column));
        return column.IsText && index > 0 && (!_columns[index - 1].Column.IsText || IsFull(index - 1));
    }

    private bool IsFull(int index)
    {
        double room = _writer.Grid.Points(_columns[index].At, _columns[index].Column.Span) - IndentWidth;
        return _table.Rows.Any(row => index < row.Cells.Count && row.Cells[index].Text is { } text && LetterWidths.Of(text, _textSize, row.IsStrong) > room);
    }

    private void Paint(RowSpan rows, TableRow row, int index)
    {
        _painted[index] = rows;
        for (int i = 0; i < _columns.Count; i++)
        {
            (TableColumn column, int at) = _columns[i];
            if (column.IsChart)
            {
                _writer.Box(rows, at, column.Span, Look.Words);
                continue;
            }

            Cell cell = i < row.Cells.Count ? row.Cells[i] : Cell.Missing;
            ExcelRange box = _writer.Value(rows, at, column.Span, column.IsText ? Look.Words : Look.Number, cell);
            if (row.IsStrong || (cell.Number is not null && cell.Tone is Tone.Accent))
            {
                _writer.Looks.Bold(box);
            }

            if ((column.IsText || FollowsRows) && _textSize < Look.BodySize)
            {
                _writer.Looks.Size(box, _textSize);
            }

            if (Indent(column, i, row) is > 0 and int indent)
            {
                _writer.Looks.Indent(box, indent);
            }

            if (!column.IsText && cell.Number is not null && LetterWidths.Of(CellText.Show(cell, _writer.Language), Look.BodySize, row.IsStrong) > Width(column, at, row) - 4)
            {
                _writer.Looks.Shrink(box);
            }
        }

        ExcelRange whole = _writer.Range(rows, _placed.Column, _placed.Span);
        if (row.IsSubject)
        {
            SheetWriter.Fill(whole, Inks.Tint);
        }

        bool isLast = index == _table.Rows.Count - 1;
        if (isLast || _table.RowChart is not null || (index + 1) % RuleEvery == 0)
        {
            SheetWriter.Rule(_writer.Range(rows, _placed.Column, _placed.Span), isLast ? Inks.HeaderRule : Inks.Rule);
        }
    }

    private void Finish(RowSpan body)
    {
        var rows = new RowSpan((_header?.Last ?? body.First) + 1, body.Last);
        if (rows.Count == 0)
        {
            return;
        }

        if (_table.RowChart is { } chart && _columns.Find(part => part.Column.IsChart) is { Column: not null } place)
        {
            _charts.Place(chart, HasAxisInHeader ? new RowSpan(_header!.First, rows.Last) : rows, place.At, place.Column.Span, FollowsRows ? _painted : null);
        }

        foreach ((TableColumn column, int at) in _columns.Where(part => part.Column.IsHeat))
        {
            Heat(_writer.Range(rows, at, column.Span), _columns.IndexOf((column, at)));
        }

        Sparks(rows);
        if (IsFiltered)
        {
            ExcelRange range = _writer.Range(body, _placed.Column, _placed.Span);
            range.AutoFilter = true;

            // Frozen rows that fill the screen leave nothing to scroll.
            if (Enumerable.Range(1, body.First).Sum(row => _writer.Sheet.Row(row).Height) <= MostFrozen)
            {
                _writer.Sheet.View.FreezePanes(body.First + 1, 1);
            }

            RangeNames.Add(_writer.Sheet, _writer.Range(body, _placed.Column, _placed.Span), Words.Table.In(_writer.Language));
        }
    }

    private void Heat(ExcelRange range, int column)
    {
        double extreme = _table.Rows.Select(row => column < row.Cells.Count && row.Cells[column].Number is { } number ? Math.Abs(number) : 0).Max();
        if (extreme == 0)
        {
            return;
        }

        var scale = range.ConditionalFormatting.AddThreeColorScale();
        (scale.LowValue.Type, scale.LowValue.Value, scale.LowValue.Color) = (OfficeOpenXml.ConditionalFormatting.eExcelConditionalFormattingValueObjectType.Num, -extreme, InkColour.Of(Inks.HeatBelow));
        (scale.MiddleValue.Type, scale.MiddleValue.Value, scale.MiddleValue.Color) = (OfficeOpenXml.ConditionalFormatting.eExcelConditionalFormattingValueObjectType.Num, 0, InkColour.Of(Inks.White));
        (scale.HighValue.Type, scale.HighValue.Value, scale.HighValue.Color) = (OfficeOpenXml.ConditionalFormatting.eExcelConditionalFormattingValueObjectType.Num, extreme, InkColour.Of(Inks.HeatAbove));
    }

    private void Sparks(RowSpan rows)
    {
        List<(string Label, IReadOnlyList<double?> Spark, string Address)> sparks = [];
        for (int r = 0; r < _table.Rows.Count; r++)
        {
            TableRow row = _table.Rows[r];
            for (int i = 0; i < Math.Min(row.Cells.Count, _columns.Count); i++)
            {
                if (row.Cells[i].Spark is { Count: > 0 } spark)
                {
                    sparks.Add((row.Cells[0].Text ?? "", spark, ExcelCellBase.GetAddress(rows.First + r, _writer.Grid.First(_columns[i].At))));
                }
            }
        }

        if (sparks.Count == 0)
        {
            return;
        }

        string title = $"{_table.Finding} – {Words.SparkTitle.In(_writer.Language)}";
        IReadOnlyList<DataRange> data = _charts.Data.Rows(title, [
            DataList.Of(Words.Item.In(_writer.Language), Enumerable.Range(1, sparks.Max(spark => spark.Spark.Count)).Select(i => (string?)i.ToString(System.Globalization.CultureInfo.InvariantCulture))),
            .. sparks.Select(spark => DataList.Of(spark.Label, spark.Spark))], "0.00");
        Sparklines.Append(_writer.Sheet, sparks.Zip(data.Skip(1), (spark, range) => (spark.Address, range.Address)));
    }
}

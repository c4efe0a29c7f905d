using System.Drawing;
using System.Globalization;
using OfficeOpenXml;
using OfficeOpenXml.ConditionalFormatting;
using OfficeOpenXml.Drawing;
using OfficeOpenXml.Drawing.Chart;
using OfficeOpenXml.Style;

namespace PapiBI.Benchmarks;

/// <summary>The same content by EPPlus alone, the way its readers are told to: a named style for each look, boxes of one look at once, charts by its own calls.</summary>
internal static class EpplusBare
{
    public static void Write(WorkbookDump dump, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var book in dump.Books)
        {
            using var package = new ExcelPackage();
            OfficeProperties properties = package.Workbook.Properties;
            properties.Title = book.Properties["title"];
            properties.Subject = book.Properties["subject"];
            properties.Author = book.Properties["creator"];
            properties.Company = book.Properties["Company"];
            properties.Category = book.Properties["category"];
            properties.Keywords = book.Properties["keywords"];
            properties.Comments = book.Properties["description"];
            HashSet<int> named = [];
            foreach (var dumped in book.Sheets)
            {
                ExcelWorksheet sheet = package.Workbook.Worksheets.Add(dumped.Name);
                foreach (int style in dumped.Cells.Select(cell => cell.Style).Concat(dumped.Columns.Select(column => column.Style)).Where(named.Add))
                {
                    Add(package.Workbook, Name(style), dump.Styles[style]);
                }

                Write(sheet, dumped);
            }

            foreach (var name in book.Names)
            {
                string[] parts = name.RefersTo.Split('!');
                package.Workbook.Names.Add(name.Name, package.Workbook.Worksheets[parts[0].Trim('\'')].Cells[parts[1]]);
            }

            File.WriteAllBytes(Path.Combine(folder, book.Name), package.GetAsByteArray());
        }
    }

    private static string Name(int style) => "s" + style.ToString(CultureInfo.InvariantCulture);

    private static void Write(ExcelWorksheet sheet, DumpedSheet dumped)
    {
        foreach (var columns in dumped.Columns)
        {
            ExcelColumn column = sheet.Column(columns.First);
            (column.ColumnMax, column.Width, column.StyleName) = (columns.Last, columns.Width, Name(columns.Style));
        }

        foreach (var row in dumped.Rows)
        {
            sheet.Row(row.Row).Height = row.Height;
        }

        var styles = dumped.Cells.ToDictionary(cell => (cell.Row, cell.Column), cell => cell.Style);
        Dictionary<(int, int), int> styled = [];
        foreach (int[] box in dumped.Merged)
        {
            ExcelRange range = sheet.Cells[box[0], box[1], box[2], box[3]];
            range.Merge = true;
            int style = styles[(box[0], box[1])];
            range.StyleName = Name(style);
            for (int row = box[0]; row <= box[2]; row++)
            {
                for (int column = box[1]; column <= box[3]; column++)
                {
                    styled[(row, column)] = style;
                }
            }
        }

        foreach (var cell in dumped.Cells)
        {
            Write(sheet.Cells[cell.Row, cell.Column], cell, isStyled: styled.TryGetValue((cell.Row, cell.Column), out int style) && style == cell.Style);
        }

        SetUp(sheet, dumped);
        foreach (var scale in dumped.Scales)
        {
            var colours = sheet.Cells[scale.Box[0], scale.Box[1], scale.Box[2], scale.Box[3]].ConditionalFormatting.AddThreeColorScale();
            Set(colours.LowValue, scale, 0);
            Set(colours.MiddleValue, scale, 1);
            Set(colours.HighValue, scale, 2);
        }

        foreach (var chart in dumped.Charts)
        {
            Write(sheet, chart);
        }
    }

    private static void Set(ExcelConditionalFormattingColorScaleValue value, DumpedScale scale, int at) =>
        (value.Type, value.Value, value.Color) = (eExcelConditionalFormattingValueObjectType.Num, scale.Values[at], Of(scale.Inks[at]));

    private static void Write(ExcelRange at, DumpedCell cell, bool isStyled)
    {
        if (!isStyled)
        {
            at.StyleName = Name(cell.Style);
        }

        if (cell.Number is { } number)
        {
            at.Value = number;
        }
        else if (cell.Text is { } text)
        {
            at.Value = text;
        }

        foreach (var part in cell.Runs ?? [])
        {
            ExcelRichText run = at.RichText.Add(part.Text);
            (run.FontName, run.Size, run.Bold, run.Color) = (part.Font, (float)part.Size, part.IsBold, Of(part.Ink));
        }
    }

    private static void SetUp(ExcelWorksheet sheet, DumpedSheet dumped)
    {
        DumpedPage page = dumped.Page;
        ExcelPrinterSettings settings = sheet.PrinterSettings;
        decimal[] margins = [.. page.Margins.Select(margin => (decimal)margin)];
        settings.PaperSize = ePaperSize.A4;
        settings.Orientation = page.IsLandscape ? eOrientation.Landscape : eOrientation.Portrait;
        (settings.LeftMargin, settings.RightMargin, settings.TopMargin, settings.BottomMargin, settings.HeaderMargin, settings.FooterMargin) = (margins[0], margins[1], margins[2], margins[3], margins[4], margins[5]);
        settings.HorizontalCentered = true;
        int right = page.Footer.IndexOf("&R", StringComparison.Ordinal);
        sheet.HeaderFooter.OddFooter.LeftAlignedText = page.Footer[2..right];
        sheet.HeaderFooter.OddFooter.RightAlignedText = page.Footer[(right + 2)..];
        if (page.FitsOnePage)
        {
            (settings.FitToPage, settings.FitToWidth, settings.FitToHeight) = (true, 1, 1);
        }

        if (page.Scale is { } scale)
        {
            settings.Scale = scale;
        }

        if (page.PrintArea is { } area)
        {
            settings.PrintArea = sheet.Cells[area];
        }

        if (page.RepeatedRows is { } rows)
        {
            settings.RepeatRows = new ExcelAddress(rows.Replace("$", "", StringComparison.Ordinal));
        }

        foreach (int row in page.Breaks)
        {
            sheet.Row(row).PageBreak = true;
        }

        sheet.View.ShowGridLines = false;
        sheet.View.ZoomScale = page.Zoom;
        if (dumped.FrozenRows > 0)
        {
            sheet.View.FreezePanes(dumped.FrozenRows + 1, 1);
        }

        if (dumped.Filter is { } box)
        {
            sheet.Cells[box[0], box[1], box[2], box[3]].AutoFilter = true;
        }
    }

    private static void Write(ExcelWorksheet sheet, DumpedChart dumped)
    {
        ExcelChart chart = sheet.Drawings.AddChart(dumped.Name, Kind(dumped.Groups[0]));
        for (int i = 0; i < dumped.Groups.Count; i++)
        {
            DumpedGroup group = dumped.Groups[i];
            ExcelChart part = i == 0 ? chart : chart.PlotArea.ChartTypes.Add(Kind(group));
            if (part is ExcelBarChart bars)
            {
                bars.GapWidth = group.Gap ?? bars.GapWidth;
            }

            foreach (var series in group.Series)
            {
                Write(part.Series.Add(series.Values, series.Categories ?? ""), series);
            }
        }

        Write(chart.XAxis, dumped.X);
        Write(chart.YAxis, dumped.Y);
        chart.Legend.Remove();
        chart.Fill.Style = eFillStyle.NoFill;
        chart.Border.Fill.Style = eFillStyle.NoFill;
        chart.PlotArea.Fill.Style = eFillStyle.NoFill;
        chart.DisplayBlanksAs = eDisplayBlanksAs.Gap;
        (chart.From.Row, chart.From.Column) = (dumped.Box[0] - 1, dumped.Box[1] - 1);
        (chart.To.Row, chart.To.Column, chart.To.RowOff, chart.To.ColumnOff) = (dumped.Box[2] - 1, dumped.Box[3] - 1, 0, 0);
    }

    private static eChartType Kind(DumpedGroup group) => group.Kind switch
    {
        "scatter" => eChartType.XYScatterLines,
        "line" => eChartType.LineMarkers,
        "radar" => eChartType.RadarMarkers,
        "bar" => eChartType.BarClustered,
        "column" => group.IsStacked ? eChartType.ColumnStacked : eChartType.ColumnClustered,
        _ => throw new ArgumentOutOfRangeException(nameof(group), group.Kind, "No such chart."),
    };

    private static void Write(ExcelChartSerie written, DumpedSeries series)
    {
        if (series.Name is { } name)
        {
            written.HeaderAddress = new ExcelAddress(name);
        }

        Write(written.Border, series.Line);
        if (written is ExcelBarChartSerie)
        {
            Write(written.Fill, series.Fill);
        }

        if (series.Labels is { } labels && written is ExcelLineChartSerie or ExcelBarChartSerie)
        {
            ExcelChartDataLabel label = written is ExcelLineChartSerie line ? line.DataLabel : ((ExcelBarChartSerie)written).DataLabel;
            label.ShowValue = true;
            Write(label.Font, series.Labels!.Font);
        }

        switch (written)
        {
            case ExcelLineChartSerie line when series.Marker is { } marker:
                line.Marker = Symbol(marker);
                line.MarkerSize = Math.Max(marker.Size, 2);
                break;
            case ExcelScatterChartSerie scatter when series.Marker is { } marker:
                scatter.Marker = Symbol(marker);
                scatter.MarkerSize = Math.Max(marker.Size, 2);
                scatter.MarkerColor = Of(marker.Ink);
                break;
        }
    }

    private static eMarkerStyle Symbol(DumpedMarker marker) => Enum.Parse<eMarkerStyle>(marker.Symbol, ignoreCase: true);

    private static void Write(ExcelChartAxis axis, DumpedAxis dumped)
    {
        axis.Deleted = dumped.IsHidden;
        (axis.MinValue, axis.MaxValue, axis.MajorUnit) = (dumped.Min, dumped.Max, dumped.Step);
        axis.Orientation = dumped.IsReversed ? eAxisOrientation.MaxMin : eAxisOrientation.MinMax;
        axis.Format = dumped.Format;
        axis.LabelPosition = Enum.Parse<eTickLabelPosition>(dumped.Labels, ignoreCase: true);
        axis.Crosses = Enum.Parse<eCrosses>(dumped.Crosses, ignoreCase: true);
        (axis.MajorTickMark, axis.MinorTickMark) = (eAxisTickMark.None, eAxisTickMark.None);
        Write(axis.Border, dumped.Line);
        Write(axis.Font, dumped.Font);
        if (dumped.GridLine.Ink.Length > 0)
        {
            Write(axis.MajorGridlines, dumped.GridLine);
        }
        else
        {
            axis.RemoveGridlines();
        }
    }

    private static void Write(ExcelDrawingBorder border, DumpedLine line)
    {
        Write(border.Fill, line.Ink);
        if (line.Ink.Length > 0)
        {
            border.Width = (int)Math.Round(line.Width);
            border.LineStyle = line.Dash switch { "" => eLineStyle.Solid, "sysDot" => eLineStyle.SystemDot, "sysDash" => eLineStyle.SystemDash, _ => eLineStyle.Dash };
        }
    }

    private static void Write(ExcelDrawingFill fill, string ink)
    {
        if (ink.Length == 0)
        {
            fill.Style = eFillStyle.NoFill;
        }
        else
        {
            fill.Color = Of(ink);
        }
    }

    private static void Write(ExcelTextFont font, DumpedFont dumped) =>
        (font.LatinFont, font.Size, font.Bold, font.Color) = (dumped.Font, (float)dumped.Size, dumped.IsBold, Of(dumped.Ink));

    private static void Add(ExcelWorkbook workbook, string name, CellStyle look)
    {
        ExcelStyle style = workbook.Styles.CreateNamedStyle(name).Style;
        style.Font.Name = look.Font;
        style.Font.Size = (float)look.Size;
        style.Font.Bold = look.IsBold;
        style.Font.UnderLine = look.IsUnderlined;
        if (look.Ink.Length > 0)
        {
            style.Font.Color.SetColor(Of(look.Ink));
        }

        if (look.Fill.Length > 0)
        {
            style.Fill.PatternType = ExcelFillStyle.Solid;
            style.Fill.BackgroundColor.SetColor(Of(look.Fill));
        }

        Set(style.Border.Left, look.Left);
        Set(style.Border.Right, look.Right);
        Set(style.Border.Top, look.Top);
        Set(style.Border.Bottom, look.Bottom);
        style.Numberformat.Format = look.Format;
        if (look.Horizontal.Length > 0)
        {
            style.HorizontalAlignment = Enum.Parse<ExcelHorizontalAlignment>(look.Horizontal, ignoreCase: true);
        }

        if (look.Vertical.Length > 0)
        {
            style.VerticalAlignment = Enum.Parse<ExcelVerticalAlignment>(look.Vertical, ignoreCase: true);
        }

        style.WrapText = look.Wraps;
        style.ShrinkToFit = look.Shrinks;
        style.Indent = look.Indent;
    }

    private static void Set(ExcelBorderItem side, CellBorder border)
    {
        if (border.Style.Length > 0)
        {
            side.Style = Enum.Parse<ExcelBorderStyle>(border.Style, ignoreCase: true);
            side.Color.SetColor(Of(border.Ink));
        }
    }

    private static Color Of(string ink) => ink.Length == 0 ? Color.Black : ColorTranslator.FromHtml("#" + ink);
}

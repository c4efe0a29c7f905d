using System.Drawing;
using System.Globalization;
using OfficeOpenXml;
using OfficeOpenXml.Drawing.Chart;
using OfficeOpenXml.Style;

namespace PapiBI.Benchmarks;

/// <summary>The same cells and charts by EPPlus alone, the way its readers are told to: a named style for each look, charts by its own calls.</summary>
internal static class EpplusBare
{
    public static void Write(WorkbookDump dump, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var book in dump.Books)
        {
            using var package = new ExcelPackage();
            HashSet<int> named = [];
            foreach (var dumped in book.Sheets)
            {
                ExcelWorksheet sheet = package.Workbook.Worksheets.Add(dumped.Name);
                foreach (int style in dumped.Cells.Select(cell => cell.Style).Where(named.Add))
                {
                    Add(package.Workbook, Name(style), dump.Styles[style]);
                }

                Write(sheet, dumped);
            }

            File.WriteAllBytes(Path.Combine(folder, book.Name), package.GetAsByteArray());
        }
    }

    private static string Name(int style) => "s" + style.ToString(CultureInfo.InvariantCulture);

    private static void Write(ExcelWorksheet sheet, DumpedSheet dumped)
    {
        for (int i = 0; i < dumped.Widths.Count; i++)
        {
            sheet.Column(i + 1).Width = dumped.Widths[i];
        }

        for (int i = 0; i < dumped.Heights.Count; i++)
        {
            sheet.Row(i + 1).Height = dumped.Heights[i];
        }

        foreach (var cell in dumped.Cells)
        {
            ExcelRange at = sheet.Cells[cell.Row, cell.Column];
            at.StyleName = Name(cell.Style);
            if (cell.Number is { } number)
            {
                at.Value = number;
            }
            else if (cell.Text is { } text)
            {
                at.Value = text;
            }
        }

        foreach (int[] box in dumped.Merged)
        {
            sheet.Cells[box[0], box[1], box[2], box[3]].Merge = true;
        }

        foreach (var chart in dumped.Charts)
        {
            Write(sheet, chart);
        }
    }

    private static void Write(ExcelWorksheet sheet, DumpedChart dumped)
    {
        ExcelChart chart = sheet.Drawings.AddChart($"chart{sheet.Drawings.Count + 1}", dumped.Kind switch
        {
            "scatter" => eChartType.XYScatterLinesNoMarkers,
            "line" => eChartType.Line,
            "radar" => eChartType.Radar,
            "bar" => eChartType.BarClustered,
            "column" => eChartType.ColumnClustered,
            _ => throw new ArgumentOutOfRangeException(nameof(dumped), dumped.Kind, "No such chart."),
        });
        chart.From.Row = dumped.Box[0];
        chart.From.Column = dumped.Box[1];
        chart.To.Row = dumped.Box[2];
        chart.To.Column = dumped.Box[3];
        foreach (var series in dumped.Series)
        {
            ExcelChartSerie written = chart.Series.Add(series.Values, series.Categories ?? "");
            if (series.Name is { } name)
            {
                written.HeaderAddress = new ExcelAddress(name);
            }

            written.Border.Fill.Color = Of(series.Ink);
        }
    }

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

        if (look.HasRule)
        {
            style.Border.Bottom.Style = ExcelBorderStyle.Thin;
            style.Border.Bottom.Color.SetColor(Of(look.RuleInk));
        }

        style.Numberformat.Format = look.Format;
        style.HorizontalAlignment = Enum.Parse<ExcelHorizontalAlignment>(look.Horizontal);
        style.VerticalAlignment = Enum.Parse<ExcelVerticalAlignment>(look.Vertical);
        style.WrapText = look.Wraps;
        style.ShrinkToFit = look.Shrinks;
        style.Indent = look.Indent;
    }

    private static Color Of(string ink) => ink.Length == 0 ? Color.Black : ColorTranslator.FromHtml("#" + ink);
}

using System.Globalization;
using OfficeOpenXml;
using OfficeOpenXml.Style;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Workbooks;

/// <summary>Where the province stood before the plan, in every item; the weakest parts are marked.</summary>
internal static class PlanTemplateScores
{
    public static readonly Text Tab = new("Điểm năm trước", "Scores of last year");

    private const int Weakest = 10;
    private const int MostOnAPage = 50;

    private static readonly double[] Widths = [16, 13, 56, 10, 10, 12, 12, 14, 11];

    private static readonly Text[] Headings =
    [
        new("Chỉ số, năm", "Index, year"), new("Mã", "Code"), new("Nội dung", "Item"), new("Điểm", "Score"), new("Hạng", "Rank"),
        new("Trung bình các tỉnh", "Mean of provinces"), new("So với trung bình", "Against the mean"), new("Thang điểm", "Scale"), new("Yếu nhất", "Weakest"),
    ];

    public static void Add(ExcelWorkbook workbook, PlanTemplateInput input)
    {
        string tab = Tab.In(input.Language);
        ExcelWorksheet sheet = PlanTemplateLook.Add(workbook, tab, $"{tab} · {input.Province.In(input.Language)}", About(input).In(input.Language), Widths);
        for (int i = 0; i < Headings.Length; i++)
        {
            PlanTemplateLook.Write(sheet.Cells[PlanTemplateLook.HeaderRow, i + 1], Headings[i].In(input.Language));
        }

        PlanTemplateLook.Header(sheet.Cells[PlanTemplateLook.HeaderRow, 1, PlanTemplateLook.HeaderRow, Headings.Length]);
        int row = PlanTemplateLook.FirstRow;
        foreach (PlanTemplateIndex index in input.Indices)
        {
            PlanTemplateItem[] weakest = [.. WeakestOf(index)];
            foreach (PlanTemplateItem item in index.Items.Where(item => index.Gap is null || item.Score is not null || item.Rank is not null))
            {
                Write(sheet, row++, index, item, Array.IndexOf(weakest, item) + 1, input.Language);
            }
        }

        sheet.Cells[PlanTemplateLook.HeaderRow, 1, Math.Max(row - 1, PlanTemplateLook.FirstRow), Headings.Length].AutoFilter = true;
        sheet.Cells[PlanTemplateLook.HeaderRow, 4, row, 8].Style.HorizontalAlignment = ExcelHorizontalAlignment.Right;
        sheet.Cells[PlanTemplateLook.HeaderRow, 9, row, 9].Style.HorizontalAlignment = ExcelHorizontalAlignment.Center;
        sheet.View.FreezePanes(PlanTemplateLook.FirstRow, 1);
        sheet.PrinterSettings.RepeatRows = sheet.Cells[$"{PlanTemplateLook.HeaderRow}:{PlanTemplateLook.HeaderRow}"];
        PlanTemplateLook.Protect(sheet);

        // One index goes on one page.
        PlanTemplateLook.SetPaper(sheet, Headings.Length, (row - 1).ToString(CultureInfo.InvariantCulture), input.Language);
        sheet.PrinterSettings.FitToHeight = row <= MostOnAPage ? 1 : 0;
    }

    /// <summary>The parts furthest below the mean of the provinces, as the reports on a plan reckon them; none where there is no mean.</summary>
    public static IEnumerable<PlanTemplateItem> WeakestOf(PlanTemplateIndex index) =>
        index.Items.Where(item => item.IsLeaf && item.Score - item.Mean < 0)
            .OrderBy(item => item.Score - item.Mean)
            .Take(Weakest);

    private static Text About(PlanTemplateInput input)
    {
        PlanTemplateIndex[] partial = [.. input.Indices.Where(index => index.Gap is not null)];
        return new Text(
            $"Chọn mục tiêu và nhiệm vụ từ các dòng tô màu: {Weakest} nội dung thành phần kém trung bình các tỉnh nhiều nhất của từng chỉ số, ▼ 1 là yếu nhất.{string.Concat(partial.Select(index => $" {index.Name} {index.Year}: {index.Gap!.Value.Vi}."))}",
            $"Choose targets and tasks from the tinted lines: the {Weakest} parts of each index furthest below the mean of the provinces, ▼ 1 being the weakest.{string.Concat(partial.Select(index => $" {index.Name} {index.Year}: {index.Gap!.Value.En}."))}");
    }

    private static void Write(ExcelWorksheet sheet, int row, PlanTemplateIndex index, PlanTemplateItem item, int weakest, Language language)
    {
        ExcelRange line = sheet.Cells[row, 1, row, Headings.Length];
        PlanTemplateLook.Body(line);
        PlanTemplateLook.Write(sheet.Cells[row, 1], $"{index.Name} {index.Year}");
        PlanTemplateLook.Write(sheet.Cells[row, 2], item.Level == IndicatorLevel.Total ? "" : item.Code);
        PlanTemplateLook.Write(sheet.Cells[row, 3], item.Name.In(language));
        Number(sheet.Cells[row, 4], item.Score, "0.00");
        Number(sheet.Cells[row, 5], item.Rank, item.Ranked is { } n ? $"0\"/{n}\"" : "0");
        Number(sheet.Cells[row, 6], item.Mean, "0.00");
        Number(sheet.Cells[row, 7], item.Score - item.Mean is { } gap ? Math.Round(gap, 2, MidpointRounding.AwayFromZero) + 0.0 : null, "\"+\"0.00;\"−\"0.00;0.00");
        PlanTemplateLook.Write(sheet.Cells[row, 8], $"{Shown(item.Min, language)}–{Shown(item.Max, language)}");
        PlanTemplateLook.FitRow(sheet, row, [(item.Name.In(language), Widths[2])]);
        if (item.Level is IndicatorLevel.Total or IndicatorLevel.Dimension)
        {
            line.Style.Font.Bold = true;
        }

        if (weakest > 0)
        {
            PlanTemplateLook.Fill(line, PlanTemplateLook.WeakFill);
            PlanTemplateLook.Write(sheet.Cells[row, 9], $"▼ {weakest}");
            sheet.Cells[row, 9].Style.Font.Color.SetColor(PlanTemplateLook.Fall);
        }
    }

    /// <summary>As people of that language write it, with at most two decimals.</summary>
    internal static string Shown(double value, Language language)
    {
        string text = value.ToString("0.##", CultureInfo.InvariantCulture);
        return language == Language.Vietnamese ? text.Replace('.', ',') : text;
    }

    private static void Number(ExcelRange cell, double? value, string format)
    {
        cell.Value = value is null ? "–" : value;
        cell.Style.Numberformat.Format = format;
    }
}

using OfficeOpenXml;

namespace PapiBI.Reports.Excel;

/// <summary>A4, margins and the footer of a sheet.</summary>
internal static class PaperSetup
{
    private const int LongestFooter = 255;
    private const string FooterFont = "&\"Times New Roman,Regular\"&9 ";

    public static void Apply(ExcelWorksheet sheet, Paper paper, string footerLeft, string footerRight)
    {
        ExcelPrinterSettings settings = sheet.PrinterSettings;
        settings.PaperSize = ePaperSize.A4;
        settings.Orientation = paper.IsLandscape ? eOrientation.Landscape : eOrientation.Portrait;
        settings.LeftMargin = Paper.Inches(Paper.Side);
        settings.RightMargin = Paper.Inches(Paper.Side);
        settings.TopMargin = Paper.Inches(Paper.Top);
        settings.BottomMargin = Paper.Inches(Paper.Bottom);
        settings.HeaderMargin = Paper.Inches(Paper.FooterMargin);
        settings.FooterMargin = Paper.Inches(Paper.FooterMargin);
        settings.HorizontalCentered = true;

        string right = FooterFont + Escape(footerRight) + " &P/&N";
        string left = FooterFont + Escape(footerLeft);
        int room = Math.Max(LongestFooter - right.Length - "&L&R".Length, 0);
        sheet.HeaderFooter.OddFooter.LeftAlignedText = left.Length <= room ? left : left[..room].TrimEnd('&');
        sheet.HeaderFooter.OddFooter.RightAlignedText = right;
    }

    private static string Escape(string text) => text.Replace("&", "&&", StringComparison.Ordinal);
}

using System.Drawing;

namespace PapiBI.Reports.Excel;

/// <summary>An ink as the spreadsheet library wants it.</summary>
internal static class InkColour
{
    public static Color Of(string ink) => ColorTranslator.FromHtml("#" + ink);
}

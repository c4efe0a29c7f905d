using PapiBI.Reports.Documents;
using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace PapiBI.Reports.Excel;

/// <summary>The named styles of a workbook: made once, then applied to ranges, which is ten times cheaper than styling cells one by one.</summary>
internal static class Look
{
    public const string Font = "Times New Roman";
    public const float BodySize = 11;

    /// <summary>Widths of columns count digits of the workbook's normal font. At 12 points a digit is 8 pixels in every program; at 11 they disagree.</summary>
    public const float NormalSize = 12;
    public const double PixelsPerWidth = 8;
    public const float NoteSize = 9;
    public const float HeadingSize = 12;

    public const string Band = "PapiBI Band";
    public const string BandNote = "PapiBI Band note";
    public const string Headline = "PapiBI Headline";
    public const string Finding = "PapiBI Finding";
    public const string Contents = "PapiBI Contents";
    public const string Narrative = "PapiBI Narrative";
    public const string Note = "PapiBI Note";
    public const string Legend = "PapiBI Legend";
    public const string Header = "PapiBI Header";
    public const string HeaderNumber = "PapiBI Header number";
    public const string Words = "PapiBI Text";
    public const string Number = "PapiBI Number";
    public const string TileLabel = "PapiBI Tile label";
    public const string TileValue = "PapiBI Tile value";
    public const string TileChange = "PapiBI Tile change";
    public const string TileStep = "PapiBI Tile step";
    public const string TileNote = "PapiBI Tile note";
    public const string MapName = "PapiBI Map name";
    public const string MapValue = "PapiBI Map value";
    public const string Data = "PapiBI Data";

    public static void AddTo(ExcelWorkbook workbook)
    {
        ExcelFont normal = workbook.Styles.NamedStyles[0].Style.Font;
        normal.Name = Font;
        normal.Size = NormalSize;

        Add(workbook, Band, 16, Inks.White, isBold: true, vertical: ExcelVerticalAlignment.Center, fill: Inks.Navy, indent: 1);
        Add(workbook, BandNote, 9.5f, Inks.White, horizontal: ExcelHorizontalAlignment.Right, vertical: ExcelVerticalAlignment.Center, fill: Inks.Navy, indent: 1);
        Add(workbook, Headline, HeadingSize, Inks.Navy, isBold: true, wraps: true, vertical: ExcelVerticalAlignment.Center);
        Add(workbook, Finding, HeadingSize, Inks.Navy, isBold: true, wraps: true, vertical: ExcelVerticalAlignment.Bottom);
        Add(workbook, Contents, NoteSize, Inks.Quiet, wraps: true, vertical: ExcelVerticalAlignment.Top);
        Add(workbook, Narrative, BodySize, Inks.Text, wraps: true, horizontal: ExcelHorizontalAlignment.Justify, vertical: ExcelVerticalAlignment.Top);
        Add(workbook, Note, NoteSize, Inks.Quiet, wraps: true, vertical: ExcelVerticalAlignment.Top);
        Add(workbook, Legend, NoteSize, Inks.Quiet, wraps: true, vertical: ExcelVerticalAlignment.Bottom);
        Add(workbook, Header, NoteSize, Inks.Quiet, wraps: true, vertical: ExcelVerticalAlignment.Bottom);
        Add(workbook, HeaderNumber, NoteSize, Inks.Quiet, wraps: true, horizontal: ExcelHorizontalAlignment.Right, vertical: ExcelVerticalAlignment.Bottom);
        Add(workbook, Words, BodySize, Inks.Text, wraps: true, vertical: ExcelVerticalAlignment.Center);
        Add(workbook, Number, BodySize, Inks.Text, horizontal: ExcelHorizontalAlignment.Right, vertical: ExcelVerticalAlignment.Center);
        Add(workbook, TileLabel, NoteSize, Inks.Quiet, vertical: ExcelVerticalAlignment.Center, fill: Inks.Tint, indent: 1);
        Add(workbook, TileValue, 22, Inks.Navy, isBold: true, vertical: ExcelVerticalAlignment.Center, fill: Inks.Tint, indent: 1);
        Add(workbook, TileChange, BodySize, Inks.Text, vertical: ExcelVerticalAlignment.Center, fill: Inks.Tint, indent: 1);
        Add(workbook, TileStep, BodySize, Inks.Navy, horizontal: ExcelHorizontalAlignment.Center, vertical: ExcelVerticalAlignment.Center);
        Add(workbook, TileNote, NoteSize, Inks.Quiet, wraps: true, vertical: ExcelVerticalAlignment.Center, fill: Inks.Tint, indent: 1);
        Add(workbook, MapName, NoteSize, Inks.Text, wraps: true, horizontal: ExcelHorizontalAlignment.Center, vertical: ExcelVerticalAlignment.Center);
        Add(workbook, MapValue, NoteSize, Inks.Text, isBold: true, horizontal: ExcelHorizontalAlignment.Center, vertical: ExcelVerticalAlignment.Top);
        Add(workbook, Data, 10, Inks.Text);
    }

    private static void Add(
        ExcelWorkbook workbook,
        string name,
        float size,
        string ink,
        bool isBold = false,
        bool wraps = false,
        ExcelHorizontalAlignment horizontal = ExcelHorizontalAlignment.Left,
        ExcelVerticalAlignment vertical = ExcelVerticalAlignment.Bottom,
        string? fill = null,
        int indent = 0)
    {
        ExcelStyle style = workbook.Styles.CreateNamedStyle(name).Style;
        style.Font.Name = Font;
        style.Font.Size = size;
        style.Font.Bold = isBold;
        style.Font.Color.SetColor(InkColour.Of(ink));
        style.WrapText = wraps;
        style.HorizontalAlignment = name == Data ? ExcelHorizontalAlignment.General : horizontal;
        style.VerticalAlignment = vertical;
        style.Indent = indent;
        if (fill is not null)
        {
            style.Fill.PatternType = ExcelFillStyle.Solid;
            style.Fill.BackgroundColor.SetColor(InkColour.Of(fill));
        }
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using OfficeOpenXml;

namespace PapiBI.Benchmarks;

/// <summary>Reads a finished workbook part by part: all that it holds, whatever wrote it.</summary>
internal sealed class WorkbookReader
{
    private static readonly XNamespace S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main";
    private static readonly XNamespace Xm = "http://schemas.microsoft.com/office/excel/2006/main";

    private readonly ZipArchive _package;
    private readonly int[] _styles;
    private readonly XElement[] _strings;
    private readonly XElement[] _names;

    private WorkbookReader(ZipArchive package, Dictionary<CellStyle, int> styles)
    {
        _package = package;
        _styles = [.. Styles(Part("xl/styles.xml")).Select(style => styles.TryGetValue(style, out int known) ? known : styles[style] = styles.Count)];
        _strings = [.. Part("xl/sharedStrings.xml").Elements(S + "si")];
        _names = [.. Part("xl/workbook.xml").Descendants(S + "definedName")];
    }

    public static DumpedBook Read(string file, Dictionary<CellStyle, int> styles)
    {
        using ZipArchive package = ZipFile.OpenRead(file);
        var reader = new WorkbookReader(package, styles);
        return new DumpedBook(
            Path.GetFileName(file),
            reader.Part("docProps/core.xml").Elements().Concat(reader.Part("docProps/app.xml").Elements()).ToDictionary(property => property.Name.LocalName, property => property.Value, StringComparer.Ordinal),
            [.. reader._names.Where(name => name.Attribute("localSheetId") is null).Select(name => new DumpedName(Text(name, "name"), name.Value))],
            [.. reader.Part("xl/workbook.xml").Descendants(S + "sheet").Select((sheet, i) => reader.Sheet(Text(sheet, "name"), i, reader.Related("xl/workbook.xml", sheet.Attribute(R + "id")!.Value)))]);
    }

    private DumpedSheet Sheet(string name, int index, string part)
    {
        XElement sheet = Part(part);
        return new DumpedSheet
        {
            Name = name,
            Columns = [.. sheet.Descendants(S + "col").Select(column => new DumpedColumns((int)column.Attribute("min")!, (int)column.Attribute("max")!, Number(column, "width"), Style(column, "style")))],
            Rows = [.. sheet.Descendants(S + "row").Select(row => new DumpedRow((int)row.Attribute("r")!, Number(row, "ht")))],
            Cells = [.. sheet.Descendants(S + "c").Select(Cell)],
            Merged = [.. sheet.Descendants(S + "mergeCell").Select(merged => Box(Text(merged, "ref")))],
            Page = Page(sheet, index),
            Scales = [.. sheet.Descendants(S + "conditionalFormatting").Select(format => new DumpedScale(
                Box(Text(format, "sqref")),
                [.. format.Descendants(S + "cfvo").Select(value => Number(value, "val"))],
                [.. format.Descendants(S + "color").Select(colour => Text(colour, "rgb")[2..].ToUpperInvariant())]))],
            Sparklines = [.. sheet.Descendants(X14 + "sparklineGroup").Select(group => new DumpedSparklines(
                Text(group.Element(X14 + "colorSeries")!, "rgb")[2..],
                Text(group.Element(X14 + "colorLast")!, "rgb")[2..],
                [.. group.Descendants(Xm + "sqref").Select(cell => cell.Value)],
                [.. group.Descendants(Xm + "f").Select(data => data.Value)]))],
            Charts = [.. sheet.Elements(S + "drawing").SelectMany(drawing => Charts(Related(part, drawing.Attribute(R + "id")!.Value)))],
            Filter = sheet.Element(S + "autoFilter") is { } filter ? Box(Text(filter, "ref")) : null,
            FrozenRows = sheet.Descendants(S + "pane").Select(pane => (int?)pane.Attribute("ySplit")).SingleOrDefault() ?? 0,
            TextNumbers = sheet.Descendants(S + "ignoredError").Select(error => Text(error, "sqref")).SingleOrDefault(),
        };
    }

    private DumpedCell Cell(XElement cell)
    {
        int[] at = Box(Text(cell, "r"));
        string? value = cell.Element(S + "v")?.Value;
        int style = Style(cell, "s");
        if (value is null || Text(cell, "t") != "s")
        {
            return new DumpedCell(at[0], at[1], style, null, value is null ? null : double.Parse(value, CultureInfo.InvariantCulture), null);
        }

        XElement shared = _strings[int.Parse(value, CultureInfo.InvariantCulture)];
        DumpedRun[] runs = [.. shared.Elements(S + "r").Select(Run)];
        return new DumpedCell(at[0], at[1], style, runs.Length == 0 ? shared.Value : null, null, runs.Length == 0 ? null : runs);
    }

    private static DumpedRun Run(XElement run)
    {
        XElement look = run.Element(S + "rPr")!;
        return new DumpedRun(run.Element(S + "t")!.Value, Text(look.Element(S + "rFont")!, "val"), Number(look.Element(S + "sz")!, "val"), look.Element(S + "b") is not null, Colour(look.Element(S + "color")));
    }

    private DumpedPage Page(XElement sheet, int index)
    {
        XElement setup = sheet.Element(S + "pageSetup")!;
        XElement margins = sheet.Element(S + "pageMargins")!;
        string? Local(string name) => _names.Where(item => Text(item, "name") == name && (int?)item.Attribute("localSheetId") == index).Select(item => item.Value[(item.Value.LastIndexOf('!') + 1)..]).SingleOrDefault();
        return new DumpedPage(
            Text(setup, "orientation") == "landscape",
            (int?)setup.Attribute("scale"),
            sheet.Descendants(S + "pageSetUpPr").Any(),
            [.. new[] { "left", "right", "top", "bottom", "header", "footer" }.Select(side => Number(margins, side))],
            sheet.Descendants(S + "oddFooter").Single().Value,
            Local("_xlnm.Print_Area"),
            Local("_xlnm.Print_Titles"),
            [.. sheet.Descendants(S + "brk").Select(line => (int)line.Attribute("id")!)],
            (int?)sheet.Descendants(S + "sheetView").Single().Attribute("zoomScale") ?? 100);
    }

    private IEnumerable<DumpedChart> Charts(string drawing) =>
        Part(drawing).Elements().Select(anchor => ChartReader.Read(anchor, Part(Related(drawing, anchor.Descendants().Attributes(R + "id").Single().Value))));

    private static IEnumerable<CellStyle> Styles(XElement sheet)
    {
        XElement[] fonts = [.. sheet.Element(S + "fonts")!.Elements()];
        XElement[] fills = [.. sheet.Element(S + "fills")!.Elements()];
        XElement[] borders = [.. sheet.Element(S + "borders")!.Elements()];
        var formats = sheet.Descendants(S + "numFmt").ToDictionary(format => (int)format.Attribute("numFmtId")!, format => Text(format, "formatCode"));
        foreach (XElement look in sheet.Element(S + "cellXfs")!.Elements())
        {
            XElement font = fonts[(int?)look.Attribute("fontId") ?? 0];
            XElement border = borders[(int?)look.Attribute("borderId") ?? 0];
            XElement? fill = fills[(int?)look.Attribute("fillId") ?? 0].Descendants(S + "fgColor").SingleOrDefault();
            XElement align = look.Element(S + "alignment") ?? new XElement(S + "alignment");
            int format = (int)look.Attribute("numFmtId")!;
            yield return new CellStyle(
                Text(font.Element(S + "name")!, "val"),
                Number(font.Element(S + "sz")!, "val"),
                font.Element(S + "b") is not null,
                font.Element(S + "u") is not null,
                Colour(font.Element(S + "color")),
                Colour(fill),
                Border(border, "left"),
                Border(border, "right"),
                Border(border, "top"),
                Border(border, "bottom"),
                formats.GetValueOrDefault(format) ?? format switch { 0 => "General", 1 => "0", 2 => "0.00", _ => throw new ArgumentOutOfRangeException(nameof(sheet), format, "No such built-in format.") },
                Text(align, "horizontal"),
                Text(align, "vertical"),
                Text(align, "wrapText") == "1",
                Text(align, "shrinkToFit") == "1",
                (int?)align.Attribute("indent") ?? 0);
        }
    }

    private static CellBorder Border(XElement border, string side) => new(Text(border.Element(S + side)!, "style"), Colour(border.Element(S + side)!.Element(S + "color")));

    private static string Colour(XElement? colour) => colour is null ? "" : Text(colour, "rgb") is { Length: 8 } argb ? argb[2..] : "";

    private int Style(XElement of, string name) => _styles[(int?)of.Attribute(name) ?? 0];

    private static string Text(XElement of, string name) => of.Attribute(name)?.Value ?? "";

    private static double Number(XElement of, string name) => (double)of.Attribute(name)!;

    /// <summary>Row, column, row, column, both ends included.</summary>
    private static int[] Box(string address) => new ExcelAddress(address) is var box ? [box.Start.Row, box.Start.Column, box.End.Row, box.End.Column] : [];

    private XElement Part(string name)
    {
        using Stream part = _package.GetEntry(name)!.Open();
        return XDocument.Load(part).Root!;
    }

    private string Related(string part, string id)
    {
        int slash = part.LastIndexOf('/');
        string target = Part($"{part[..slash]}/_rels/{part[(slash + 1)..]}.rels").Elements().Single(relation => Text(relation, "Id") == id).Attribute("Target")!.Value;
        return new Uri(new Uri("http://package/" + part), target).AbsolutePath.TrimStart('/');
    }
}

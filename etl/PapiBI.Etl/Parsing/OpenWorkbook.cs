using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;
using PapiBI.Etl.Sources;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Parsing;

/// <summary>
/// Reads the sheets of an .xlsx workbook straight from their parts, so that a sheet nobody asks for is never unpacked, and so that an error,
/// or a formula saved without its value, is never taken for a blank cell, which means "no score".
/// </summary>
internal sealed partial class OpenWorkbook
{
    private const int DeepestMarkup = 64;
    private const int LongestText = 32_767;
    private const int DaysFrom1900To1904 = 1462;
    public const string FormulaWithoutValue = "#CALC!";

    private readonly ZipArchive _package;
    private readonly ReadingLimits _limits;
    private readonly Dictionary<string, (string Type, string Target)> _relationships = new(StringComparer.Ordinal);
    private readonly char[] _letters = new char[LongestText + 1];
    private long _unpacked;
    private long _lettersRead;
    private bool _isFrom1904;
    private List<string>? _texts;
    private List<NumberFormat>? _styles;

    private OpenWorkbook(ZipArchive package, ReadingLimits limits)
    {
        _package = package;
        _limits = limits;
    }

    public static IReadOnlyList<RawSheet> Sheets(ZipArchive package, ReadingLimits limits) => new OpenWorkbook(package, limits).Sheets();

    private List<RawSheet> Sheets()
    {
        if (_package.GetEntry("xl/workbook.xml") is null)
        {
            throw new UnwantedWorkbookException(Refusals.NotAWorkbook);
        }

        foreach (XmlReader xml in Elements("xl/_rels/workbook.xml.rels", "Relationship"))
        {
            _relationships[xml.GetAttribute("Id") ?? ""] = (xml.GetAttribute("Type") ?? "", xml.GetAttribute("Target") ?? "");
        }

        var sheets = new List<RawSheet>();
        foreach (XmlReader xml in Elements("xl/workbook.xml", "sheet", "workbookPr"))
        {
            if (xml.LocalName == "workbookPr")
            {
                _isFrom1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (_relationships.TryGetValue(IdOf(xml), out (string Type, string Target) part))
            {
                string name = xml.GetAttribute("name") ?? "";
                sheets.Add(new RawSheet(name, Rows(name, PathOf(part.Target)), xml.GetAttribute("state") is "hidden" or "veryHidden", Merged(PathOf(part.Target))));
            }
        }

        return sheets;
    }

    private IEnumerable<RawRow> Rows(string sheet, string part)
    {
        using XmlReader xml = Open(part);
        var cells = new List<RawCell>();
        int line = 0;
        while (Next(xml))
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                line = Following(line, xml.GetAttribute("r") is string number ? int.Parse(number, CultureInfo.InvariantCulture) : line + 1);
                ReadCells(xml, sheet, line, cells);
                if (cells.Exists(cell => !cell.IsBlank))
                {
                    CheckSize(line, cells.Count);
                    yield return new RawRow(sheet, line, [.. cells]);
                }
            }
            else if (xml is { NodeType: XmlNodeType.EndElement, LocalName: "sheetData" })
            {
                yield break;
            }
        }
    }

    /// <summary>They stand behind the rows, so the part is read once more by whoever asks for them.</summary>
    private IEnumerable<MergedCells> Merged(string part)
    {
        int count = 0;
        foreach (XmlReader xml in Elements(part, "mergeCell"))
        {
            Match place = Area().Match(xml.GetAttribute("ref") ?? "");
            if (++count > _limits.Rows)
            {
                throw new UnwantedWorkbookException(Refusals.TooLarge);
            }

            if (place.Success)
            {
                yield return new MergedCells(int.Parse(place.Groups["top"].Value, CultureInfo.InvariantCulture), Positions.ColumnIn(place.Groups["left"].Value), int.Parse(place.Groups["bottom"].Value, CultureInfo.InvariantCulture), Positions.ColumnIn(place.Groups["right"].Value));
            }
        }
    }

    /// <summary>Fills the cells of a row up to the last that is not blank. Rows and cells may leave their number out: they then follow the one before.</summary>
    private void ReadCells(XmlReader xml, string sheet, int line, List<RawCell> cells)
    {
        cells.Clear();
        int column = 0;
        int depth = xml.Depth;
        if (xml.IsEmptyElement)
        {
            return;
        }

        while (Next(xml) && xml.Depth > depth)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                continue;
            }

            string? place = xml.GetAttribute("r");
            column = Following(column, place is null ? column + 1 : Positions.ColumnIn(place));
            Origin origin = Positions.Of(sheet, line, column);
            if (place is not null && place != origin.Position)
            {
                throw new InvalidDataException($"{place} stands in row {line}.");
            }

            RawCell cell = Cell(xml, origin);
            if (!cell.IsBlank)
            {
                CheckSize(line, column);
                while (cells.Count < column - 1)
                {
                    cells.Add(new RawCell("", Positions.Of(sheet, line, cells.Count + 1)));
                }

                cells.Add(cell);
            }
        }
    }

    private RawCell Cell(XmlReader xml, Origin origin)
    {
        string type = xml.GetAttribute("t") ?? "n";
        int style = xml.GetAttribute("s") is string number ? int.Parse(number, CultureInfo.InvariantCulture) : 0;
        string? value = null;
        bool isFormula = false;
        int depth = xml.Depth;
        bool hasContent = !xml.IsEmptyElement;
        while (hasContent && Next(xml) && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.Depth == depth + 1)
            {
                isFormula |= xml.LocalName == "f";
                value = xml.LocalName is "v" or "is" ? Text(xml) : value;
            }
        }

        return type switch
        {
            "e" => RawCell.Of(value?.StartsWith('#') == true ? value : "#ERROR!", origin),
            _ when string.IsNullOrEmpty(value) && isFormula && !(type == "str" && value is not null) => RawCell.Of(FormulaWithoutValue, origin),
            _ when string.IsNullOrEmpty(value) => new RawCell("", origin),
            "s" => RawCell.Of(Texts[int.Parse(value, CultureInfo.InvariantCulture)], origin),
            "b" => Workbook.Truth(value is "1" or "true", origin),
            "n" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double digits) => NumberCell(digits, style, origin),
            _ => RawCell.Of(Unescaped(value), origin),
        };
    }

    /// <summary>A number whose format is lost may be a percentage or a day, so it is not read; only format 0 may be absent.</summary>
    private RawCell NumberCell(double number, int style, Origin origin)
    {
        NumberFormat format = style == 0 && Styles.Count == 0 ? NumberFormat.Plain : Styles[style];
        return Workbook.Number(_isFrom1904 && (format is NumberFormat.Moment or NumberFormat.Month) ? number + DaysFrom1900To1904 : number, format, origin);
    }

    private List<string> Texts
    {
        get
        {
            if (_texts is null)
            {
                _texts = [];
                foreach (XmlReader xml in Elements(PartOf("/sharedStrings"), "si"))
                {
                    _texts.Add(_texts.Count < _limits.Cells ? Unescaped(Text(xml)) : throw new UnwantedWorkbookException(Refusals.TooLarge));
                }
            }

            return _texts;
        }
    }

    private List<NumberFormat> Styles
    {
        get
        {
            if (_styles is null)
            {
                _styles = [];
                var own = new Dictionary<string, NumberFormat>(StringComparer.Ordinal);
                bool isOfCells = false;
                foreach (XmlReader xml in Elements(PartOf("/styles"), "numFmt", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "xf"))
                {
                    isOfCells = xml.LocalName == "cellXfs" || (isOfCells && xml.LocalName == "xf");
                    if (xml.LocalName == "numFmt")
                    {
                        own[xml.GetAttribute("numFmtId") ?? ""] = NumberFormats.Of(xml.GetAttribute("formatCode") ?? "");
                    }
                    else if (isOfCells && xml.LocalName == "xf")
                    {
                        string id = xml.GetAttribute("numFmtId") ?? "0";
                        _styles.Add(own.TryGetValue(id, out NumberFormat format) ? format : NumberFormats.Of(int.Parse(id, CultureInfo.InvariantCulture)));
                    }
                }
            }

            return _styles;
        }
    }

    /// <summary>The text of the element that the reader stands on, of all its runs, without the hints of how to pronounce it. Leaves the reader at its end.</summary>
    private string Text(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        int depth = xml.Depth;
        int hints = int.MaxValue;
        int length = 0;
        while (Next(xml) && xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                hints = xml.Depth;
            }
            else if (xml is { NodeType: XmlNodeType.EndElement, LocalName: "rPh" })
            {
                hints = int.MaxValue;
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace && xml.Depth <= hints)
            {
                for (int read; (read = xml.ReadValueChunk(_letters, length, _letters.Length - length)) > 0;)
                {
                    length += read;
                }
            }
        }

        _lettersRead += length;
        if (length > LongestText || _lettersRead > _limits.Letters)
        {
            throw new UnwantedWorkbookException(Refusals.TooLarge);
        }

        return new string(_letters, 0, length);
    }

    /// <summary>The reader at each element of these names, in a part that may be absent.</summary>
    private IEnumerable<XmlReader> Elements(string part, params string[] names)
    {
        if (_package.GetEntry(part) is null)
        {
            yield break;
        }

        using XmlReader xml = Open(part);
        while (Next(xml))
        {
            if (xml.NodeType == XmlNodeType.Element && names.Contains(xml.LocalName))
            {
                yield return xml;
            }
        }
    }

    private static bool Next(XmlReader xml) =>
        xml.Depth < DeepestMarkup ? xml.Read() : throw new InvalidDataException("Nested too deep.");

    private XmlReader Open(string part) =>
        XmlReader.Create(
            new UnpackedPart((_package.GetEntry(part) ?? throw new InvalidDataException($"{part} is not there.")).Open(), Count),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true });

    private void Count(int bytes)
    {
        _unpacked += bytes;
        if (_unpacked > _limits.UnpackedBytes)
        {
            throw new UnwantedWorkbookException(Refusals.TooLarge);
        }
    }

    private void CheckSize(int line, int column)
    {
        if (line > _limits.Rows || column > _limits.Columns)
        {
            throw new UnwantedWorkbookException(Refusals.TooLarge);
        }
    }

    /// <summary>Excel itself refuses a workbook in which a row or cell stands twice or too late.</summary>
    private static int Following(int before, int number) =>
        number > before ? number : throw new InvalidDataException($"{number} follows {before}.");

    private string PartOf(string type) => PathOf(_relationships.Values.FirstOrDefault(part => part.Type.EndsWith(type, StringComparison.Ordinal)).Target ?? "");

    private static string PathOf(string target) => target.StartsWith('/') ? target[1..] : $"xl/{target}";

    private static string IdOf(XmlReader sheet)
    {
        // The attribute "id" of whichever of the two namespaces of relationships; "sheetId" is another thing.
        for (bool any = sheet.MoveToFirstAttribute(); any; any = sheet.MoveToNextAttribute())
        {
            if (sheet is { LocalName: "id", NamespaceURI.Length: > 0 })
            {
                string id = sheet.Value;
                sheet.MoveToElement();
                return id;
            }
        }

        sheet.MoveToElement();
        return "";
    }

    /// <summary>Control characters are written as "_x000D_".</summary>
    private static string Unescaped(string text) =>
        text.Contains("_x", StringComparison.Ordinal)
            ? Escape().Replace(text, letter => ((char)int.Parse(letter.Groups["code"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
            : text;

    [GeneratedRegex("^(?<left>[A-Z]{1,3})(?<top>[0-9]{1,7}):(?<right>[A-Z]{1,3})(?<bottom>[0-9]{1,7})$", RegexOptions.None, 1000)]
    private static partial Regex Area();

    [GeneratedRegex("_x(?<code>[0-9A-Fa-f]{4})_", RegexOptions.None, 1000)]
    private static partial Regex Escape();
}

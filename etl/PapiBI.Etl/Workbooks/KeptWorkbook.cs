using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;
using OfficeOpenXml;
using PapiBI.Etl.Parsing;
using PapiBI.Etl.Sources;

namespace PapiBI.Etl.Workbooks;

/// <summary>The sender's own workbook with all its formats, formulas and other sheets, freed of what an earlier round marked in it.</summary>
internal static partial class KeptWorkbook
{
    // Programs, and doors to other files and servers, which we do not pass on; a signature would be void.
    private static readonly string[] NotPassedOn =
        ["vbaProject", "/macrosheets/", "/dialogsheets/", "/externalLinks/", "/embeddings/", "/activeX/", "/queryTables/", "/connections.xml", "_xmlsignatures/"];

    /// <summary>Whether this is an .xlsx that holds nothing but what is passed on, and no range that the library would fill cell by cell without end.</summary>
    public static bool CanBeKept(byte[] bytes)
    {
        try
        {
            using var package = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            ZipArchiveEntry[] sheets = [.. package.Entries.Where(part => part.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase) && part.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))];
            return !package.Entries.Any(part => NotPassedOn.Any(name => part.FullName.Contains(name, StringComparison.OrdinalIgnoreCase)))
                && !Array.Exists(sheets, AnyFormulaCallsOut)
                && sheets.Sum(CellsInRanges) <= ReadingLimits.Default.Cells;
        }
        catch (Exception e) when (e is InvalidDataException or XmlException)
        {
            return false;
        }
    }

    public static ExcelPackage Open(FileReading reading)
    {
        var package = new ExcelPackage(new MemoryStream(reading.Bytes, writable: false));
        foreach (ExcelWorksheet sheet in package.Workbook.Worksheets.ToList())
        {
            if (SummarySheet.IsTitle(sheet.Cells[1, 1].Text))
            {
                package.Workbook.Worksheets.Delete(sheet);
            }
            else
            {
                CellMarks.Remove(sheet);
            }
        }

        return package;
    }

    // A mail of ours must not carry formulas that fetch from or lead to somewhere else.
    private static bool AnyFormulaCallsOut(ZipArchiveEntry part)
    {
        using var xml = XmlReader.Create(part.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true });
        bool isFormula = false;
        while (xml.Read())
        {
            isFormula = xml.NodeType == XmlNodeType.Element ? xml.LocalName == "f" : isFormula;
            if (isFormula && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && CallsOut().IsMatch(xml.Value))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\b(WEBSERVICE|HYPERLINK|IMAGE|IMPORT\w*|RTD|DDE|CALL|REGISTER\w*|EXEC)\s*\(|\|", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex CallsOut();

    // Merged cells, links and the formulas of a range are one element each, however large.
    private static long CellsInRanges(ZipArchiveEntry part)
    {
        using var xml = XmlReader.Create(part.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true });
        long cells = 0;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "mergeCell" or "hyperlink" or "f" && xml.GetAttribute("ref") is { } range)
            {
                var address = new ExcelAddress(range);
                cells += (long)address.Rows * address.Columns;
            }
        }

        return cells;
    }
}

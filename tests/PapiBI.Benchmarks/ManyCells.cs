using System.Globalization;
using System.IO.Compression;

namespace PapiBI.Benchmarks;

/// <summary>A workbook of any size: a name of a province first in each row, then scores that hardly compress.</summary>
internal static class ManyCells
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <param name="file">Where to write it.</param>
    /// <param name="sheets">How many sheets.</param>
    /// <param name="rows">Of each sheet.</param>
    /// <param name="columns">Of each row.</param>
    /// <param name="first">A text to stand alone in the first row of the last sheet, or none.</param>
    public static void Write(string file, int sheets, int rows, int columns, string? first = null)
    {
        var random = new Random(1);
        using var package = new ZipArchive(File.Create(file), ZipArchiveMode.Create);
        int[] numbers = [.. Enumerable.Range(1, sheets)];
        Part(package, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
            + "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
            + "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/>"
            + string.Concat(numbers.Select(n => $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")) + "</Types>");
        Part(package, "_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{Related}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Part(package, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Related}\"><sheets>{string.Concat(numbers.Select(n => $"<sheet name=\"S{n}\" sheetId=\"{n}\" r:id=\"r{n}\"/>"))}</sheets></workbook>");
        Part(package, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + string.Concat(numbers.Select(n => $"<Relationship Id=\"r{n}\" Type=\"{Related}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"))
            + $"<Relationship Id=\"styles\" Type=\"{Related}/styles\" Target=\"styles.xml\"/><Relationship Id=\"texts\" Type=\"{Related}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
        Part(package, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"1\"><fill><patternFill patternType=\"none\"/></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"10\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
        Part(package, "xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{string.Concat(Enumerable.Range(0, 63).Select(n => $"<si><t>Tỉnh thứ {n}</t></si>"))}</sst>");
        foreach (int sheet in numbers)
        {
            using var writer = new StreamWriter(package.CreateEntry($"xl/worksheets/sheet{sheet}.xml", CompressionLevel.Fastest).Open());
            writer.Write($"<worksheet xmlns=\"{Main}\"><sheetData>");
            foreach (int row in Enumerable.Range(1, rows))
            {
                writer.Write($"<row r=\"{row}\">");
                bool isFirst = first is not null && sheet == sheets && row == 1;
                writer.Write(isFirst ? $"<c r=\"A1\" t=\"inlineStr\"><is><t>{first}</t></is></c>" : $"<c r=\"A{row}\" t=\"s\"><v>{row % 63}</v></c>");
                foreach (int column in Enumerable.Range(1, isFirst ? 0 : columns - 1))
                {
                    writer.Write($"<c r=\"{Letters(column)}{row}\"><v>{random.NextDouble().ToString("R", CultureInfo.InvariantCulture)}</v></c>");
                }

                writer.Write("</row>");
            }

            writer.Write("</sheetData></worksheet>");
        }
    }

    private static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : $"{(char)('A' + (column / 26) - 1)}{(char)('A' + (column % 26))}";

    private static void Part(ZipArchive package, string name, string content)
    {
        using var writer = new StreamWriter(package.CreateEntry(name).Open());
        writer.Write(content);
    }
}

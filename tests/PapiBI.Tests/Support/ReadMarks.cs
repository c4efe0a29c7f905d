using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Etl.Workbooks;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Support;

/// <summary>The coloured cells of a workbook and its comments, by place ("Sheet1!C5"), read with a library that had no part in writing it.</summary>
public sealed class ReadMarks
{
    public const string Red = "FFF9D0CB";
    public const string Ochre = "FFFBE7B5";

    public ReadMarks(byte[] workbook)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        WorkbookPart book = document.WorkbookPart!;
        Stylesheet styles = book.WorkbookStylesPart!.Stylesheet;
        string[] fills = [.. styles.Fills!.Elements<Fill>().Select(fill => fill.PatternFill?.PatternType?.Value == PatternValues.Solid ? fill.PatternFill.ForegroundColor?.Rgb?.Value ?? "" : "")];
        string[] formats = [.. styles.CellFormats!.Elements<CellFormat>().Select(format => fills[(int)(format.FillId?.Value ?? 0)])];
        foreach (Sheet sheet in book.Workbook.Sheets!.Elements<Sheet>())
        {
            Sheets.Add(sheet.Name!.Value!);
            var part = (WorksheetPart)book.GetPartById(sheet.Id!.Value!);
            foreach (Cell cell in part.Worksheet.Descendants<Cell>().Where(cell => formats[(int)(cell.StyleIndex?.Value ?? 0)].Length > 0))
            {
                Fills[$"{sheet.Name}!{cell.CellReference}"] = formats[(int)cell.StyleIndex!.Value];
            }

            foreach (Comment comment in part.WorksheetCommentsPart?.Comments.CommentList?.Elements<Comment>() ?? [])
            {
                Comments[$"{sheet.Name}!{comment.Reference}"] = comment.InnerText;
            }
        }
    }

    public List<string> Sheets { get; } = [];
    public Dictionary<string, string> Fills { get; } = [];
    public Dictionary<string, string> Comments { get; } = [];

    /// <summary>The copy of a table that is refused.</summary>
    public static MendedFile Copy(string name, byte[] bytes, Language language = Language.Vietnamese)
    {
        FileReading reading = new FileReader().Read(name, bytes);
        return MendedCopy.Make(reading, SomeTable.Read(name, bytes).Issues, language)!;
    }

    /// <summary>Each issue that names a cell is marked there, in that colour, with its own words, and nothing else is.</summary>
    public static void Check(string name, byte[] bytes, IReadOnlyList<Issue> issues)
    {
        FileReading reading = new FileReader().Read(name, bytes);
        foreach (Language language in Enum.GetValues<Language>())
        {
            var marks = new ReadMarks(MendedCopy.Make(reading, issues, language)!.Bytes);
            string data = marks.Sheets[1];
            var expected = issues.Where(issue => issue.Origin.Position.Length > 0).GroupBy(issue => $"{data}!{CellOf(issue.Origin)}").ToList();

            Assert.Equal(
                expected.Select(cell => $"{cell.Key} {(cell.Any(issue => issue.Severity == Severity.Error) ? Red : Ochre)}").Order(StringComparer.Ordinal),
                marks.Fills.Select(fill => $"{fill.Key} {fill.Value}").Order(StringComparer.Ordinal));
            Assert.Equal(expected.Select(cell => cell.Key).Order(StringComparer.Ordinal), marks.Comments.Keys.Order(StringComparer.Ordinal));
            Assert.All(expected, cell => Assert.All(cell, issue => Assert.Contains(FirstWords(issue, language), marks.Comments[cell.Key].ToUpperInvariant(), StringComparison.Ordinal)));
        }
    }

    // The place is left out in the comment.
    private static string FirstWords(Issue issue, Language language)
    {
        string message = issue.Message.In(language)[(issue.Origin.Said.In(language).Length + 2)..];
        return message[..Math.Min(20, message.Length)].Split(';')[0].ToUpperInvariant();
    }

    private static string CellOf(Origin origin) =>
        origin.Sheet.Length > 0 || !origin.Position.StartsWith("line", StringComparison.Ordinal) ? origin.Position
            : origin.Position.Split(' ', ',') is [_, var line, _, _, var column] ? Letters(int.Parse(column, System.Globalization.CultureInfo.InvariantCulture)) + line : "";

    private static string Letters(int column) => column <= 26 ? $"{(char)('A' + column - 1)}" : $"{(char)('A' + ((column - 1) / 26) - 1)}{(char)('A' + ((column - 1) % 26))}";
}

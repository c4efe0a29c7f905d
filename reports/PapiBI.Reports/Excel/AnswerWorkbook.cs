using OfficeOpenXml;
using PapiBI.Warehouse;

namespace PapiBI.Reports.Excel;

/// <summary>A column of an answer to SQL.</summary>
public sealed record AnswerColumn(string Name, bool IsNumber);

/// <summary>What was asked and what came of it, to be written down beside the rows.</summary>
/// <param name="Sql">The question.</param>
/// <param name="Columns">Of the rows.</param>
/// <param name="Rows">Values: null, bool, double, <see cref="DateTime"/> or text.</param>
/// <param name="Notes">Lines that tell of the release, the time, and whether there were more rows.</param>
/// <param name="Language">Of the names of the sheets.</param>
/// <param name="At">When it was asked: the date of the file.</param>
public sealed record Answer(string Sql, IReadOnlyList<AnswerColumn> Columns, IEnumerable<IReadOnlyList<object?>> Rows, IReadOnlyList<string> Notes, Language Language, DateTimeOffset At);

/// <summary>An answer to SQL as a workbook: the rows, and the question on a sheet of its own. What people typed is a text in every cell, never a formula.</summary>
public static class AnswerWorkbook
{
    /// <summary>The most characters that a cell holds.</summary>
    public const int LongestText = 32_767;

    /// <summary>The most rows of a sheet, its head among them, and the most columns.</summary>
    public const int MostRows = 1_048_576;
    public const int MostColumns = 16_384;

    /// <summary>The most cells that are written: each is held in memory until the file is made.</summary>
    public const int MostCells = 2_000_000;

    private const int WidestColumn = 60;

    /// <summary>Why an answer is not to be had as a workbook, rather than cut without a word; null: it is.</summary>
    /// <param name="columns">Their names.</param>
    /// <param name="lengths">Row by row, how many characters each value has.</param>
    public static Text? Fault(IReadOnlyList<string> columns, IEnumerable<IEnumerable<int>> lengths)
    {
        if (columns.Count > MostColumns)
        {
            return new Text($"Kết quả có {columns.Count} cột; một trang Excel giữ nhiều nhất {MostColumns}. {AsCsv.Vi}", $"The answer has {columns.Count} columns; a sheet of Excel holds {MostColumns}. {AsCsv.En}");
        }

        var row = 0;
        foreach (var values in lengths)
        {
            row++;
            if (row >= MostRows || (long)row * columns.Count > MostCells)
            {
                return new Text(
                    $"Kết quả quá lớn cho một tệp Excel: nhiều nhất {MostRows - 1} dòng và {MostCells} ô. {AsCsv.Vi}",
                    $"The answer is too large for a workbook: {MostRows - 1} rows and {MostCells} cells at most. {AsCsv.En}");
            }

            if (values.Select((length, i) => (length, i)).FirstOrDefault(value => value.length > LongestText) is { length: > 0 } tooLong)
            {
                return new Text(
                    $"Cột {columns[tooLong.i]}, dòng {row} có {tooLong.length} ký tự; một ô Excel giữ nhiều nhất {LongestText}. {AsCsv.Vi}",
                    $"Column {columns[tooLong.i]}, row {row} has {tooLong.length} characters; a cell of Excel holds {LongestText}. {AsCsv.En}");
            }
        }

        return null;
    }

    private static Text AsCsv { get; } = new("Hãy tải CSV, hoặc lọc bớt.", "Take it as CSV, or ask for less.");

    public static byte[] Write(Answer answer)
    {
        var package = new ExcelPackage();
        var workbook = package.Workbook;
        var sheet = workbook.Worksheets.Add(new Text("Kết quả", "Result").In(answer.Language));
        sheet.Cells.Style.Font.Name = Look.Font;
        var widths = new int[answer.Columns.Count];
        for (var column = 0; column < answer.Columns.Count; column++)
        {
            PutText(sheet.Cells[1, column + 1], answer.Columns[column].Name);
            widths[column] = answer.Columns[column].Name.Length;
        }

        var row = 1;
        foreach (var values in answer.Rows)
        {
            row++;
            for (var column = 0; column < values.Count; column++)
            {
                Put(sheet.Cells[row, column + 1], values[column]);
                widths[column] = Math.Max(widths[column], values[column] switch { string text => text.Length, null => 0, _ => 12 });
            }
        }

        Finish(sheet, answer, widths, row);
        WriteQuestion(workbook.Worksheets.Add(new Text("Câu hỏi", "Question").In(answer.Language)), answer);
        workbook.Properties.Title = "PapiBI SQL";
        workbook.Properties.Author = "PapiBI";
        workbook.Properties.Created = answer.At.UtcDateTime;
        package.Compression = CompressionLevel.BestSpeed;
        return package.GetAsByteArray();
    }

    private static void Finish(ExcelWorksheet sheet, Answer answer, int[] widths, int rows)
    {
        for (var column = 0; column < widths.Length; column++)
        {
            sheet.Column(column + 1).Width = Math.Clamp(widths[column] + 2, 8, WidestColumn);
        }

        if (answer.Columns.Count > 0)
        {
            sheet.Cells[1, 1, 1, answer.Columns.Count].Style.Font.Bold = true;
            sheet.Cells[1, 1, rows, answer.Columns.Count].AutoFilter = true;
        }

        sheet.View.FreezePanes(2, 1);
        sheet.PrinterSettings.RepeatRows = new ExcelAddress("1:1");
    }

    private static void WriteQuestion(ExcelWorksheet sheet, Answer answer)
    {
        sheet.Cells.Style.Font.Name = Look.Font;
        sheet.Column(1).Width = 110;
        var row = 0;
        foreach (var note in answer.Notes.Append("").Concat(answer.Sql.ReplaceLineEndings("\n").Split('\n')))
        {
            PutText(sheet.Cells[++row, 1], note);
        }
    }

    private static void Put(ExcelRange cell, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                PutText(cell, text);
                break;
            case DateTime time:
                cell.Value = time;
                cell.Style.Numberformat.Format = time.TimeOfDay == TimeSpan.Zero ? "yyyy-mm-dd" : "yyyy-mm-dd hh:mm:ss";
                break;
            default:
                cell.Value = value;
                break;
        }
    }

    private static void PutText(ExcelRange cell, string text)
    {
        cell.Value = text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..])
        {
            // It stays a text also when somebody edits the cell.
            cell.Style.QuotePrefix = true;
        }
    }
}

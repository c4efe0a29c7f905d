using System.Globalization;
using System.Text;
using System.Text.Json;
using PapiBI.Portal.Reports;
using PapiBI.Reports.Excel;
using PapiBI.Warehouse;

namespace PapiBI.Portal.Workbench;

/// <summary>A column as it goes to the browser.</summary>
public sealed record AnswerHeader(string Name, string Type, bool IsNumber);

/// <summary>An answer taken whole, to be written as a file or a table. What it takes has been counted by who asked.</summary>
/// <param name="mostRows">How many rows are kept: of what is only shown, the first.</param>
public sealed class CollectedAnswer(int mostRows = int.MaxValue)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly List<JsonElement> rows = [];

    public IReadOnlyList<AnswerHeader> Columns { get; private set; } = [];
    public IReadOnlyList<JsonElement> Rows => rows;

    /// <summary>Takes a line of an answer; the end is told by who asked.</summary>
    public ValueTask Take(ReadOnlyMemory<byte> line)
    {
        var said = JsonDocument.Parse(line.ToArray()).RootElement;
        if (said.TryGetProperty("columns", out var columns))
        {
            Columns = columns.Deserialize<List<AnswerHeader>>(Web)!;
        }
        else if (rows.Count < mostRows && said.TryGetProperty("rows", out var portion))
        {
            rows.AddRange(portion.EnumerateArray().Take(mostRows - rows.Count));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>As CSV (RFC 4180, UTF-8 with its mark): numbers with a decimal point, nothing that a spreadsheet would run.</summary>
    public byte[] Csv()
    {
        using var file = new MemoryStream();
        using (var lines = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        {
            Put(lines, Columns.Select(column => column.Name));
            foreach (var row in rows)
            {
                Put(lines, row.EnumerateArray().Select(Words));
            }
        }

        return file.ToArray();
    }

    private static void Put(StreamWriter lines, IEnumerable<string> values)
    {
        var isFirst = true;
        foreach (var value in values)
        {
            lines.Write(isFirst ? "" : ",");
            lines.Write(DocumentCsv.Field(value));
            isFirst = false;
        }

        lines.Write("\r\n");
    }

    /// <summary>Why it cannot be a workbook; null: it can.</summary>
    public Text? NoWorkbook() => AnswerWorkbook.Fault(Columns.Select(column => column.Name).ToList(), rows.Select(row => row.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.String ? value.GetString()!.Length : 0)));

    public byte[] Workbook(string sql, IReadOnlyList<string> notes, Language language, DateTimeOffset at) => AnswerWorkbook.Write(new Answer(
        sql,
        [.. Columns.Select(column => new AnswerColumn(column.Name, column.IsNumber))],
        rows.Select(row => (IReadOnlyList<object?>)[.. row.EnumerateArray().Select((value, i) => CellOf(value, Columns[i]))]),
        notes,
        language,
        at));

    /// <summary>A value as a page shows it: numbers with the decimal sign of the language and a minus proper, and a dash for what is missing.</summary>
    public static string Shown(JsonElement value, bool isNumber, Language language) =>
        value.ValueKind == JsonValueKind.Null ? "–"
        : !isNumber ? Words(value)
        : Signed(language == Language.Vietnamese ? Words(value).Replace('.', ',') : Words(value));

    private static string Signed(string number) => number is ['-', .. var size] ? "−" + size : number;

    private static string Words(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static object? CellOf(JsonElement value, AnswerHeader column) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.GetDouble(),
        _ when column.IsNumber && IsExact(value.GetString()!, out var number) => number,
        _ when string.Equals(column.Type, "Date", StringComparison.OrdinalIgnoreCase) && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= 1901 => day.ToDateTime(TimeOnly.MinValue),
        _ => value.GetString(),
    };

    // A cell holds fifteen digits; a longer number stays a text, whole.
    private static bool IsExact(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number) && text.Count(char.IsAsciiDigit) <= 15;
}

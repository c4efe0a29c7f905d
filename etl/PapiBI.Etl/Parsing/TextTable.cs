using System.Text;
using CsvHelper;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;

namespace PapiBI.Etl.Parsing;

/// <summary>Reads a text table: UTF-8, cells parted by comma, semicolon or tab, whichever the header uses most.</summary>
internal static class TextTable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IReadOnlyList<RawSheet> Read(byte[] bytes, ReadingLimits limits, Faults faults)
    {
        if (!TryDecode(bytes, out string text))
        {
            Refusals.NotText(faults);
            return [];
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            Refusals.Empty(faults);
            return [];
        }

        var rows = new List<RawRow>();
        int headerStart = ReadMetadata(text, rows);
        ReadCells(text[headerStart..], LinesIn(text.AsSpan(0, headerStart)), rows, limits, faults);
        return [new RawSheet("", rows)];
    }

    private static bool TryDecode(byte[] bytes, out string text)
    {
        text = "";
        try
        {
            text = Utf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return false;
        }

        // U+FFFE is no character: composing a text that holds it throws.
        return !text.AsSpan().ContainsAny('\0', '\uFFFE');
    }

    /// <summary>Metadata lines are plain text in which commas part nothing, except that Excel, saving them, adds quotes and trailing separators.</summary>
    private static int ReadMetadata(string text, List<RawRow> rows)
    {
        int at = 0;
        for (int line = 1; at < text.Length; line++)
        {
            int end = text.IndexOf('\n', at);
            int next = end < 0 ? text.Length : end + 1;
            string content = text[at..next].Trim();
            bool isMetadata = content.StartsWith('#') || content.StartsWith("\"#", StringComparison.Ordinal);
            if (content.Length > 0 && !isMetadata)
            {
                break;
            }

            if (isMetadata)
            {
                rows.Add(new RawRow("", line, [RawCell.Of(WithoutWrapping(content), Positions.Of("", line, 1))]));
            }

            at = next;
        }

        return at;
    }

    private static string WithoutWrapping(string line)
    {
        string bare = line.TrimEnd(',', ';', '\t', ' ');
        return bare.StartsWith('"') && bare.EndsWith('"') && bare.Length > 1
            ? bare[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal)
            : bare;
    }

    private static void ReadCells(string table, int linesAbove, List<RawRow> rows, ReadingLimits limits, Faults faults)
    {
        var options = new CsvReaderOptions
        {
            Separator = Separator(table),
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = record => faults.Error(IssueCodes.QuotesUnbalanced, Positions.Of("", linesAbove + (int)record.LineNumber, 1),
                "dấu ngoặc kép không đóng hoặc đặt sai chỗ; ô có dấu phân cách phải nằm trọn trong một cặp ngoặc kép.",
                "a quotation mark is not closed or misplaced; a cell that holds the separator stands whole within one pair of quotation marks."),
        };
        using CsvReader reader = CsvReader.FromText(table, options);
        int cells = 0;
        while (reader.Read())
        {
            cells += reader.FieldCount;
            if (rows.Count >= limits.Rows || reader.FieldCount > limits.Columns || cells > limits.Cells)
            {
                Refusals.TooLarge(faults);
                return;
            }

            RawRow row = Row(reader, linesAbove + (int)reader.LineNumber);
            if (!row.IsBlank)
            {
                rows.Add(row);
            }
        }
    }

    private static RawRow Row(CsvReader reader, int line)
    {
        var cells = new RawCell[reader.FieldCount];
        int cellLine = line;
        for (int i = 0; i < cells.Length; i++)
        {
            string text = reader.GetString(i);
            cells[i] = RawCell.Of(text, Positions.Of("", cellLine, i + 1));
            cellLine += LinesIn(text);
        }

        return new RawRow("", line, cells);
    }

    private static char Separator(string table)
    {
        int end = table.IndexOf('\n', StringComparison.Ordinal);
        string header = end < 0 ? table : table[..end];
        return new[] { ',', ';', '\t' }.MaxBy(separator => header.Count(letter => letter == separator));
    }

    private static int LinesIn(ReadOnlySpan<char> text) => text.Count('\n');
}

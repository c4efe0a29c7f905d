using System.Buffers;
using System.Globalization;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Worker.Output;

/// <summary>CSV by RFC 4180: comma, CRLF, quotes doubled, decimal point. NULL is an empty field, an empty text is "".</summary>
internal static class CsvOutput
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    public static async Task Write(IReadOnlyList<AdHocColumn> columns, IAsyncEnumerable<IReadOnlyList<object?>> rows, TextWriter to)
    {
        if (columns.Count == 0)
        {
            return;
        }

        await to.WriteAsync(Line(columns.Select(column => column.Name)));
        await foreach (IReadOnlyList<object?> row in rows)
        {
            await to.WriteAsync(Line(row));
        }

        await to.FlushAsync();
    }

    private static string Line(IEnumerable<object?> values) => $"{string.Join(',', values.Select(Field))}\r\n";

    private static string Field(object? value)
    {
        if (value is null)
        {
            return "";
        }

        string text = ValueText.Of(value, CultureInfo.InvariantCulture);
        if (!ValueText.IsNumber(value.GetType()))
        {
            text = WithoutFormula(text);
        }

        return text.Length == 0 || text.AsSpan().ContainsAny(Quoted) || text[0] == ' ' || text[^1] == ' '
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }

    /// <summary>A spreadsheet runs a text that begins like a formula; an apostrophe in front keeps it a text. Numbers are left alone, so
    /// that -0.5 stays a number.</summary>
    private static string WithoutFormula(string text) =>
        text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;
}

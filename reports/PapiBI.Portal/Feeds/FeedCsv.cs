using System.Globalization;
using System.Text;
using PapiBI.Portal.Reports;
using PapiBI.Warehouse;
using PapiBI.Warehouse.PublicViews;

namespace PapiBI.Portal.Feeds;

/// <summary>A view as CSV (RFC 4180, UTF-8 with its mark, so that Excel reads the letters): a line for each row, numbers in full with a decimal point, days as 2021-06-30, nothing where there is nothing.</summary>
internal static class FeedCsv
{
    private const int RowsAtOnce = 500;

    /// <summary>What the address may say beside columns.</summary>
    private const string LanguageName = "language";

    /// <returns>What is wrong with the address; null: nothing.</returns>
    public static Text? Fault(PublicView view, IQueryCollection asked) => asked.Keys.FirstOrDefault(name => name != LanguageName && view.Columns.All(column => column.Name != name)) is { } unknown
        ? new Text($"Bảng {view.Name} không có cột “{unknown}”.", $"The view {view.Name} has no column “{unknown}”.")
        : null;

    /// <param name="view">Which.</param>
    /// <param name="rows">All its rows.</param>
    /// <param name="asked">By column, which values it has to have, as they stand in the file: one of them.</param>
    public static IEnumerable<object> Chosen(PublicView view, IQueryable rows, IQueryCollection asked)
    {
        var wanted = view.Columns.Where(column => asked.ContainsKey(column.Name)).Select(column => (column.Property, Values: asked[column.Name].ToHashSet(StringComparer.Ordinal))).ToList();
        return rows.Cast<object>().AsEnumerable().Where(row => wanted.All(each => each.Values.Contains(Words(each.Property.GetValue(row)))));
    }

    /// <summary>Writes it, row by row.</summary>
    /// <param name="view">Which.</param>
    /// <param name="rows">Those of it that are wanted.</param>
    /// <param name="to">Where to.</param>
    /// <param name="cancellation">Whoever asked has gone.</param>
    public static async Task Write(PublicView view, IEnumerable<object> rows, Stream to, CancellationToken cancellation)
    {
        await using var lines = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await lines.WriteAsync(string.Join(',', view.Columns.Select(column => column.Name)) + "\r\n");
        foreach (var portion in rows.Chunk(RowsAtOnce))
        {
            foreach (var row in portion)
            {
                await lines.WriteAsync(string.Join(',', view.Columns.Select(column => Field(column.Property.GetValue(row)))) + "\r\n");
            }

            await lines.FlushAsync(cancellation);
        }
    }

    // A number is none of a spreadsheet's formulas, whatever its sign.
    private static string Field(object? value) => value is string text ? DocumentCsv.Field(text) : Words(value);

    private static string Words(object? value) => value switch
    {
        null => "",
        string text => text,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "No words for this type."),
    };
}

using System.Globalization;
using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;
using Spectre.Console;

namespace PapiBI.Worker.Output;

/// <summary>A table for people: numbers to the right, in the reader's decimal sign. It is drawn at the end, because widths depend on all
/// rows; the row limit bounds what is held.</summary>
internal static class TableOutput
{
    // Into a file or pipe nothing is folded: a folded cell can no longer be searched.
    private const int Unfolded = 10_000;

    public static async Task Write(
        IReadOnlyList<AdHocColumn> columns, IAsyncEnumerable<IReadOnlyList<object?>> rows, TextWriter to, Language language)
    {
        if (columns.Count == 0)
        {
            return;
        }

        CultureInfo culture = CultureInfo.GetCultureInfo(language == Language.Vietnamese ? "vi-VN" : "en-GB");
        Table table = new() { Border = TableBorder.Simple };
        foreach (AdHocColumn column in columns)
        {
            table.AddColumn(new TableColumn(Plain(column.Name))
            {
                Alignment = ValueText.IsNumber(column.Type) ? Justify.Right : Justify.Left,
                NoWrap = ValueText.IsNumber(column.Type),
            });
        }

        await foreach (IReadOnlyList<object?> row in rows)
        {
            table.AddRow(row.Select(value => Plain(ValueText.Of(value, culture))));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(to) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = Unfolded;
        }

        console.Write(table);
        await to.FlushAsync();
    }

    /// <summary>Text of the data is neither markup nor a command to the terminal.</summary>
    private static Spectre.Console.Text Plain(string text) =>
        new(string.Create(text.Length, text, static (shown, source) =>
        {
            for (int i = 0; i < source.Length; i++)
            {
                shown[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        }));
}

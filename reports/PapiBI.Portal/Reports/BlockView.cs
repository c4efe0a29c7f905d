using PapiBI.Reports.Documents;
using PapiBI.Warehouse;

namespace PapiBI.Portal.Reports;

/// <summary>A block of a report on a page.</summary>
/// <param name="Block">What it says.</param>
/// <param name="Language">The reader's.</param>
/// <param name="TableAddress">Where a table is had as a file of its own.</param>
/// <param name="Choose">The address that chooses what a key names; null: nothing to choose.</param>
public sealed record BlockView(Block Block, Language Language, string? TableAddress, Func<string, string?>? Choose = null)
{
    /// <summary>Of a table, its number in the report, by which it is had as a file.</summary>
    public int? TableNumber { get; init; }

    /// <summary>Where a row, tile or category leads; null: nowhere.</summary>
    public string? Address(string? key) => key is null ? null : Choose?.Invoke(key);

    /// <summary>More rows run over a sheet of paper, where bars would leave them: there the numbers stand alone.</summary>
    public const int MostRowsWithBarsOnPaper = 30;

    private const int MostColumnsOnPhone = 4;

    /// <summary>A word or two, "công bố": broken into two lines they look like two facts.</summary>
    private const int MostLettersInOneLine = 10;

    /// <summary>Whether words of a table stay in one line where the screen is not a telephone's.</summary>
    public static bool IsShort(string words) => words.Length <= MostLettersInOneLine;

    /// <summary>Whether the rows of a table are laid out in lines on a telephone: more columns than fit there. Where one chooses, nothing is to be sought by pushing sideways.</summary>
    public bool Stacks(TableBlock table) => Choose is not null && table.Columns.Count(column => !column.IsChart) > MostColumnsOnPhone;

    public string T(string vi, string en) => new Text(vi, en).In(Language);

    public string Show(Cell cell) => CellText.Show(cell, Language);

    /// <summary>What a part is called for who hears the page: the first of these words that there are.</summary>
    public static string Name(params ReadOnlySpan<string> words)
    {
        foreach (var some in words)
        {
            if (some.Length > 0)
            {
                return some;
            }
        }

        return "";
    }

    public static string Class(Tone tone) => tone switch
    {
        Tone.Rise => "rise",
        Tone.Fall => "fall",
        Tone.Muted => "muted",
        Tone.Accent => "accent",
        _ => "",
    };

    /// <summary>A number of a chart as text, for who cannot see it.</summary>
    public string Number(ChartSpec chart, ChartSeries series, int category)
    {
        if (series.Values[category] is not { } value)
        {
            return NumberText.Missing;
        }

        if (chart.Kind == ChartKind.Timeline && series.Role != SeriesRole.Done)
        {
            return NumberText.Day(TimelineSpec.DayOf(value), Language);
        }

        if (chart.Kind == ChartKind.Timeline)
        {
            return NumberText.Percent(value * 100, Language);
        }

        var decimals = chart.LabelFormat.Split('.') is [_, var after] ? after.Count(letter => letter is '0' or '#') : 0;
        return NumberText.Fixed(value, decimals, Language);
    }
}

using PapiBI.Etl.Described;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>The figures of described tables by what they are of.</summary>
internal sealed class DescribedFigures
{
    public static readonly FigureMeasure Score = new(PublishedMeasure.Score, null);

    public List<ReadTable> Tables { get; } = [];
    public Dictionary<(int Year, string Province, string Item, FigureMeasure Measure), DescribedFigure> ByKey { get; } = [];
    public IEnumerable<int> Years => ByKey.Keys.Select(key => key.Year).Distinct();
}

/// <summary>A figure that was read: its value, or its words where it is a group.</summary>
internal sealed record DescribedFigure(double? Value, string Words, ReadFigure Read)
{
    private const int Most = 6;

    /// <summary>The cell was told already; nothing more is said of it.</summary>
    public bool IsRefused { get; init; }

    /// <summary>As printed; 6 at most, beyond which spreadsheets keep binary noise.</summary>
    public int Decimals => Read.Cell.Text.LastIndexOfAny(['.', ',']) is >= 0 and var mark ? Math.Min(Most, Read.Cell.Text.Length - mark - 1) : 0;
}

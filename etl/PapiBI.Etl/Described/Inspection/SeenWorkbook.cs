using PapiBI.Etl.Parsing;

namespace PapiBI.Etl.Described.Inspection;

/// <summary>What an unknown workbook seems to hold. Nothing here is certain: a person reads it, or the draft made of it.</summary>
public sealed record SeenWorkbook
{
    public required string FileName { get; init; }

    /// <summary>Null where no index is named and no item of any is found.</summary>
    public required string? Index { get; init; }

    /// <summary>The year of the sheets that name none themselves.</summary>
    public required int? Year { get; init; }
    public required IReadOnlyList<SeenSheet> Sheets { get; init; }

    /// <summary>Of the items: which are of the lowest level, by year; whether the total is the sum of its parts.</summary>
    public required IReadOnlyDictionary<int, IReadOnlyList<string>> Leaves { get; init; }
    public required bool IsSummed { get; init; }
}

/// <summary>A sheet, and the table that seems to stand on it.</summary>
public sealed record SeenSheet
{
    public required string Name { get; init; }
    public required bool IsHidden { get; init; }
    public required int Rows { get; init; }
    public required int Columns { get; init; }

    /// <summary>Null where no provinces are found, or no header above them.</summary>
    public Layout? Layout { get; init; }

    /// <summary>The heading that the header is found by, and over how many lines it runs.</summary>
    public RawCell? Header { get; init; }
    public int HeaderRows { get; init; } = 1;
    public ProvinceRule Province { get; init; } = new();

    /// <summary>Statistical codes of the provinces found, in order of the table.</summary>
    public IReadOnlyList<string> Provinces { get; init; } = [];

    /// <summary>Texts where provinces stand: totals and extremes; and those that look like a province and match none.</summary>
    public IReadOnlyList<RawCell> Footers { get; init; } = [];
    public IReadOnlyList<RawCell> Strangers { get; init; } = [];

    /// <summary>Headings of further spellings of the provinces.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];
    public IReadOnlyList<SeenFigure> Figures { get; init; } = [];

    public Heading? YearColumn { get; init; }
    public Heading? Scale { get; init; }
    public Heading? Item { get; init; }
    public Heading? Value { get; init; }

    /// <summary>The year in force, and every place that names one.</summary>
    public int? Year { get; init; }
    public IReadOnlyList<(int Year, RawCell Where)> Years { get; init; } = [];

    public IEnumerable<SeenFigure> Sure => Figures.Where(figure => figure.IsSure);
    public IEnumerable<SeenFigure> Unsure => Figures.Where(figure => figure is { IsSure: false, Guess: not null });
    public IEnumerable<(int Year, RawCell Where)> Contradictions => Years.Where(found => found.Year != Year);
}

/// <summary>A heading that may be of figures, the cells below (or beside) it, and what it seems to mean.</summary>
public sealed record SeenFigure(RawCell Heading, int Occurrence, Guess? Guess, IReadOnlyList<RawCell> Cells)
{
    /// <summary>From here on a guess goes into a draft by itself.</summary>
    public const double Sure = 0.85;

    public bool IsSure => Guess is { Confidence: >= Sure };
}

/// <summary>An item and a measure (as a figure of a description names it), how likely from 0 to 1, and what speaks for it.</summary>
public sealed record Guess(string Item, string Measure, double Confidence, Reason Reason)
{
    /// <summary>The code agrees, but the name is another one than the structure has.</summary>
    public bool IsOtherName { get; init; }
}

public enum Reason
{
    /// <summary>The heading begins with the code, or names the dimension's number.</summary>
    Code,

    /// <summary>The heading is the item's name in one of the languages.</summary>
    Name,

    /// <summary>The heading counts the parts: “Chỉ số thành phần 3”.</summary>
    Position,

    /// <summary>The heading is the index itself.</summary>
    Total,

    /// <summary>The heading is much like the item's name.</summary>
    Likeness,

    /// <summary>Two headings are equally likely, or the cells do not fit the item's scale.</summary>
    Doubt,
}

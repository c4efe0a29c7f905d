namespace PapiBI.Reports.Excel;

/// <summary>A strip of a block as high as its content: one row of the sheet, or several when neighbours cut it.</summary>
internal sealed record Line(double Height, Action<RowSpan> Paint)
{
    /// <summary>May take any height from <see cref="Height"/> up: a chart.</summary>
    public bool Stretches { get; init; }

    /// <summary>A row of a table: may grow a little beside a taller neighbour.</summary>
    public bool IsRow { get; init; }

    /// <summary>Never the last on a sheet of paper.</summary>
    public bool KeepsWithNext { get; init; }
}

/// <summary>A block as lines, top to bottom.</summary>
internal sealed record BlockLines
{
    public Line? Finding { get; init; }
    public Line? Contents { get; init; }
    public required IReadOnlyList<Line> Body { get; init; }
    public Line? Foot { get; init; }

    /// <summary>The body's lines are rows of the sheet, not to be cut by neighbours.</summary>
    public bool HasRows { get; init; }

    /// <summary>A chart lies over the rows, one row a category, so they must be of one height.</summary>
    public bool HasEqualRows { get; init; }

    /// <summary>May be cut between two rows at the end of a sheet of paper.</summary>
    public bool MayBreak { get; init; }

    /// <summary>The block in parts, one to a sheet of paper, for one that is higher than a sheet: from the room on the first and the height of a whole one.</summary>
    public Func<double, double, IReadOnlyList<BlockLines>>? Split { get; init; }

    public bool KeepsWithNext { get; init; }
    public bool IsSmallPrint { get; init; }

    /// <summary>Called with the rows of the body when all lines are painted.</summary>
    public Action<RowSpan>? Finish { get; init; }
    public double GapAbove { get; init; } = 12;

    public IEnumerable<Line> All
    {
        get
        {
            IEnumerable<Line?> lines = [Finding, Contents, .. Body, Foot];
            return lines.OfType<Line>();
        }
    }
}

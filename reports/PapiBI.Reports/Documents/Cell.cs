namespace PapiBI.Reports.Documents;

public enum Tone
{
    Plain,
    Rise,
    Fall,
    Muted,
    Accent,
}

/// <summary>How a number is shown; in a workbook the cell keeps the number itself.</summary>
public enum NumberForm
{
    /// <summary>Two decimals.</summary>
    Score,

    /// <summary>Six decimals, as published.</summary>
    Exact,

    /// <summary>Signed, two decimals: "+0,63", "−1,66".</summary>
    SignedScore,

    /// <summary>"▼ −1,66".</summary>
    ArrowScore,

    /// <summary>"▼ −1,66 điểm".</summary>
    ArrowPoints,

    /// <summary>"42/60": the number is the place, <see cref="Cell.Of"/> is N.</summary>
    Rank,

    /// <summary>Signed whole number: "+2", "−13".</summary>
    SignedPlaces,

    /// <summary>"▼ 13".</summary>
    ArrowPlaces,

    /// <summary>"▼ xuống 13 bậc"; the number is the signed change.</summary>
    ArrowPlacesInWords,

    /// <summary>Signed share with one decimal; the number is a fraction: 0.031 shows "+3,1 %".</summary>
    SignedShare,

    Whole,
    Year,

    /// <summary>Of a hundred, without decimals: 52 shows "52 %".</summary>
    Percent,

    /// <summary>A day, as the number by which a workbook knows it.</summary>
    Day,
}

/// <summary>One value to show: a text, a number with its form, a small line of numbers, or nothing ("–").</summary>
public sealed record Cell
{
    public string? Text { get; init; }
    public double? Number { get; init; }
    public NumberForm Form { get; init; }

    /// <summary>N of a rank.</summary>
    public int? Of { get; init; }
    public bool IsTied { get; init; }
    public Tone Tone { get; init; }

    /// <summary>A sparkline; blanks are gaps. Never the only carrier of a fact.</summary>
    public IReadOnlyList<double?>? Spark { get; init; }

    /// <summary>A page of this document to jump to (its tab).</summary>
    public string? LinkToTab { get; init; }

    public static readonly Cell Missing = new();

    public static Cell Words(string text, Tone tone = Tone.Plain) => new() { Text = text, Tone = tone };

    public static Cell Value(double? number, NumberForm form, Tone tone = Tone.Plain) => new() { Number = number, Form = form, Tone = tone };

    public static Cell RankOf(double? place, double? n, bool isTied = false) => new() { Number = place, Of = (int?)n, Form = NumberForm.Rank, IsTied = isTied };

    public static Cell Day(DateOnly? day, Tone tone = Tone.Plain) => new() { Number = day?.ToDateTime(TimeOnly.MinValue).ToOADate(), Form = NumberForm.Day, Tone = tone };

    /// <summary>A change whose tone follows its sign.</summary>
    public static Cell Change(double? change, NumberForm form) => new()
    {
        Number = change,
        Form = form,
        Tone = change switch { > 0 => Tone.Rise, < 0 => Tone.Fall, _ => Tone.Plain },
    };
}

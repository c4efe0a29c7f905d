using System.Text.RegularExpressions;

namespace PapiBI.Etl.Parsing;

/// <summary>What a number of a workbook is shown as, as far as it changes what the number means.</summary>
internal enum NumberFormat
{
    Plain,
    Percent,
    Moment,

    /// <summary>A moment of which month and year alone are shown: "thg6-21".</summary>
    Month,
}

internal static partial class NumberFormats
{
    /// <summary>Of a format by its own code, such as "0.00%" or "dd/mm/yyyy".</summary>
    public static NumberFormat Of(string code)
    {
        string shown = Literals().Replace(code, "");
        return shown.AsSpan().ContainsAny("dmyhsDMYHS") && !shown.Contains("General", StringComparison.OrdinalIgnoreCase)
                ? shown.AsSpan().ContainsAny("dhsDHS") || !shown.AsSpan().ContainsAny("yY") || !shown.AsSpan().ContainsAny("mM") ? NumberFormat.Moment : NumberFormat.Month
            : shown.Contains('%', StringComparison.Ordinal) ? NumberFormat.Percent
            : NumberFormat.Plain;
    }

    /// <summary>Of a format that Excel knows by number.</summary>
    public static NumberFormat Of(int id) => id switch
    {
        9 or 10 => NumberFormat.Percent,
        17 => NumberFormat.Month,
        (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) => NumberFormat.Moment,
        _ => NumberFormat.Plain,
    };

    /// <summary>Texts in quotation marks, single marked letters, colours and locales; not the hours of "[h]:mm".</summary>
    [GeneratedRegex(@"""[^""]*""|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Literals();
}

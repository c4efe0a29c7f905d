using System.Globalization;
using PapiBI.Warehouse;

namespace PapiBI.Reports.Documents;

/// <summary>
/// Numbers as a reader's language writes them, for sentences and for cells: decimal comma in Vietnamese, point in English,
/// "−" for minus, rounded half away from zero. What rounds to nothing has no sign.
/// </summary>
public static class NumberText
{
    public const string Missing = "–";

    private static readonly string[] Formats = ["N0", "N1", "N2", "N3", "N4", "N5", "N6"];
    private static readonly NumberFormatInfo Vi = new() { NegativeSign = "−", NumberDecimalSeparator = ",", NumberGroupSeparator = "." };
    private static readonly NumberFormatInfo En = new() { NegativeSign = "−" };

    private static readonly string[] CountsVi = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    private static readonly string[] CountsEn = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>"41,23".</summary>
    public static string Score(double score, Language language) => Fixed(score, 2, language);

    /// <summary>"40,746000": six decimals, as published.</summary>
    public static string Exact(double score, Language language) => Fixed(score, 6, language);

    /// <summary>"+0,63", "−1,66", "0,00".</summary>
    public static string Signed(double change, Language language) => WithSign(change, 2, language);

    /// <summary>"+2", "−13", "0".</summary>
    public static string SignedWhole(double change, Language language) => WithSign(change, 0, language);

    /// <summary>A fraction as percent: 0.8497 is "85,0 %", in English "85.0%".</summary>
    public static string Share(double fraction, Language language) => Fixed(fraction * 100, 1, language) + language.Choose(" %", "%");

    /// <summary>A fraction as signed percent: 0.031 is "+3,1 %".</summary>
    public static string SignedShare(double fraction, Language language) => WithSign(fraction * 100, 1, language) + language.Choose(" %", "%");

    /// <summary>"14.732" in Vietnamese, "14,732" in English.</summary>
    public static string Whole(double number, Language language) => Fixed(number, 0, language);

    /// <summary>"10", "0,33": at most two decimals, none where none are needed.</summary>
    public static string Plain(double number, Language language) => Fixed(number, number == Math.Floor(number) ? 0 : 2, language);

    /// <summary>"2021": no thousands mark.</summary>
    public static string Year(double year) => Rounded(year, 0) is { } y ? y.ToString("0", CultureInfo.InvariantCulture) : Missing;

    /// <summary>Of a hundred: 52.4 is "52 %", in English "52%".</summary>
    public static string Percent(double percent, Language language) => Fixed(percent, 0, language) + language.Choose(" %", "%");

    /// <summary>"30/6/2021", "30 Jun 2021".</summary>
    public static string Day(DateOnly day, Language language) => day.ToString(language.Choose("d/M/yyyy", "d MMM yyyy"), CultureInfo.InvariantCulture);

    /// <summary>"42/60", tied "=8/60".</summary>
    public static string Rank(double place, int? n, bool isTied = false) =>
        Rounded(place, 0) is { } p
            ? (isTied ? "=" : "") + p.ToString("0", CultureInfo.InvariantCulture) + (n is null ? "" : string.Create(CultureInfo.InvariantCulture, $"/{n}"))
            : Missing;

    /// <summary>"1,66 điểm": a size, without its sign.</summary>
    public static string Points(double points, Language language) =>
        $"{Score(Math.Abs(points), language)} {NumberUnits.Points(points, language)}";

    /// <summary>"13 bậc", "1 place": a size, without its sign.</summary>
    public static string Places(double places, Language language) => $"{Whole(Math.Abs(places), language)} {NumberUnits.Places(places, language)}";

    /// <summary>"bảy", "seven"; digits above ten. Zero is "không", "no".</summary>
    public static string Count(int count, Language language) =>
        count is >= 0 and <= 10 ? language.Choose(CountsVi[count], CountsEn[count]) : Whole(count, language);

    /// <summary>A number with the given decimals, for axes and labels whose format the chart names.</summary>
    public static string Fixed(double number, int decimals, Language language) => Written(Rounded(number, decimals), decimals, language);

    /// <summary>1, 0 or −1 after rounding, so that glyph, sign and number never disagree.</summary>
    public static int SignOf(double number, int decimals) => Rounded(number, decimals) is { } value ? Math.Sign(value) : 0;

    private static string WithSign(double number, int decimals, Language language)
    {
        var value = Rounded(number, decimals);
        var written = Written(value, decimals, language);
        return value > 0 ? "+" + written : written;
    }

    private static string Written(decimal? value, int decimals, Language language) =>
        value?.ToString(decimals < Formats.Length ? Formats[decimals] : $"N{decimals}", language == Language.Vietnamese ? Vi : En) ?? Missing;

    // By way of decimal, which keeps 15 digits: 2.675 is stored as 2.67499…, and a reader who adds the printed parts expects 2,68, as Excel shows.
    private static decimal? Rounded(double number, int decimals) =>
        double.IsFinite(number) && Math.Abs(number) < 1e15 ? Math.Round((decimal)number, decimals, MidpointRounding.AwayFromZero) : null;

    private static string Choose(this Language language, string vi, string en) => new Text(vi, en).In(language);
}

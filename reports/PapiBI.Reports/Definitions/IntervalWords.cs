using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Measures;

namespace PapiBI.Reports.Definitions;

/// <summary>How uncertain a score is, as its publisher prints it: what is not printed is said to be missing and never worked out.</summary>
internal static class IntervalWords
{
    public static readonly IReadOnlyList<Measure> Measures = [Measure.StandardError, Measure.IntervalLow, Measure.IntervalHigh, Measure.IntervalMultiplier];

    public static bool IsUncertaintyHeld(this ResultRow row) => row[Measure.StandardError] is not null || row.Interval() is not null;

    /// <summary>A sentence or two on one province's score.</summary>
    public static string Of(ResultRow row, Language language)
    {
        if (!row.IsUncertaintyHeld())
        {
            return NotAvailable(language);
        }

        var error = row[Measure.StandardError] is { } points
            ? new Text($"Sai số chuẩn {NumberText.Points(points, language)}; ", $"Standard error {NumberText.Points(points, language)}; ").In(language)
            : new Text("Sai số chuẩn: nguồn không cung cấp; ", "Standard error: not available from the source; ").In(language);
        return row.Interval() is not { } interval
            ? error + new Text("khoảng tin cậy: nguồn không cung cấp.", "confidence interval: not available from the source.").In(language)
            : error + new Text("khoảng công bố ", "published interval ").In(language)
                + $"{NumberText.Score(interval.Low, language)}–{NumberText.Score(interval.High, language)}{(row[Measure.IntervalMultiplier] is null ? ", " : " = ")}{Meaning(row[Measure.IntervalMultiplier], language)}.{Aside(row, interval, language)}";
    }

    /// <summary>What the bounds mean: what decides is how many standard errors they lie apart, not what the source's heading calls them.</summary>
    public static string Meaning(double? multiplier, Language language) => multiplier is not { } times
        ? new Text("không rõ là mấy lần sai số chuẩn", "of how many standard errors is not known").In(language)
        : new Text($"điểm ± {Times(times, language)} × sai số chuẩn", $"score ± {Times(times, language)} × standard error").In(language) + Level(times, language);

    public static string NotAvailable(Language language) =>
        new Text("Khoảng tin cậy: nguồn không cung cấp.", "Confidence intervals: not available from the source.").In(language);

    // The usual levels of a normal distribution; of another multiplier no level is named.
    private static string Level(double times, Language language) => times switch
    {
        >= 1.64 and <= 1.65 => Named(90, language),
        >= 1.955 and <= 1.965 => Named(95, language),
        >= 2.57 and <= 2.58 => Named(99, language),
        _ => "",
    };

    private static string Named(int percent, Language language) => new Text(
        $" (tức khoảng tin cậy {percent} %, kể cả khi bảng gốc ghi mức khác)",
        $" (that is a {percent}% confidence interval, even where the source's heading names another level)").In(language);

    // A later file may have corrected the score and printed no interval of its own.
    private static string Aside(ResultRow row, (double Low, double High) interval, Language language) =>
        row[Measure.Score] is { } score && (score < interval.Low || score > interval.High)
            ? new Text(" Điểm dùng ở đây nằm ngoài khoảng đó: khoảng thuộc về một lần công bố khác.", " The score used here lies outside it: the interval belongs to another publication.").In(language)
            : "";

    private static (double Low, double High)? Interval(this ResultRow row) =>
        row[Measure.IntervalLow] is { } low && row[Measure.IntervalHigh] is { } high ? (low, high) : null;

    private static string Times(double times, Language language) =>
        NumberText.Fixed(times, Math.Abs(times - Math.Round(times, 2)) < 1e-9 ? 2 : 3, language);
}

namespace PapiBI.Reports.Excel;

/// <summary>A4 and what of it is printed on, in points.</summary>
internal sealed record Paper(bool IsLandscape)
{
    public const double Side = 37;
    public const double Top = 40;
    public const double Bottom = 50;
    public const double FooterMargin = 24;
    private const double ShortEdge = 595.28;
    private const double LongEdge = 841.89;

    public double Width => (IsLandscape ? LongEdge : ShortEdge) - (2 * Side);

    // Excel's printed rows differ from their nominal height by a hair; a break of ours must come before its own.
    public double Height => ((IsLandscape ? ShortEdge : LongEdge) - Top - Bottom) * 0.985;

    public static decimal Inches(double points) => (decimal)(points / 72);
}

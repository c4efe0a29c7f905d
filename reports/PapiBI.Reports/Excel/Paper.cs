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

    /// <summary>How many sheets the strips take, and how much of the last, below what is used of the first.</summary>
    public (double Sheets, double Used) Sheets(double used, IEnumerable<BlockStrip> strips)
    {
        double sheets = 1;
        foreach (BlockStrip strip in strips)
        {
            used += strip.Height;
            if (used > Height)
            {
                // The repeated header takes its room on each further sheet, and a row that no longer fits leaves its room empty.
                double lost = strip.Alone is { MayBreak: true, Body: [var header, .., var row] } ? header.Height + row.Height : 0;
                double rest = lost > 0 ? used - Height : strip.Height;
                double more = Math.Max(Math.Ceiling(rest / (Height - lost)), 1);
                sheets += more;
                used = lost + rest - ((more - 1) * (Height - lost));
            }
        }

        return (sheets, used);
    }

    public static decimal Inches(double points) => (decimal)(points / 72);
}

namespace PapiBI.Reports.Documents;

/// <summary>The few colours of a report, as RRGGBB, the same in workbook, mail and pictures. Each stays apart from the others on a photocopy.</summary>
public static class Inks
{
    public const string Navy = "1F3864";
    public const string Steel = "5B6B80";
    public const string LightGrey = "A6AEBA";
    public const string Ochre = "B7791F";
    public const string Rise = "2E7D32";
    public const string Fall = "B3261E";
    public const string Text = "1B1F27";
    public const string Quiet = "5F6672";
    public const string Rule = "C3C9D3";
    public const string HeaderRule = "3A4352";
    public const string Tint = "EEF1F8";
    public const string Previous = "8AA0C8";
    public const string Peer = "C6CCD6";
    public const string BreakBand = "ECEDF1";
    public const string GridLine = "E3E6EB";
    public const string HeatBelow = "E6C27F";
    public const string HeatAbove = "86A5D9";
    public const string White = "FFFFFF";

    /// <summary>Four steps of one blue, from the lowest group to the highest.</summary>
    public static readonly IReadOnlyList<string> GroupSteps = ["DCE6F3", "A9C1E3", "5B85BD", Navy];

    public static string Of(SeriesRole role) => role switch
    {
        SeriesRole.Subject => Navy,
        SeriesRole.Previous => Previous,
        SeriesRole.Region => Steel,
        SeriesRole.Nation => LightGrey,
        SeriesRole.Best => Ochre,
        SeriesRole.Peer => Peer,
        SeriesRole.Lowest or SeriesRole.LowerQuartile or SeriesRole.Median or SeriesRole.UpperQuartile => Steel,
        SeriesRole.Start or SeriesRole.Done => Navy,
        SeriesRole.Remaining => GroupSteps[1],
        SeriesRole.Late => Fall,
        SeriesRole.Target => Ochre,
        SeriesRole.Baseline => Text,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No ink."),
    };

    public static string Of(Tone tone) => tone switch
    {
        Tone.Plain => Text,
        Tone.Rise => Rise,
        Tone.Fall => Fall,
        Tone.Muted => Quiet,
        Tone.Accent => Navy,
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "No ink."),
    };
}

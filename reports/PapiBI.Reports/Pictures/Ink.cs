namespace PapiBI.Reports.Pictures;

/// <summary>The colours of LOOK: one accent for the subject, greys for the others. Never the only carrier of a meaning.</summary>
public static class Ink
{
    public const string Subject = "#1F3864";
    public const string Region = "#5B6B7F";
    public const string Nation = "#A3ABB8";
    public const string Best = "#B7791F";
    public const string Rise = "#2E7D32";
    public const string Fall = "#B3261E";
    public const string Text = "#1B1F26";
    public const string Quiet = "#5A6270";
    public const string Hair = "#D9DDE5";
    public const string Tint = "#EEF1F8";
    public const string Paper = "#FFFFFF";

    /// <summary>Four steps of one blue, from the lowest group to the highest; they survive a photocopier.</summary>
    public static IReadOnlyList<string> Groups { get; } = ["#DCE6F2", "#A9C1E0", "#5C86BC", "#1F3864"];
}

using PapiBI.Reports.Documents;

namespace PapiBI.Reports.Pictures;

/// <summary>The inks as HTML and pictures write them.</summary>
public static class Ink
{
    public const string Subject = "#" + Inks.Navy;
    public const string Region = "#" + Inks.Steel;
    public const string Nation = "#" + Inks.LightGrey;
    public const string Best = "#" + Inks.Ochre;
    public const string Rise = "#" + Inks.Rise;
    public const string Fall = "#" + Inks.Fall;
    public const string Text = "#" + Inks.Text;
    public const string Quiet = "#" + Inks.Quiet;
    public const string Hair = "#" + Inks.Rule;
    public const string Tint = "#" + Inks.Tint;
    public const string Paper = "#" + Inks.White;

    public static IReadOnlyList<string> Groups { get; } = [.. Inks.GroupSteps.Select(ink => "#" + ink)];
}

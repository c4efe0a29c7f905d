using PapiBI.Reports.Documents;
using PapiBI.Reports.Pictures;

namespace PapiBI.Reports.Email;

/// <summary>The colour of a tone, and the class by which dark surroundings exchange it.</summary>
internal static class HtmlTone
{
    public static string InkOf(Tone tone) => tone switch
    {
        Tone.Plain => Ink.Text,
        Tone.Rise => Ink.Rise,
        Tone.Fall => Ink.Fall,
        Tone.Muted => Ink.Quiet,
        Tone.Accent => Ink.Subject,
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "No ink for this tone."),
    };

    public static string RoleOf(Tone tone) => tone switch
    {
        Tone.Plain => "ink",
        Tone.Rise => "rise",
        Tone.Fall => "fall",
        Tone.Muted => "quiet",
        Tone.Accent => "lead",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "No class for this tone."),
    };
}

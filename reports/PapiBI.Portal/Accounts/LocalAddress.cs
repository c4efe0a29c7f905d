using System.Diagnostics.CodeAnalysis;

namespace PapiBI.Portal.Accounts;

/// <summary>Where somebody is sent back to after signing in: an address of ours, never one that somebody else wrote into a link.</summary>
public static class LocalAddress
{
    /// <param name="asked">As it stands in a link, so perhaps hostile.</param>
    /// <param name="other">Where to go if it is none of ours.</param>
    public static string Or(string? asked, string other) => Is(asked) ? asked : other;

    // Browsers take "/\host" and "//host" for another host, and drop tabs and line ends before they look.
    private static bool Is([NotNullWhen(true)] string? asked) =>
        asked is ['/', ..] && asked is not ['/', '/' or '\\', ..] && !asked.Any(c => char.IsControl(c) || c == '\\');
}

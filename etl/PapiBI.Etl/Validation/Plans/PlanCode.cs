using System.Text.RegularExpressions;

namespace PapiBI.Etl.Validation.Plans;

/// <summary>What a plan may be called by: plain letters, digits and the marks - _ . as it also becomes part of the names of files.</summary>
public static partial class PlanCode
{
    public const int Longest = 40;

    /// <summary>Years that a plan may run over, at most.</summary>
    public const int MostYears = 20;

    public static bool IsOne(string code) => code.Length <= Longest && Plain().IsMatch(code) && !code.Contains("..", StringComparison.Ordinal);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*$", RegexOptions.None, 1000)]
    private static partial Regex Plain();
}

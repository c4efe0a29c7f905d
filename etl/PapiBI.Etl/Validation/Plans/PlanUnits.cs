using System.Text.RegularExpressions;
using PapiBI.Etl.Described;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation.Plans;

/// <summary>The words around values, and what each of them may speak of: "tăng 13 bậc" is no place, and "hạng 45" no gain.</summary>
internal sealed class PlanUnits
{
    private readonly Dictionary<string, HashSet<string>> _meanings;
    private readonly Regex _word;

    public PlanUnits(IReadOnlyDictionary<string, IReadOnlyList<string>> units)
    {
        _meanings = units.SelectMany(pair => pair.Value, (pair, word) => (Word: word.ToUpperInvariant(), pair.Key)).GroupBy(pair => pair.Word, pair => pair.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        _word = new Regex($@"\b({string.Join('|', _meanings.Keys.OrderByDescending(word => word.Length).Select(Regex.Escape))})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    /// <summary>The text without the words that its meaning has.</summary>
    public string Without(string text, string meaning) => _word.Replace(text, match => Means(match, meaning) ? " " : match.Value).Trim(' ', ':');

    /// <summary>A word of another meaning; null where there is none.</summary>
    public string? Foreign(string text, string meaning) => _word.Matches(text).FirstOrDefault(match => !Means(match, meaning))?.Value;

    /// <summary>Whether the words of a target's value can be said of its kind.</summary>
    public bool Fit(string text, TargetKind kind)
    {
        if (Foreign(text, PlanCodes.Of(kind)) is not null)
        {
            return false;
        }

        // "hạng 45" is a place; "2 hạng" and "tăng 2 hạng" are gains.
        string rank = PlanCodes.Of(TargetKind.Rank);
        int number = text.AsSpan().IndexOfAnyInRange('0', '9');
        MatchCollection words = _word.Matches(text);
        return kind != TargetKind.RankGain || words.All(word => word.Index > number) || words.Any(word => !Means(word, rank));
    }

    private bool Means(Match word, string meaning) => _meanings[word.Value.ToUpperInvariant()].Contains(meaning);
}

using System.Globalization;
using System.Text.RegularExpressions;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Described.Inspection;

/// <summary>Guesses which item of an index, in the structure of one year, a heading means.</summary>
internal sealed partial class ItemFinder
{
    private const double Likely = 0.6;

    private static readonly HashSet<string> TotalWords = new(StringComparer.Ordinal)
    {
        "chi", "so", "diem", "tong", "total", "overall", "score", "index", "point", "points", "weighted", "unweighted", "un", "co", "khong", "trong", "cap", "tinh", "nam", "year", "95",
    };

    private readonly string _index;
    private readonly KnownIndicator[] _items;
    private readonly string[] _dimensions;
    private readonly (KnownIndicator Item, string Name)[] _names;

    public ItemFinder(ReferenceData known, string index, int? year)
    {
        _index = index;
        int[] years = [.. known.Indicators.Where(item => item.IndexCode == index).Select(item => item.Year).Distinct()];
        // The structure of a year that is not known is taken to be that of the nearest one.
        Year = years.Length == 0 ? null : year is int wanted ? years.MinBy(y => Math.Abs(y - wanted)) : years.Max();
        _items = [.. known.Indicators.Where(item => item.IndexCode == index && item.Year == Year)];
        _dimensions = [.. _items.Where(item => item.Level == IndicatorLevel.Dimension).Select(item => item.ItemCode)];
        _names = [.. _items.SelectMany(item => new[] { (item, Wording.Plain(item.NameVi)), (item, Wording.Plain(item.NameEn)) }).Where(name => name.Item2.Length > 0)];
    }

    public int? Year { get; }

    public KnownIndicator? this[string code] => Array.Find(_items, item => item.ItemCode == code);

    /// <summary>The best guess for a heading, which may be written in several cells; null where nothing speaks for any item.</summary>
    public Guess? Find(IEnumerable<string> texts) => texts.Select(Find).OfType<Guess>().OrderByDescending(guess => guess.Confidence).FirstOrDefault();

    private Guess? Find(string text)
    {
        string words = Wording.Plain(text);
        (string measure, string rest) = Wording.MeasureIn(words);
        return ByCode(text, measure, rest) ?? ByNumber(rest, measure) ?? Total(words, rest, measure) ?? ByName(rest, measure);
    }

    private Guess? ByCode(string text, string measure, string words)
    {
        if (CodeFirst().Match(text) is not { Success: true } match || this[match.Groups["item"].Value] is not { } item || !IsLead(match.Groups["lead"].Value))
        {
            return null;
        }

        string name = words.Contains(item.ItemCode, StringComparison.Ordinal) ? words[(words.IndexOf(item.ItemCode, StringComparison.Ordinal) + item.ItemCode.Length)..].Trim() : words;
        return new Guess(item.ItemCode, measure, 1, Reason.Code)
        {
            IsOtherName = _names.Where(known => known.Item == item).Select(known => Wording.Likeness(known.Name, name)).DefaultIfEmpty(1).Max() < 0.5
                && Array.Exists(_names, known => known.Item != item && Wording.Likeness(known.Name, name) > 0.8),
        };
    }

    private static bool IsLead(string lead) => Wording.Plain(lead) is "" or "chi so noi dung" or "noi dung" or "dimension" or "truc" or "truc noi dung" or "sub dimension" or "linh vuc" or "chi so linh vuc" or "chi so thanh phan" or "thanh phan" or "sub index";

    // "variance dimension 3" says which; "chi so thanh phan 3" counts the parts.
    private Guess? ByNumber(string words, string measure) =>
        Numbered().Match(words) is { Success: true } match && int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) is var n && n >= 1 && n <= _dimensions.Length
            ? new Guess(_dimensions[n - 1], measure, 0.95, _dimensions[n - 1] == match.Groups["n"].Value ? Reason.Code : Reason.Position)
            : null;

    private Guess? Total(string words, string rest, string measure)
    {
        if (Array.Find(_items, item => item.Level == IndicatorLevel.Total) is not { } total)
        {
            return null;
        }

        string[] own = Wording.Words(_index);
        string[] left = [.. rest.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !TotalWords.Contains(word) && !IsYear(word))];
        bool isNamed = left.Length > 0 && left.All(word => own.Contains(word, StringComparer.Ordinal));
        if (!isNamed && (left.Length > 0 || (measure == "score" && !words.Contains("total", StringComparison.Ordinal) && !words.StartsWith("tong ", StringComparison.Ordinal))))
        {
            return null;
        }

        bool isUnweighted = words.Contains("un weighted", StringComparison.Ordinal) || words.Contains("unweighted", StringComparison.Ordinal) || words.Contains("khong co trong so", StringComparison.Ordinal) || words.Contains("khong trong so", StringComparison.Ordinal);
        bool isWeighted = !isUnweighted && (words.Contains("weighted", StringComparison.Ordinal) || words.Contains("co trong so", StringComparison.Ordinal));
        // A total that is a sum is the unweighted one, and the other way round.
        double confidence = (total.IsSummed ? isWeighted : isUnweighted) ? 0.5 : (total.IsSummed ? isUnweighted : isWeighted) ? 1 : 0.9;
        return new Guess(total.ItemCode, measure, confidence, confidence > 0.5 ? Reason.Total : Reason.Doubt);
    }

    private Guess? ByName(string words, string measure)
    {
        if (words.Length < 3)
        {
            return null;
        }

        KnownIndicator[] same = [.. _names.Where(known => known.Name == words).Select(known => known.Item).Distinct()];
        if (same.Length > 0)
        {
            return new Guess(same[0].ItemCode, measure, same.Length == 1 ? 1 : 0.7, same.Length == 1 ? Reason.Name : Reason.Doubt);
        }

        (KnownIndicator Item, double Likeness)[] alike = [.. _names.Select(known => (known.Item, Likeness: Wording.Likeness(known.Name, words))).Where(found => found.Likeness >= Likely).OrderByDescending(found => found.Likeness)];
        if (alike.Length == 0)
        {
            return null;
        }

        // A second item that is nearly as like makes either unlikely to go in unseen.
        double second = alike.Where(found => found.Item != alike[0].Item).Select(found => found.Likeness).DefaultIfEmpty().Max();
        return new Guess(alike[0].Item.ItemCode, measure, alike[0].Likeness - second < 0.1 ? Math.Min(alike[0].Likeness, 0.8) : Math.Min(alike[0].Likeness, 0.95), Reason.Likeness);
    }

    private static bool IsYear(string word) => word.Length == 4 && (word.StartsWith("19", StringComparison.Ordinal) || word.StartsWith("20", StringComparison.Ordinal));

    [GeneratedRegex(@"^(?<lead>\p{L}[\p{L} -]*?)?\s*(?<item>[0-9]{1,2}(\.[0-9]{1,2})?)(\s*[:)–-]|\.(?![0-9])|(?<=\.[0-9]{1,2})\s)\s*\p{L}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeFirst();

    [GeneratedRegex("^(chi so )?(dimension|noi dung|truc|linh vuc|thanh phan|sub index|field|component) (?<n>[0-9]{1,2})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbered();
}

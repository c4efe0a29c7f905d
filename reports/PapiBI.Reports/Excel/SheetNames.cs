namespace PapiBI.Reports.Excel;

/// <summary>Tabs that a spreadsheet accepts: at most 31 characters, none of []:*?/\, no quote at the ends, unique in any case.</summary>
internal sealed class SheetNames
{
    private const int Longest = 31;
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase) { "History" };
    private readonly Dictionary<string, string> _byTab = [];

    public string Take(string tab)
    {
        string wish = string.Concat(tab.Select(letter => letter is '[' or ']' or ':' or '*' or '?' or '/' or '\\' || char.IsControl(letter) ? '-' : letter)).Trim().Trim('\'');
        wish = wish.Length == 0 ? "-" : wish;
        string name = Cut(wish, Longest);
        for (int i = 2; !_taken.Add(name); i++)
        {
            string ending = $" ({i})";
            name = Cut(wish, Longest - ending.Length) + ending;
        }

        _byTab.TryAdd(tab, name);
        return name;
    }

    public string? Find(string tab) => _byTab.GetValueOrDefault(tab);

    public static string Quote(string name) => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length].TrimEnd().TrimEnd('\'');
}

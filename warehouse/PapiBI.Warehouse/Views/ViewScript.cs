using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PapiBI.Warehouse.Dialects;

namespace PapiBI.Warehouse.Views;

/// <summary>A view and the text that creates it, the same for both engines.</summary>
public sealed record View(string Name, string Create);

/// <summary>
/// Every view in the order of creation: those of views.sql, those compiled from measures, those of plans.sql. Views hold no data,
/// so they are no migrations: they are dropped and made again whenever their text is new, and once in every release file.
/// </summary>
public static partial class ViewScript
{
    public static readonly IReadOnlyList<View> All =
    [
        .. Of("Views/views.sql"),
        .. MeasureViews.All.Select(view => new View(view.Key, $"create view {view.Key} as\n{Measures.QueryCompiler.CompileView(view.Value)}")),
        .. Of("Views/plans.sql"),
    ];

    private static readonly Dictionary<string, View> ByName = All.ToDictionary(view => view.Name, StringComparer.Ordinal);

    /// <summary>Names the views in the journal of migrations.</summary>
    public const string JournalEntry = "(views)";

    /// <summary>Those of a release on a server: some read what was worked out when it was published.</summary>
    public static readonly IReadOnlyList<View> OnServer = [.. WithReplaced(Of("Views/released.sql"))];

    /// <summary>Tells one set of views from another.</summary>
    public static readonly string Sha256 = ShaOf(Statements(Dialect.DuckDb));

    /// <summary>What analysts may read on a server: it goes with a view that is dropped, so it is granted again with the views.</summary>
    public static readonly string Grants = SqlScript.Read("Views/grants.sql");

    /// <summary>Drops and creates everything: statements to be run one by one.</summary>
    public static IEnumerable<string> Statements(Dialect dialect) => dialect == Dialect.DuckDb ? Anew(All) : Anew(OnServer).Concat(LiveViews.Statements()).Append(Grants);

    public static string ShaOf(IEnumerable<string> statements) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', statements))));

    /// <summary>The tables that one of our texts reads, through however many views: all of them, and perhaps names of common table expressions.</summary>
    internal static IReadOnlySet<string> TablesOf(string sql)
    {
        HashSet<string> found = [], tables = [];
        Queue<string> texts = new([sql]);
        while (texts.TryDequeue(out var text))
        {
            foreach (var name in Source().Matches(text).Select(match => match.Groups["name"].Value).Where(found.Add))
            {
                if (ByName.TryGetValue(name, out var view))
                {
                    texts.Enqueue(view.Create);
                }
                else
                {
                    tables.Add(name);
                }
            }
        }

        return tables;
    }

    private static IEnumerable<string> Anew(IReadOnlyList<View> views) =>
        views.Reverse().Select(view => $"drop view if exists {view.Name}").Concat(views.Select(view => view.Create));

    private static IEnumerable<View> WithReplaced(IEnumerable<View> others)
    {
        var kept = others.ToDictionary(view => view.Name, StringComparer.Ordinal);
        return All.Select(view => kept.GetValueOrDefault(view.Name, view));
    }

    private static IEnumerable<View> Of(string script) =>
        Dialect.SqlServer.Batches(SqlScript.Read(script)).Select(batch => new View(CreateView().Match(batch).Groups["name"].Value, batch));

    /// <summary>Where one of our texts reads from: the verb with the blanks after it, and the name.</summary>
    [GeneratedRegex(@"(?<verb>\b(from|join)\s+)(?<name>\w+)\b(?!\s*[.(])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    internal static partial Regex Source();

    [GeneratedRegex(@"create view (?<name>\w+) as", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CreateView();
}

using System.Text.RegularExpressions;

namespace PapiBI.Warehouse.Views;

/// <summary>
/// The views of what is loaded, published or not, on a server: there the plain names show a release, so those of the loader stand in the schema "live".
/// Embedded they have the plain names in the working database, and a release is a file.
/// </summary>
internal static partial class LiveViews
{
    private const string Schema = "live";

    /// <summary>Those that loading and publishing start from: all but the sums, which <see cref="ReleasedViews"/> works out, the measures, and what reads either.</summary>
    public static readonly IReadOnlyList<View> All = WithoutSums();

    private static readonly HashSet<string> Names = [.. All.Select(view => view.Name)];

    /// <summary>Drops and creates all: T-SQL statements to be run one by one.</summary>
    public static IEnumerable<string> Statements() =>
        All.Reverse().Select(view => $"drop view if exists {Schema}.{view.Name}")
            .Concat(All.Select(view => Rename(view.Create, InSchema).Replace($"create view {view.Name} as", $"create view {Schema}.{view.Name} as", StringComparison.Ordinal)));

    /// <summary>The text for the loader's session: every view in it named by its schema, or as the table that the session has of it, unless a common table expression has its name.</summary>
    /// <param name="sql">One of our texts.</param>
    /// <param name="held">Says what a view is called that the session has as a table; null: "#name".</param>
    public static string Qualify(string sql, Func<string, string>? held = null) => Rename(sql, name => !ReleasedViews.Holds(name) ? InSchema(name) : held is null ? $"#{name}" : held(name));

    private static string InSchema(string name) => Names.Contains(name) ? $"{Schema}.{name}" : name;

    private static string Rename(string sql, Func<string, string> rename)
    {
        var own = Expression().Matches(sql).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        return ViewScript.Source().Replace(sql, match => own.Contains(match.Groups["name"].Value) ? match.Value : match.Groups["verb"].Value + rename(match.Groups["name"].Value));
    }

    private static List<View> WithoutSums()
    {
        HashSet<string> others = [.. MeasureViews.All.Keys];
        var views = new List<View>();
        foreach (var view in ViewScript.All)
        {
            if (others.Contains(view.Name) || ReleasedViews.IsSum(view.Name) || ViewScript.Source().Matches(view.Create).Any(match => others.Contains(match.Groups["name"].Value) || ReleasedViews.IsSum(match.Groups["name"].Value)))
            {
                others.Add(view.Name);
            }
            else
            {
                views.Add(view);
            }
        }

        return views;
    }

    [GeneratedRegex(@"(?<=\bwith\s+|,\s*)(?<name>\w+)\s+as\s+\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Expression();
}

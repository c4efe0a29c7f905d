using System.Reflection;

namespace PapiBI.Warehouse.Dialects;

/// <summary>The SQL files of this project, by their path in it: "Migrations/DuckDb/0001_star_schema.sql".</summary>
public static class SqlScript
{
    private static readonly Assembly Home = typeof(SqlScript).Assembly;

    public static IReadOnlyList<string> In(string folder) =>
        [.. Home.GetManifestResourceNames().Where(n => n.StartsWith(folder + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static string Read(string path)
    {
        using var stream = Home.GetManifestResourceStream(path) ?? throw new ArgumentException($"No SQL file '{path}' in {Home.GetName().Name}.", nameof(path));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

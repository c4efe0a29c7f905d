using System.Text.RegularExpressions;

namespace PapiBI.Warehouse.Dialects;

/// <summary>The application database of an embedded installation.</summary>
public sealed partial class SqliteDialect : Dialect
{
    public override string Name => "Sqlite";

    /// <summary>SQLite does not know the standard's way to ask for the first rows only.</summary>
    public override string Adapt(string sql) => FirstRows().Replace(sql, "limit ${most}");

    public override IReadOnlyList<string> Batches(string script) => [script];

    [GeneratedRegex(@"\boffset 0 rows fetch next (?<most>\S+) rows only\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex FirstRows();
}

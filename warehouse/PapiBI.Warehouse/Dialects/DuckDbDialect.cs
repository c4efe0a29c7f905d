using System.Text;

namespace PapiBI.Warehouse.Dialects;

public sealed class DuckDbDialect : Dialect
{
    public override string Name => "DuckDb";

    public override IReadOnlyList<string> Batches(string script) => [script];

    /// <summary>DuckDB reads @x as an operator: its parameters are $x. Literals, quoted names and comments stay as they are.</summary>
    public override string Adapt(string sql)
    {
        var adapted = new StringBuilder(sql.Length);
        for (var i = 0; i < sql.Length;)
        {
            var end = EndOfPassage(sql, i);
            if (end > i)
            {
                adapted.Append(sql, i, end - i);
                i = end;
            }
            else
            {
                adapted.Append(sql[i] == '@' && i + 1 < sql.Length && char.IsAsciiLetter(sql[i + 1]) ? '$' : sql[i]);
                i++;
            }
        }

        return adapted.ToString();
    }

    // Where the literal, quoted name or comment that starts here ends; the start itself where none does.
    private static int EndOfPassage(string sql, int start) => sql[start] switch
    {
        '\'' or '"' => After(sql, sql[start].ToString(), start + 1),
        '-' when sql.AsSpan(start).StartsWith("--") => After(sql, "\n", start),
        '/' when sql.AsSpan(start).StartsWith("/*") => After(sql, "*/", start),
        _ => start,
    };

    private static int After(string sql, string mark, int from)
    {
        var at = sql.IndexOf(mark, from, StringComparison.Ordinal);
        return at < 0 ? sql.Length : at + mark.Length;
    }
}

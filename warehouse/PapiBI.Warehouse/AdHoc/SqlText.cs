using System.Text;

namespace PapiBI.Warehouse.AdHoc;

/// <summary>The words of a question, read only to say what is wrong with it; what it may do is decided on the engine's own tree.</summary>
internal static class SqlText
{
    /// <summary>The first word in upper case, past comments and opening brackets; "" if there is none.</summary>
    public static string FirstWord(string sql)
    {
        int start = SkipBlank(sql, 0);
        while (start < sql.Length && sql[start] == '(')
        {
            start = SkipBlank(sql, start + 1);
        }

        int end = start;
        while (end < sql.Length && char.IsAsciiLetter(sql[end]))
        {
            end++;
        }

        return sql[start..end].ToUpperInvariant();
    }

    /// <summary>Whether something other than comments follows a semicolon outside quotes.</summary>
    public static bool HasSecondStatement(string sql)
    {
        for (int i = 0; i < sql.Length; i = Next(sql, i))
        {
            if (sql[i] == ';' && SkipBlank(sql, i + 1) is int rest && rest < sql.Length && sql[rest] != ';')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The engine counts bytes of UTF-8; people count characters of a line.</summary>
    public static SqlPosition? PositionOf(string sql, ulong byteOffset)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(sql);
        if (byteOffset > (ulong)bytes.Length)
        {
            return null;
        }

        string before = Encoding.UTF8.GetString(bytes, 0, (int)byteOffset);
        int lineStart = before.LastIndexOf('\n') + 1;
        return new SqlPosition(before.Count(c => c == '\n') + 1, before.Length - lineStart + 1);
    }

    private static int SkipBlank(string sql, int at)
    {
        while (at < sql.Length && (char.IsWhiteSpace(sql[at]) || IsComment(sql, at)))
        {
            at = Next(sql, at);
        }

        return at;
    }

    private static bool IsComment(string sql, int at) =>
        at + 1 < sql.Length && sql[at..(at + 2)] is "--" or "/*";

    /// <summary>The place after the character, or after the whole quotation or comment, at <paramref name="at"/>.</summary>
    private static int Next(string sql, int at) => sql[at] switch
    {
        '\'' or '"' => After(sql, sql[at].ToString(), at + 1),
        '-' when IsComment(sql, at) => After(sql, "\n", at + 2),
        '/' when IsComment(sql, at) => After(sql, "*/", at + 2),
        _ => at + 1,
    };

    private static int After(string sql, string end, int from) =>
        from < sql.Length && sql.IndexOf(end, from, StringComparison.Ordinal) is int found && found >= 0 ? found + end.Length : sql.Length;
}

using System.Collections.Immutable;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PapiBI.Warehouse.AdHoc;

/// <summary>What was found of a text: why it may not run, or where its one statement ends.</summary>
public readonly record struct Judged(Refusal? Refusal, int End);

/// <summary>
/// Lets through one SELECT over the documented views with functions known to be harmless, as SQL Server's own parser reads it, and refuses whatever it
/// does not know. The role of the login is the wall; this says sooner, in the reader's words and with the place, and keeps what the role cannot: locks
/// that hold up a loader, waiting, and looking about on the server.
/// </summary>
public sealed class TSqlGate(IReadOnlySet<string> views)
{
    private const int MostNested = 100;

    // The parser and the walk recurse over chains as long as a text may be.
    private const int StackBytes = 64 * 1024 * 1024;

    public static Refusal TooDeep => SqlGate.TooDeep;

    public Judged Judge(string sql)
    {
        if (SqlGate.CheckText(sql) is { } refusal)
        {
            return new Judged(refusal, 0);
        }

        var judged = new Judged(SqlGate.TooDeep, 0);
        var thread = new Thread(() => judged = JudgeHere(sql), StackBytes) { Name = "T-SQL gate" };
        thread.Start();
        thread.Join();
        return judged;
    }

    /// <summary>Where a word stands as a name or text of its own, on that line rather than another; null: nowhere.</summary>
    public static SqlPosition? PlaceOf(string sql, string word, int line)
    {
        var tokens = Parser().GetTokenStream(new StringReader(sql), out _).Where(token => token.TokenType is TSqlTokenType.Identifier or TSqlTokenType.QuotedIdentifier or TSqlTokenType.AsciiStringLiteral or TSqlTokenType.UnicodeStringLiteral && Bare(token.Text).Equals(word, StringComparison.OrdinalIgnoreCase)).ToList();
        return (tokens.FirstOrDefault(token => token.Line == line) ?? tokens.FirstOrDefault()) is { } found ? new SqlPosition(found.Line, found.Column) : null;
    }

    private static string Bare(string token) => token.TrimStart('N').Trim('[', ']', '"', '\'');

    private static TSql160Parser Parser() => new(initialQuotedIdentifiers: true);

    private Judged JudgeHere(string sql)
    {
        var parser = Parser();
        var tokens = parser.GetTokenStream(new StringReader(sql), out var errors);
        if (IsTooDeep(tokens))
        {
            return new Judged(SqlGate.TooDeep, 0);
        }

        var tree = errors.Count == 0 ? parser.Parse(tokens, out errors) : null;
        var statements = (tree as TSqlScript)?.Batches.SelectMany(batch => batch.Statements).ToList() ?? [];
        if (errors.Count > 0)
        {
            return new Judged(Unparsed(sql, errors[0]), 0);
        }

        return statements switch
        {
            [] => new Judged(new Refusal(RefusalCodes.Empty, new Text("Chưa có câu lệnh nào.", "There is no statement.")), 0),
            [SelectStatement select] => new Judged(new TSqlWalk(views).Check(select), EndOf(select, tokens)),
            [var other] => new Judged(NotSelect(sql, other), 0),
            _ => new Judged(SqlGate.ManyStatements, 0),
        };
    }

    private static bool IsTooDeep(IList<TSqlParserToken> tokens)
    {
        var depth = 0;
        foreach (var token in tokens)
        {
            depth += token.TokenType switch
            {
                TSqlTokenType.LeftParenthesis or TSqlTokenType.Case => 1,
                TSqlTokenType.RightParenthesis or TSqlTokenType.End => -1,
                _ => 0,
            };
            if (depth > MostNested)
            {
                return true;
            }
        }

        return false;
    }

    private static Refusal Unparsed(string sql, ParseError error)
    {
        if (SqlText.FirstWord(sql) is { Length: > 0 } word && word is not ("SELECT" or "WITH"))
        {
            return NotSelect(word);
        }

        return new Refusal(RefusalCodes.Syntax, new Text($"Sai cú pháp: {error.Message}", $"Syntax error: {error.Message}"), new SqlPosition(error.Line, error.Column));
    }

    private static Refusal NotSelect(string sql, TSqlStatement statement) =>
        NotSelect(SqlText.FirstWord(sql) is { Length: > 0 } word and not "WITH" ? word : statement.GetType().Name.Replace("Statement", "", StringComparison.Ordinal).ToUpperInvariant());

    private static Refusal NotSelect(string word) => new(RefusalCodes.NotSelect, new Text(
        $"Chỉ được chạy SELECT; {word} không được phép.",
        $"Only SELECT may run; {word} is not allowed."));

    // A semicolon at the end belongs to the statement, and nothing may come after it.
    private static int EndOf(TSqlStatement statement, IList<TSqlParserToken> tokens)
    {
        var last = statement.LastTokenIndex;
        while (tokens[last].TokenType is TSqlTokenType.Semicolon or TSqlTokenType.WhiteSpace or TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment or TSqlTokenType.EndOfFile)
        {
            last--;
        }

        return tokens[last].Offset + tokens[last].Text.Length;
    }
}

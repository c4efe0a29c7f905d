using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PapiBI.Warehouse.AdHoc;

/// <summary>Lets through one SELECT over the release's own tables with functions known to be harmless. It judges the syntax tree that
/// the engine itself makes of the text, and refuses whatever it does not know.</summary>
internal sealed class SqlGate(ReleaseCatalogue catalogue, Func<string, string> serialize)
{
    public const int MaxBytes = 20_000;

    // The session stops at 250 expressions deep, each two to four levels of JSON; the walk is recursive, so its stack must be bounded too.
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 1_000 };

    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(code => (char)code).Except(['\n', '\r', '\t'])]);

    /// <summary>Null if the question may run.</summary>
    public Refusal? Check(string sql) => CheckText(sql) ?? CheckTree(sql, serialize(sql));

    /// <summary>What is wrong with a text whatever it says.</summary>
    internal static Refusal? CheckText(string sql)
    {
        if (Encoding.UTF8.GetByteCount(sql) > MaxBytes)
        {
            return new Refusal(RefusalCodes.TooLong, new Text(
                $"Câu lệnh dài hơn {MaxBytes / 1000} kB.",
                $"The statement is longer than {MaxBytes / 1000} kB."));
        }

        // The engine's C interface ends a text at NUL: what runs would not be what was judged.
        int odd = sql.AsSpan().IndexOfAny(ControlCharacters);
        if (odd >= 0)
        {
            return new Refusal(
                RefusalCodes.ControlCharacter,
                new Text("Câu lệnh chứa ký tự điều khiển.", "The statement contains a control character."),
                SqlText.PositionOf(sql, (ulong)Encoding.UTF8.GetByteCount(sql.AsSpan(0, odd))));
        }

        return null;
    }

    private Refusal? CheckTree(string sql, string tree)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(tree, Json);
            JsonElement root = document.RootElement;
            if (root.GetProperty("error").GetBoolean())
            {
                return Unparsed(sql, root);
            }

            JsonElement statements = root.GetProperty("statements");
            return statements.GetArrayLength() switch
            {
                0 => new Refusal(RefusalCodes.Empty, new Text("Chưa có câu lệnh nào.", "There is no statement.")),
                1 => new SyntaxTreeWalk(catalogue, sql).Check(statements[0]),
                _ => ManyStatements,
            };
        }
        catch (JsonException)
        {
            return TooDeep;
        }
    }

    public static Refusal TooDeep { get; } = new(RefusalCodes.TooDeep, new Text(
        "Câu lệnh lồng nhau quá sâu.",
        "The statement is nested too deeply."));

    internal static Refusal ManyStatements { get; } = new(RefusalCodes.ManyStatements, new Text(
        "Mỗi lần chỉ chạy một câu SELECT; hãy bỏ phần sau dấu chấm phẩy.",
        "One SELECT at a time; remove what follows the semicolon."));

    private static Refusal Unparsed(string sql, JsonElement error)
    {
        if (SqlText.HasSecondStatement(sql))
        {
            return ManyStatements;
        }

        string word = SqlText.FirstWord(sql);
        if (word is not ("SELECT" or "WITH" or "FROM" or "VALUES" or "TABLE" or ""))
        {
            return new Refusal(RefusalCodes.NotSelect, new Text(
                $"Chỉ được chạy SELECT; {word} không được phép.",
                $"Only SELECT may run; {word} is not allowed."));
        }

        string said = error.TryGetProperty("error_message", out JsonElement message) ? message.GetString() ?? "" : "";
        if (EngineError.IsTooDeep(said))
        {
            return TooDeep;
        }

        SqlPosition? at = error.TryGetProperty("position", out JsonElement position)
            && ulong.TryParse(position.GetString(), out ulong offset)
            ? SqlText.PositionOf(sql, offset)
            : null;
        return new Refusal(RefusalCodes.Syntax, new Text($"Sai cú pháp: {said}", $"Syntax error: {said}"), at);
    }
}

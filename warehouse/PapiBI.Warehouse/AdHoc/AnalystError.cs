using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;

namespace PapiBI.Warehouse.AdHoc;

/// <summary>What a server said of a question, put for the analyst: what concerns the SQL is passed on, what concerns the server is not.</summary>
internal static partial class AnalystError
{
    // Between these the user can mend it.
    private const int LeastOfUser = 11;
    private const int MostOfUser = 16;

    private const int ShortestName = 3;

    public static Refusal ToRefusal(SqlException error, string sql, ServerAddress address, AdHocLimits limits) => error.Number switch
    {
        -2 => new Refusal(RefusalCodes.Timeout, new Text(
            $"Quá thời gian {limits.Timeout.TotalSeconds:0.#} giây nên đã dừng.",
            $"Stopped after the limit of {limits.Timeout.TotalSeconds:0.#} seconds.")),
        1222 => new Refusal(RefusalCodes.Timeout, new Text(
            $"Dữ liệu bị giữ quá {AnalystServer.LockSeconds} giây, có lẽ kho đang được nâng cấp; hãy hỏi lại sau ít phút.",
            $"The data were held for more than {AnalystServer.LockSeconds} seconds, probably as the warehouse is being brought up to date; ask again in a few minutes.")),
        1205 or 3961 => new Refusal(RefusalCodes.Engine, new Text(
            "Kho dữ liệu vừa thay đổi trong lúc hỏi; hãy hỏi lại.",
            "The warehouse changed while it was asked; ask again.")),
        701 or 802 or 8645 or 8657 or 1101 or 1105 or 9002 => new Refusal(RefusalCodes.Memory, new Text(
            "Câu lệnh cần nhiều bộ nhớ hoặc chỗ tạm hơn máy chủ có. Hãy lọc bớt hoặc gộp dữ liệu trước khi sắp xếp, nối.",
            "The statement needs more memory or temporary room than the server has. Filter or aggregate before sorting and joining.")),
        191 or 8623 or 8631 => TSqlGate.TooDeep,
        229 or 230 or 262 or 297 or 300 or 916 or 4060 or 15247 => new Refusal(RefusalCodes.Locked, new Text(
            "Phiên hỏi đáp chỉ được đọc các khung nhìn công khai của bản phát hành; thao tác này bị chặn.",
            "The session may only read the public views of the release; this was blocked.")),
        _ when error.Class is >= LeastOfUser and <= MostOfUser && Told(error.Message, address) is { } said => new Refusal(RefusalCodes.Engine, new Text($"Không chạy được: {said}", $"It did not run: {said}"), At(error, sql)),
        _ => new Refusal(RefusalCodes.Engine, new Text("Không chạy được câu lệnh.", "The statement did not run.")),
    };

    // Where the server speaks of itself nothing is passed on.
    private static string? Told(string said, ServerAddress address)
    {
        return NamesOf(address).Any(name => Names(said, name)) || PathOfFile().IsMatch(said) ? null : said;
    }

    // Host and instance, which a server also speaks of apart; a port is no name.
    private static IEnumerable<string> NamesOf(ServerAddress address)
    {
        var server = Protocol().Replace(address.Server.Trim(), "").Split(',')[0].Trim();
        var isPipe = server.StartsWith(@"\\", StringComparison.Ordinal);

        // Of a pipe the host alone: "query" and "sql" stand in what is said of any statement.
        var parts = server.Split('\\', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(isPipe ? 1 : 2).ToList();
        var host = parts.FirstOrDefault() ?? "";
        return [.. parts, IPAddress.TryParse(host, out _) ? "" : host.Split('.')[0], address.Database, address.ServiceDatabase, address.Login];
    }

    // As a word of its own: what is short, or a piece of another identifier, tells nothing of the server.
    private static bool Names(string said, string name) => name.Length >= ShortestName
        && Regex.IsMatch(said, $@"(?<![\w@#$]){Regex.Escape(name)}(?![\w@#$])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // A server counts lines; the word that it quotes tells the place in one.
    private static SqlPosition? At(SqlException error, string sql)
    {
        foreach (var quoted in Quoted().Matches(error.Message).Select(match => match.Groups["word"].Value.Split('.')[^1]).Where(word => word.Length > 0))
        {
            if (TSqlGate.PlaceOf(sql, quoted, error.LineNumber) is { } at)
            {
                return at;
            }
        }

        var lines = sql.Split('\n');
        return error.LineNumber > 1 && error.LineNumber <= lines.Length
            ? new SqlPosition(error.LineNumber, lines[error.LineNumber - 1].Length - lines[error.LineNumber - 1].TrimStart().Length + 1)
            : null;
    }

    [GeneratedRegex("""['"](?<word>[^'"]+)['"]|(?<word>\w+\.\w+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\s*(tcp|np|lpc|admin):\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Protocol();

    [GeneratedRegex("""[A-Za-z]:\\|(^|[\s'"(])/\w+/""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PathOfFile();
}

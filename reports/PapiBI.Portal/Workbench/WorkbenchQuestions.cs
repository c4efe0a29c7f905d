using System.Globalization;
using PapiBI.Portal.Accounts;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Workbench;

/// <summary>Questions of signed-in people: each is asked of the newest release, and written down with how it ended.</summary>
public sealed class WorkbenchQuestions(QueryDesk desk, WorkbenchSchema schema, SavedQueries saved, TimeProvider clock)
{
    public WorkbenchLimits Limits => desk.Limits;

    /// <summary>Why nothing can be asked; null: it can.</summary>
    public Text? Unavailable =>
        !OperatingSystem.IsLinux() ? new Text("Bàn làm việc SQL chỉ chạy trên Linux, nơi hệ điều hành giới hạn được từng câu hỏi.", "The SQL workbench runs on Linux only, where the system can limit each question.")
        : schema.IsOnServer ? new Text("Kho dữ liệu nằm trên máy chủ SQL; cổng chưa hỏi được ở đó. Hãy dùng papibi query, hoặc hỏi máy chủ bằng tài khoản phân tích của bạn.", "The warehouse is on a SQL server, where the portal does not ask yet. Use papibi query, or ask the server with an analyst's login of your own.")
        : schema.ReleaseFile is null ? new Text("Chưa có bản phát hành nào.", "Nothing has been published yet.")
        : null;

    /// <summary>What an answer's file says of where it is from.</summary>
    public string ReleaseName => Path.GetFileNameWithoutExtension(schema.ReleaseFile!);

    public async Task<CageEnd> Ask(HttpContext context, string id, string sql, Func<ReadOnlyMemory<byte>, ValueTask> line)
    {
        var (person, at) = (context.Person()!, clock.GetUtcNow());
        var asked = new AskedQuery { Sql = sql.Length <= SavedQuery.LongestSql ? sql : sql[..SavedQuery.LongestSql], AskedAt = at, Seconds = 0, Rows = 0, Ended = AskedQuery.Failed };

        // Whatever becomes of it, the portal's own end too, that it was asked is written down.
        var entry = saved.Begin(context.Actor(), sql);
        try
        {
            var end = await desk.Ask(KeyOf(person), id, schema.ReleaseFile!, sql, line, context.RequestAborted);
            asked = asked with { Seconds = end.Seconds, Rows = end.Rows, Ended = end.Refusal?.Code ?? AskedQuery.Done };
            return end;
        }
        finally
        {
            saved.Record(context.Actor(), person.Id, asked, entry);
        }
    }

    public Task<CageEnd> Collect(HttpContext context, string id, string sql, CollectedAnswer answer) =>
        Ask(context, id.Length > 0 ? id : Guid.NewGuid().ToString("N"), sql, answer.Take);

    public bool Cancel(HttpContext context, string id) => desk.Cancel(KeyOf(context.Person()!), id);

    private static string KeyOf(Person person) => person.Id.ToString(CultureInfo.InvariantCulture);
}

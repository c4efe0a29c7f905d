using System.Globalization;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.House;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Workbench;

/// <summary>Questions of signed-in people: each is asked of the newest release, and written down with how it ended.</summary>
public sealed class WorkbenchQuestions(QueryDesk desk, WorkbenchSchema schema, AnalystDoor door, SavedQueries saved, TimeProvider clock)
{
    private static readonly Text OutOfReach = new("Không vào được kho dữ liệu trên máy chủ; hãy thử lại sau ít phút.", "The warehouse on the server cannot be reached; try again in a few minutes.");
    private static readonly Text NothingPublished = new("Chưa có bản phát hành nào.", "Nothing has been published yet.");

    public WorkbenchLimits Limits => desk.Limits;

    /// <summary>Whether a server is asked.</summary>
    public bool IsOnServer => schema.IsOnServer;

    /// <summary>Why nothing can be asked; null: it can.</summary>
    public async Task<Text?> WhyUnavailable(CancellationToken gone)
    {
        if (!schema.IsOnServer && !OperatingSystem.IsLinux())
        {
            return new Text("Bàn làm việc SQL chỉ chạy trên Linux, nơi hệ điều hành giới hạn được từng câu hỏi.", "The SQL workbench runs on Linux only, where the system can limit each question.");
        }

        try
        {
            return (schema.IsOnServer ? await door.WhyClosed(gone) : null) ?? (schema.Newest() is null ? NothingPublished : null);
        }
        catch (WarehouseUnavailableException)
        {
            return OutOfReach;
        }
    }

    public async Task<CageEnd> Ask(HttpContext context, string id, string sql, Func<ReadOnlyMemory<byte>, ValueTask> line)
    {
        var (person, at) = (context.Person()!, clock.GetUtcNow());
        var asked = new AskedQuery { Sql = sql.Length <= SavedQuery.LongestSql ? sql : sql[..SavedQuery.LongestSql], AskedAt = at, Seconds = 0, Rows = 0, Ended = AskedQuery.Failed };

        // Whatever becomes of it, the portal's own end too, that it was asked is written down.
        var entry = saved.Begin(context.Actor(), sql);
        try
        {
            var end = schema.Newest() switch
            {
                { File: { } file } => await desk.Ask(KeyOf(person), id, file, sql, line, context.RequestAborted),
                { } release when door.Server is { } server => await desk.Ask(KeyOf(person), id, new ServerQuestion(server, release, sql), line, context.RequestAborted),
                _ => throw new InvalidOperationException("Asked where nothing can be asked."),
            };
            asked = asked with { Seconds = end.Seconds, Rows = end.Rows, Ended = end.Refusal?.Code ?? AskedQuery.Done };
            return end;
        }
        finally
        {
            Telemetry.Questions.Record(asked.Seconds, new KeyValuePair<string, object?>("outcome", asked.Ended));
            saved.Record(context.Actor(), person.Id, asked, entry);
        }
    }

    public Task<CageEnd> Collect(HttpContext context, string id, string sql, CollectedAnswer answer) =>
        Ask(context, id.Length > 0 ? id : Guid.NewGuid().ToString("N"), sql, answer.Take);

    public bool Cancel(HttpContext context, string id) => desk.Cancel(KeyOf(context.Person()!), id);

    private static string KeyOf(Person person) => person.Id.ToString(CultureInfo.InvariantCulture);
}

using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Portal.Workbench;

/// <summary>The way to the warehouse on a server for analysts, and whether it stands open. It is looked at again and again, as rights and servers change.</summary>
public sealed partial class AnalystDoor(DataFolder folder, PortalSettings settings, TimeProvider clock, ILogger<AnalystDoor> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Lock turn = new();
    private readonly AnalystServer? server = folder.Server is { } warehouse && settings.AnalystConnection.Length > 0 ? AnalystServer.Of(settings.AnalystConnection, warehouse, out _) : null;
    private Task<Finding>? look;
    private Text? found;

    public static Text NotSet { get; } = new(
        "Kho dữ liệu nằm trên máy chủ SQL, mà cổng chưa có kết nối của người phân tích. Người quản trị: đặt chuỗi kết nối của một tài khoản chỉ có vai trò papibi_analyst vào biến PORTAL_AnalystConnection, hoặc vào một tệp và ghi tên tệp ở analystConnectionFile trong portal.json; rồi chạy lại cổng.",
        "The warehouse is on a SQL server, and the portal has no connection for analysts. For the administrator: put the connection string of a login that has the role papibi_analyst alone into the variable PORTAL_AnalystConnection, or into a file named by analystConnectionFile in portal.json; then start the portal again.");

    /// <summary>Null where there is none, or it stands closed for good: <see cref="WhyClosed"/> says why.</summary>
    public AnalystServer? Server => server;

    /// <summary>Looks, unless somebody does or did just now: a server that is gone lets one look take fifteen seconds, and however many ask meanwhile wait for that one,
    /// each as long as they like.</summary>
    /// <param name="gone">Set when whoever asks waits no longer. The look goes on for the others.</param>
    /// <returns>Why nothing can be asked; null: it can.</returns>
    public async Task<Text?> WhyClosed(CancellationToken gone)
    {
        if (server is null)
        {
            return NotSet;
        }

        Task<Finding> awaited;
        lock (turn)
        {
            // The driver would hold a thread to open a line of no pool, however it is asked: this is that one.
            awaited = look = IsLookedAt() ? look! : Task.Run(() => LookAt(server), CancellationToken.None);
        }

        return (await awaited.WaitAsync(gone)).Why;
    }

    private bool IsLookedAt() => look switch
    {
        null or { IsFaulted: true } => false,
        { IsCompletedSuccessfully: true } done => clock.GetUtcNow() - done.Result.At is var age && age >= TimeSpan.Zero && age < Pause,
        _ => true,
    };

    private Finding LookAt(AnalystServer at)
    {
        var seen = at.Look();
        if (seen is { } why && why.ForAnalyst != found)
        {
            StandsClosed(why.ForOperator.En);
        }

        found = seen?.ForAnalyst;
        return new Finding(found, clock.GetUtcNow());
    }

    private readonly record struct Finding(Text? Why, DateTimeOffset At);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The SQL workbench cannot ask the server. {Reason}")]
    private partial void StandsClosed(string reason);
}

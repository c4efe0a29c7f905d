using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Portal.Workbench;

/// <summary>The way to the warehouse on a server for analysts, and whether it stands open. It is looked at again and again, as rights and servers change.</summary>
public sealed partial class AnalystDoor(DataFolder folder, PortalSettings settings, TimeProvider clock, ILogger<AnalystDoor> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Lock turn = new();
    private readonly AnalystServer? server = folder.Server is { } warehouse && settings.AnalystConnection.Length > 0 ? AnalystServer.Of(settings.AnalystConnection, warehouse, out _) : null;
    private DateTimeOffset? lookedAt;
    private Text? found;

    public static Text NotSet { get; } = new(
        "Kho dữ liệu nằm trên máy chủ SQL, mà cổng chưa có kết nối của người phân tích. Người quản trị: đặt chuỗi kết nối của một tài khoản chỉ có vai trò papibi_analyst vào biến PORTAL_AnalystConnection, hoặc vào một tệp và ghi tên tệp ở analystConnectionFile trong portal.json; rồi chạy lại cổng.",
        "The warehouse is on a SQL server, and the portal has no connection for analysts. For the administrator: put the connection string of a login that has the role papibi_analyst alone into the variable PORTAL_AnalystConnection, or into a file named by analystConnectionFile in portal.json; then start the portal again.");

    /// <summary>Null where there is none, or it stands closed for good: <see cref="Closed"/> says why.</summary>
    public AnalystServer? Server => server;

    /// <summary>Why nothing can be asked; null: it can.</summary>
    public Text? Closed
    {
        get
        {
            if (server is null)
            {
                return NotSet;
            }

            lock (turn)
            {
                var now = clock.GetUtcNow();
                if (lookedAt is not { } then || now - then >= Pause || now < then)
                {
                    var seen = server.Look();
                    if (seen is { } why && why.ForAnalyst != found)
                    {
                        StandsClosed(why.ForOperator.En);
                    }

                    (found, lookedAt) = (seen?.ForAnalyst, now);
                }

                return found;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The SQL workbench cannot ask the server. {Reason}")]
    private partial void StandsClosed(string reason);
}

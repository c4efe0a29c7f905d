using Microsoft.Data.SqlClient;
using PapiBI.Warehouse.Dialects;

namespace PapiBI.Warehouse.AdHoc;

/// <summary>A column as the server has it for analysts.</summary>
public sealed record ServerColumn(string View, string Name, string Type);

/// <summary>
/// A warehouse on SQL Server as an analyst reaches it: with a login that is a member of papibi_analyst and may do nothing else. Each question gets a
/// session of its own, in which it is looked first whether that is so: the role is the wall, the gate before it only says sooner and plainer what it holds back.
/// </summary>
public sealed class AnalystServer
{
    /// <summary>How long a question waits where views are being made anew: it reads a snapshot, and waits for no row.</summary>
    public const int LockSeconds = 5;

    private const int MostTold = 3;

    private const string SessionOf = """
        set lock_timeout 5000;
        set deadlock_priority low;
        set transaction isolation level snapshot;
        exec sp_set_session_context @key = N'papibi_release', @value = @papibi_release, @read_only = 1;
        """;

    private const string ColumnsOf = """
        select
            c.TABLE_NAME,
            c.COLUMN_NAME,
            c.DATA_TYPE,
            c.CHARACTER_MAXIMUM_LENGTH
        from INFORMATION_SCHEMA.COLUMNS c
        where c.TABLE_SCHEMA = 'dbo'
        order by c.TABLE_NAME, c.ORDINAL_POSITION
        """;

    private readonly ServerAddress analyst;
    private readonly string serviceDatabase;

    private AnalystServer(ServerAddress analyst, string serviceDatabase) => (this.analyst, this.serviceDatabase) = (analyst, serviceDatabase);

    /// <summary>The views that a question may name.</summary>
    public static IReadOnlySet<string> Views { get; } = DataDictionary.Views.Where(view => view.IsForAnalysts).Select(view => view.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="connectionString">The analyst's.</param>
    /// <param name="warehouse">Whose views are asked.</param>
    /// <param name="fault">Why it cannot be used. It repeats nothing of the string, which may hold a secret.</param>
    public static AnalystServer? Of(string connectionString, ServerAddress warehouse, out Text? fault)
    {
        if (ServerAddress.Parse(connectionString, out fault) is not { } address)
        {
            return null;
        }

        if (!address.Database.Equals(warehouse.Database, StringComparison.OrdinalIgnoreCase))
        {
            fault = new Text(
                $"Chuỗi kết nối của người phân tích phải nêu cùng cơ sở dữ liệu với kho dữ liệu ({warehouse.Database}).",
                $"The analyst's connection string must name the database of the warehouse ({warehouse.Database}).");
            return null;
        }

        return new AnalystServer(address, warehouse.ServiceDatabase);
    }

    /// <summary>Looks whether questions can be asked.</summary>
    /// <returns>For the analyst: why not; null: they can. For the operator: the same with what the server said.</returns>
    public (Text ForAnalyst, Text ForOperator)? Look()
    {
        try
        {
            using var connection = Connect();
            return null;
        }
        catch (SessionRefusedException e)
        {
            return (e.Refusal.Message, e.InnerException is SqlException error ? ServerError.TextOf(error, analyst, analyst.Database) : e.Refusal.Message);
        }
    }

    /// <summary>The columns of the views that this login may read, as the server has them; none where it cannot be asked.</summary>
    public IReadOnlyList<ServerColumn> Columns()
    {
        try
        {
            using var connection = Connect();
            using var command = new SqlCommand(ColumnsOf, connection) { CommandTimeout = 30 };
            using var reader = command.ExecuteReader();
            var columns = new List<ServerColumn>();
            while (reader.Read())
            {
                var (type, length) = (reader.GetString(2), reader.IsDBNull(3) ? 0 : Convert.ToInt32(reader.GetValue(3), System.Globalization.CultureInfo.InvariantCulture));
                columns.Add(new ServerColumn(reader.GetString(0), reader.GetString(1), length switch { 0 => type, < 0 => $"{type}(max)", _ => $"{type}({length})" }));
            }

            return columns;
        }
        catch (Exception e) when (e is SessionRefusedException or SqlException)
        {
            return [];
        }
    }

    internal AnalystSession Open(int releaseId, AdHocLimits limits)
    {
        var connection = Connect();
        try
        {
            using var command = new SqlCommand(SessionOf, connection) { CommandTimeout = 30 };
            command.Parameters.AddWithValue("papibi_release", releaseId);
            command.ExecuteNonQuery();
            return new AnalystSession(connection, analyst, limits);
        }
        catch (SqlException e)
        {
            connection.Dispose();
            throw Unreachable(e);
        }
    }

    private SqlConnection Connect()
    {
        var connection = new SqlConnection(analyst.AnalystConnection);
        try
        {
            connection.Open();
            if (AnalystRights.Surplus(connection, serviceDatabase) is { Count: > 0 } surplus)
            {
                throw new SessionRefusedException(TooMuch(surplus));
            }

            return connection;
        }
        catch (SqlException e)
        {
            connection.Dispose();
            throw Unreachable(e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Why such a login is not used. Whoever has another role is told of that, and of a few of the rights that come with it.</summary>
    public static Refusal TooMuch(IReadOnlyList<string> surplus)
    {
        if (surplus is [AnalystRights.NoAnalyst])
        {
            return new Refusal(RefusalCodes.Locked, new Text(
                "Tài khoản phân tích của cổng chưa có vai trò papibi_analyst nên không hỏi được. Người quản trị: alter role papibi_analyst add member …",
                "The portal's login for analysts is no member of papibi_analyst, so nothing can be asked. For the administrator: alter role papibi_analyst add member …"));
        }

        var told = string.Join(", ", surplus.Where(what => what != AnalystRights.NoAnalyst).Take(MostTold)) + (surplus.Count > MostTold ? ", …" : "");
        return new Refusal(RefusalCodes.Locked, new Text(
            $"Tài khoản phân tích của cổng làm được nhiều hơn vai trò papibi_analyst ({told}) nên cổng không dùng. Người quản trị: hãy cho cổng một tài khoản chỉ có vai trò papibi_analyst.",
            $"The portal's login for analysts may do more than the role papibi_analyst ({told}), so the portal does not use it. For the administrator: give the portal a login that has the role papibi_analyst alone."));
    }

    private static SessionRefusedException Unreachable(SqlException e) => new(
        new Refusal(RefusalCodes.Engine, e.Number == 3952 || e.Message.Contains("snapshot", StringComparison.OrdinalIgnoreCase)
            ? new Text(
                "Kho dữ liệu trên máy chủ chưa cho đọc theo snapshot. Người quản trị chạy: papibi database setup.",
                "The warehouse on the server does not allow snapshots. The administrator runs: papibi database setup.")
            : new Text(
                "Không vào được kho dữ liệu trên máy chủ bằng tài khoản phân tích của cổng; hãy báo người quản trị cổng.",
                "The warehouse on the server cannot be reached with the portal's login for analysts; tell whoever runs the portal.")),
        e);
}

using Microsoft.Data.SqlClient;

namespace PapiBI.Warehouse;

/// <summary>
/// A warehouse on SQL Server, by its connection string. The application database is the one beside it whose name ends in "_service".
/// What it is called before people never shows a secret.
/// </summary>
public sealed class ServerAddress
{
    /// <summary>A release of many reports asks long questions; a string that says another limit keeps it.</summary>
    private const int CommandSeconds = 600;

    /// <summary>What an analyst's session is called on the server.</summary>
    internal const string AnalystProgram = "PapiBI workbench";

    private const string ServiceEnding = "_service";

    // A database that is being moved or has no room for another just now; a line that is slow, broke or found nobody, which off Windows has the number 0.
    private static readonly int[] Passing =
    [
        983, 4060, 4221, 10928, 10929, 40143, 40197, 40501, 40540, 40613, 49918, 49919, 49920,
        3961, -2, 0, 20, 64, 121, 233, 10053, 10054, 10060, 10061,
    ];

    /// <summary>A first failure to get there, or of a question that only reads, is tried again by the driver within seconds.</summary>
    internal static readonly SqlRetryLogicBaseProvider Retry = SqlConfigurableRetryFactory.CreateExponentialRetryProvider(new SqlRetryLogicOption
    {
        NumberOfTries = 3,
        TransientErrors = Passing,
        DeltaTime = TimeSpan.FromMilliseconds(500),
        MinTimeInterval = TimeSpan.FromMilliseconds(200),
        MaxTimeInterval = TimeSpan.FromSeconds(5),
    });

    private readonly SqlConnectionStringBuilder builder;

    private ServerAddress(SqlConnectionStringBuilder builder) => this.builder = builder;

    public string Server => builder.DataSource;

    /// <summary>The name that a server's own words may hold, to be taken out of them.</summary>
    internal string Login => builder.UserID;
    public string Database => builder.InitialCatalog;

    /// <summary>The database of what the service remembers.</summary>
    public string ServiceDatabase => Database + ServiceEnding;

    /// <summary>To the warehouse. One connection is one session: nothing of it is left to the next.</summary>
    internal string WriterConnection => With(b => (b.Pooling, b.ConnectRetryCount) = (false, 0));

    /// <summary>For one question of an analyst: a session of its own, which ends with it.</summary>
    internal string AnalystConnection => With(b => (b.Pooling, b.ConnectRetryCount, b.ConnectTimeout, b.MultipleActiveResultSets, b.PersistSecurityInfo, b.Enlist, b.ApplicationName) =
        (false, 0, Math.Clamp(b.ConnectTimeout, 1, 15), false, false, false, AnalystProgram));

    internal string ReaderConnection => builder.ConnectionString;

    /// <summary>To one of the databases, with a session of its own.</summary>
    internal string AloneIn(string database) => With(b => (b.InitialCatalog, b.Pooling) = (database, false));

    internal bool DemandsEncryption => !builder.Encrypt.Equals(SqlConnectionEncryptOption.Optional);

    internal string ServiceConnection => With(b => b.InitialCatalog = ServiceDatabase);

    /// <summary>To the server itself, to make the databases.</summary>
    internal string ServerConnection => With(b => (b.InitialCatalog, b.Pooling) = ("master", false));

    /// <param name="connectionString">As Microsoft.Data.SqlClient takes it; encryption is mandatory unless it says otherwise.</param>
    /// <param name="fault">Why it cannot be used. It repeats nothing of the string, which may hold a secret.</param>
    public static ServerAddress? Parse(string connectionString, out Text? fault)
    {
        fault = null;
        try
        {
            var read = new SqlConnectionStringBuilder(connectionString);
            if (read.DataSource.Length == 0 || read.InitialCatalog.Length == 0)
            {
                fault = new Text(
                    "Chuỗi kết nối SQL Server phải nêu máy chủ và cơ sở dữ liệu: Server=…;Database=…",
                    "The connection string of SQL Server must name the server and the database: Server=…;Database=…");
                return null;
            }

            if (!read.ShouldSerialize("Command Timeout"))
            {
                read.CommandTimeout = CommandSeconds;
            }

            read.ApplicationName = read.ShouldSerialize("Application Name") ? read.ApplicationName : "PapiBI";
            // Words that contradict each other are found when a connection is made of them.
            using var trial = new SqlConnection(read.ConnectionString);
            return new ServerAddress(read);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            fault = new Text(
                "Không hiểu chuỗi kết nối SQL Server: hãy viết Server=…;Database=…;User ID=…;Password=… (giá trị có dấu ; phải đặt trong ngoặc kép).",
                "The connection string of SQL Server is not understood: write Server=…;Database=…;User ID=…;Password=… (a value with a ; stands in double quotes).");
            return null;
        }
    }

    /// <summary>"papibi@db.example.gov.vn": never the login or its password.</summary>
    public override string ToString() => $"{Database}@{Server}";

    private string With(Action<SqlConnectionStringBuilder> change)
    {
        var changed = new SqlConnectionStringBuilder(builder.ConnectionString);
        change(changed);
        return changed.ConnectionString;
    }
}

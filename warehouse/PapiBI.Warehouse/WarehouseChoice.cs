namespace PapiBI.Warehouse;

/// <summary>Which engine has the warehouse, as an operator says it: "duckdb:FILE" or "sqlserver:CONNECTION STRING". Nothing said: the file in the data folder.</summary>
public static class WarehouseChoice
{
    /// <summary>The environment variable that is read where the option is not given: what stands on a command line, other users of the machine see.</summary>
    public const string Variable = "PAPIBI_WAREHOUSE";

    private const string DuckDb = "duckdb:";
    private const string SqlServer = "sqlserver:";

    /// <param name="said">What was said; null or blank: nothing.</param>
    /// <param name="data">The installation, which is answered with that choice.</param>
    /// <param name="refuse">Told what is wrong with it, in both languages and without what may be a secret.</param>
    public static DataFolder Apply(string? said, DataFolder data, Action<string> refuse)
    {
        if (string.IsNullOrWhiteSpace(said))
        {
            return data;
        }

        if (said.StartsWith(DuckDb, StringComparison.OrdinalIgnoreCase))
        {
            var file = said[DuckDb.Length..];
            if (string.IsNullOrWhiteSpace(file))
            {
                refuse($"--warehouse ({Variable}) nêu tệp sau {DuckDb} / --warehouse ({Variable}) names a file after {DuckDb}");
                return data;
            }

            return data with { WarehouseFile = Path.GetFullPath(file) };
        }

        if (!said.StartsWith(SqlServer, StringComparison.OrdinalIgnoreCase))
        {
            refuse($"--warehouse ({Variable}) bắt đầu bằng {DuckDb} hoặc {SqlServer}. / --warehouse ({Variable}) begins with {DuckDb} or {SqlServer}.");
            return data;
        }

        var server = ServerAddress.Parse(said[SqlServer.Length..], out var fault);
        if (fault is { } wrong)
        {
            refuse($"{wrong.Vi} / {wrong.En}");
        }

        return data with { Server = server };
    }
}

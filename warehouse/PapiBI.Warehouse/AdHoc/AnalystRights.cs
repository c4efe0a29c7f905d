using System.Globalization;
using Microsoft.Data.SqlClient;
using PapiBI.Warehouse.Dialects;

namespace PapiBI.Warehouse.AdHoc;

/// <summary>A right as the server has granted it: on the database, or on one thing of it.</summary>
/// <param name="Kind">Its class in the server's catalogue: 0 the database, 1 an object or a column of it, 3 a schema, 4 a user or role, else something rarer.</param>
/// <param name="KindName">What the server calls that class.</param>
/// <param name="Right">"SELECT".</param>
/// <param name="State">"W" where it may be handed on.</param>
/// <param name="Schema">Null where none is meant, or it is hidden.</param>
/// <param name="Object">Likewise.</param>
/// <param name="Column">Likewise.</param>
public sealed record AnalystGrant(int Kind, string KindName, string Right, string State, string? Schema, string? Object, string? Column)
{
    private bool MayBeHandedOn => State == "W";

    /// <summary>Of a documented view, whole or by columns, an analyst may read.</summary>
    public bool IsAnalysts => Kind == 1 && Right == "SELECT" && !MayBeHandedOn && Object is not null && AnalystRights.IsAnalysts(Schema, Object);

    /// <summary>"select (note) on dbo.plan_task".</summary>
    public string Told() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Right.ToLowerInvariant()}{(Column is null ? "" : $" ({Column})")}{(MayBeHandedOn ? " with grant option" : "")}{On}");

    private string On => Kind switch
    {
        0 => "",
        1 => $" on {Schema ?? "?"}.{Object ?? "?"}",
        3 => $" on schema {Schema ?? "?"}",
        // Of logins and users no analyst is told a name.
        4 => " on a user or role",
        _ => $" on {KindName.ToLowerInvariant().Replace('_', ' ')}",
    };
}

/// <summary>What a session may do on a server beyond the role papibi_analyst.</summary>
public static class AnalystRights
{
    /// <summary>The one that is too little.</summary>
    public const string NoAnalyst = "no papibi_analyst";

    /// <returns>Each as an operator knows it, "insert on dbo.fact_score"; none: it may do what an analyst may and no more.</returns>
    /// <exception cref="SqlException">It cannot be asked.</exception>
    internal static IReadOnlyList<string> Surplus(SqlConnection connection, string serviceDatabase)
    {
        using var command = new SqlCommand(SqlScript.Read("AdHoc/analyst_surplus.sql"), connection) { CommandTimeout = 30 };
        command.Parameters.AddWithValue("service_database", serviceDatabase);
        var rights = Read(command, row => (What: row.GetString(0), Schema: row.GetString(1), Object: row.GetString(2)));
        using var granted = new SqlCommand(SqlScript.Read("AdHoc/analyst_grants.sql"), connection) { CommandTimeout = 30 };
        return Surplus(rights, Read(granted, GrantOf));
    }

    /// <param name="rights">What may be done, on what; both blank: on the database or the server.</param>
    /// <param name="grants">What was granted. The same may stand among the rights.</param>
    public static IReadOnlyList<string> Surplus(IEnumerable<(string What, string Schema, string Object)> rights, IEnumerable<AnalystGrant> grants) =>
    [
        .. rights.Where(right => !(right.What == "select" && IsAnalysts(right.Schema, right.Object)))
            .Select(right => right.Object.Length == 0 ? right.What : $"{right.What} on {right.Schema}.{right.Object}")
            .Concat(grants.Where(grant => !grant.IsAnalysts).Select(grant => grant.Told()))
            .Distinct(StringComparer.Ordinal),
    ];

    internal static bool IsAnalysts(string? schema, string name) => schema == "dbo" && AnalystServer.Views.Contains(name);

    private static AnalystGrant GrantOf(SqlDataReader row) => new(
        Convert.ToInt32(row["kind"], CultureInfo.InvariantCulture),
        (string)row["kind_name"],
        (string)row["right_name"],
        ((string)row["state"]).Trim(),
        row["on_schema"] as string,
        row["on_object"] as string,
        row["on_column"] as string);

    private static List<T> Read<T>(SqlCommand command, Func<SqlDataReader, T> of)
    {
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(of(reader));
        }

        return rows;
    }
}

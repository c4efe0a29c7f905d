using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;

namespace PapiBI.Warehouse.AdHoc;

/// <summary>An engine of its own over one release file: read-only, without files, network, extensions or settings to change. The gate
/// stands before it; the cage holds where the gate should fail.</summary>
public sealed class AdHocSession : QuestionSession
{
    private readonly DuckDBConnection connection;
    private readonly SqlGate gate;
    private readonly IReadOnlyList<string> relations;
    private readonly AdHocLimits limits;

    // Guards the native connection: an interrupt must never reach one that is being closed.
    private readonly Lock closing = new();
    private bool isClosed;

    private AdHocSession(DuckDBConnection connection, List<(string Schema, string Name)> tables, AdHocLimits limits)
    {
        this.limits = limits;
        this.connection = connection;
        this.relations = [.. tables.Select(table => table.Name)];
        this.gate = new SqlGate(new ReleaseCatalogue(tables), Serialize);
    }

    /// <exception cref="ReleaseUnavailableException">The file is missing, damaged, or held by a writer.</exception>
    public static AdHocSession Open(string releaseFile, AdHocLimits limits)
    {
        DuckDBConnection engine = new(ConnectionText(limits));
        try
        {
            engine.Open();
            Execute(engine, $"attach '{Path.GetFullPath(releaseFile).Replace("'", "''", StringComparison.Ordinal)}' as {ReleaseCatalogue.Name} (read_only)");
            Execute(engine, $"use {ReleaseCatalogue.Name}");
            List<(string Schema, string Name)> tables = Tables(engine);
            foreach (string setting in Cage)
            {
                Execute(engine, setting);
            }

            return new AdHocSession(engine, tables, limits);
        }
        catch (DuckDBException e)
        {
            engine.Dispose();
            throw new ReleaseUnavailableException(e);
        }
    }

    /// <summary>The names of the tables and views in a release file.</summary>
    /// <exception cref="ReleaseUnavailableException">The file is missing, damaged, or held by a writer.</exception>
    public static IReadOnlyList<string> Relations(string releaseFile)
    {
        using AdHocSession session = Open(releaseFile, new AdHocLimits());
        return session.relations;
    }

    /// <summary>Null if the statement is one harmless SELECT over the release.</summary>
    public override Refusal? Check(string sql) => this.gate.Check(sql);

    /// <summary>Runs the text as it is, past the gate: rows stream, and another command on this session ends the stream.</summary>
    public override DuckDBDataReader Stream(string sql)
    {
        DuckDBCommand command = this.connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = true;
        return command.ExecuteReader();
    }

    /// <summary>Asks whatever runs to stop. It may be called from any thread, and again: an interrupt that comes before the engine has
    /// begun is forgotten by it.</summary>
    public override void Interrupt()
    {
        lock (this.closing)
        {
            if (!this.isClosed)
            {
                using DuckDBCommand command = this.connection.CreateCommand();
                command.Cancel();
            }
        }
    }

    public override void Dispose()
    {
        lock (this.closing)
        {
            this.isClosed = true;
        }

        this.connection.Dispose();
    }

    internal override Refusal ToRefusal(DbException error, string sql) =>
        error is DuckDBException said ? EngineError.ToRefusal(said, sql, limits) : throw new ArgumentException("No error of this engine.", nameof(error), error);

    internal override string AsText(string column) => $"{column}::varchar";

    internal override object? Value(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetValue(column) is Stream blob ? Bytes(blob) : reader.GetValue(column);

    /// <summary>The driver's stream points into memory that the engine reuses for the next rows.</summary>
    private static byte[] Bytes(Stream blob)
    {
        using MemoryStream copy = new();
        blob.CopyTo(copy);
        return copy.ToArray();
    }

    // The order matters: attach and use need the file system that the following lines take away, and the lock comes last.
    private static readonly string[] Cage =
    [
        "set temp_directory = ''",
        "set timezone = 'UTC'",

        // Planning cannot be interrupted; its time grows with the depth, and 250 keeps it about a second.
        "set max_expression_depth = 250",
        "set errors_as_json = true",
        "set enable_external_access = false",
        "set disabled_filesystems = 'LocalFileSystem'",
        "set lock_configuration = true",
    ];

    private static string ConnectionText(AdHocLimits limits) => string.Create(
        CultureInfo.InvariantCulture,
        $"DataSource=:memory:;threads={limits.Threads};memory_limit={limits.MemoryMegabytes}MB;autoinstall_known_extensions=false;autoload_known_extensions=false;allow_community_extensions=false;allow_persistent_secrets=false");

    private static List<(string Schema, string Name)> Tables(DuckDBConnection engine)
    {
        const string sql =
            """
            select schema_name, table_name from duckdb_tables() where database_name = 'release' and not internal
            union all
            select schema_name, view_name from duckdb_views() where database_name = 'release' and not internal
            """;
        using DuckDBCommand command = engine.CreateCommand();
        command.CommandText = sql;
        using DuckDBDataReader reader = command.ExecuteReader();
        List<(string, string)> tables = [];
        while (reader.Read())
        {
            tables.Add((reader.GetString(0), reader.GetString(1)));
        }

        return tables;
    }

    private string Serialize(string sql)
    {
        using DuckDBCommand command = this.connection.CreateCommand();
        command.CommandText = "select json_serialize_sql($sql::varchar)";
        command.Parameters.Add(new DuckDBParameter("sql", sql));
        return (string)command.ExecuteScalar()!;
    }

    private static void Execute(DuckDBConnection engine, string sql)
    {
        using DuckDBCommand command = engine.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

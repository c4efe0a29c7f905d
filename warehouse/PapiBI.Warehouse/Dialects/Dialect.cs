namespace PapiBI.Warehouse.Dialects;

/// <summary>What really differs between the engines; all other SQL is one text for both.</summary>
public abstract class Dialect
{
    public static readonly Dialect DuckDb = new DuckDbDialect();
    public static readonly Dialect SqlServer = new SqlServerDialect();
    public static readonly Dialect Sqlite = new SqliteDialect();

    /// <summary>Names the folder of its scripts: "DuckDb", "SqlServer", "Sqlite".</summary>
    public abstract string Name { get; }

    /// <summary>Turns the common text, with its parameters written @name, into what the engine takes.</summary>
    public abstract string Adapt(string sql);

    /// <summary>The batches of a script that must be sent one by one.</summary>
    public abstract IReadOnlyList<string> Batches(string script);
}

public sealed class SqlServerDialect : Dialect
{
    public override string Name => "SqlServer";

    public override string Adapt(string sql) => sql;

    public override IReadOnlyList<string> Batches(string script) =>
        script.Split("\ngo\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

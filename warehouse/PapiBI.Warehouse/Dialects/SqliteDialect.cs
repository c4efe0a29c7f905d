namespace PapiBI.Warehouse.Dialects;

/// <summary>The application database of an embedded installation.</summary>
public sealed class SqliteDialect : Dialect
{
    public override string Name => "Sqlite";

    public override string Adapt(string sql) => sql;

    public override IReadOnlyList<string> Batches(string script) => [script];
}

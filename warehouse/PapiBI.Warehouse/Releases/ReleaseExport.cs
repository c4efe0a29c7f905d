using PapiBI.Warehouse.Views;

namespace PapiBI.Warehouse.Releases;

/// <summary>Copies one release whole, tables and views, to a DuckDB file of its own. The copy holds exactly the loads that the release lists.</summary>
internal static class ReleaseExport
{
    // The tables whose rows name their load, and the two that say which loads there are.
    private static readonly string[] ByLoad =
    [
        "source_load", "load_issue", "release_load", "dim_region", "dim_province", "province_alias", "dim_province_group",
        "bridge_province_group", "dim_edition", "dim_indicator", "fact_score", "fact_published", "fact_uncertainty",
        "fact_indicator_value",
    ];

    // A release never changes, so what every question starts from is worked out once, when it is made; the measures stay questions.
    private static bool IsStored(View view) => !MeasureViews.All.ContainsKey(view.Name);

    public static void Write(WorkingDatabase database, int releaseId, string file)
    {
        // ATTACH takes no parameter; the name is our own, only the folder is the user's.
        database.Execute($"attach '{file.Replace("'", "''", StringComparison.Ordinal)}' as rel");
        try
        {
            using var transaction = database.Connection.BeginTransaction();
            database.Execute($"create table rel.main.release as select * from release where release_id = {releaseId}", transaction: transaction);
            database.Execute("create table rel.main.schema_journal as select * from schema_journal", transaction: transaction);
            foreach (var table in ByLoad)
            {
                var ofRelease = table == "release_load" ? $"and t.release_id = {releaseId}" : "";
                database.Execute(
                    $"""
                    create table rel.main.{table} as
                    select t.*
                    from {table} t
                    where t.load_id in (select rl.load_id from release_load rl where rl.release_id = {releaseId}) {ofRelease}
                    """,
                    transaction: transaction);
            }

            transaction.Commit();
            database.Execute("use rel");
            foreach (var view in ViewScript.All)
            {
                database.Execute(IsStored(view) ? view.Create.Replace($"create view {view.Name} as", $"create table {view.Name} as", StringComparison.Ordinal) : view.Create);
            }
        }
        finally
        {
            database.Execute("use warehouse");
            database.Execute("detach rel");
        }

        if (File.Exists(file + ".wal"))
        {
            throw new InvalidOperationException($"{file} was not folded: its .wal remains.");
        }
    }
}

using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Views;

namespace PapiBI.Warehouse.Releases;

/// <summary>Copies one release whole, tables and views, to a DuckDB file of its own. The copy holds exactly the loads that the release lists, or of them those that are not plans.</summary>
internal static class ReleaseExport
{
    // The tables whose rows name their load, and the two that say which loads there are.
    private static readonly IReadOnlyList<string> ByLoad = ["source_load", "load_issue", "release_load", .. Enum.GetValues<LoadKind>().SelectMany(WarehouseTable.Of).Distinct()];

    private const string OfPlans = "select l.load_id from source_load l where l.kind in ('plan', 'plan-progress')";

    // A release never changes, so what every question starts from is worked out once, when it is made; the measures stay questions, and so do gaps of targets where there are no plans.
    private static bool IsStored(View view, bool withPlans) => !MeasureViews.All.ContainsKey(view.Name) && (withPlans || view.Name != "target_gap");

    /// <summary>Whether the release lists a plan.</summary>
    public static bool HasPlans(WorkingDatabase database, int releaseId) =>
        database.Query<int>($"select cast(count(*) as integer) from release_load rl where rl.release_id = @releaseId and rl.load_id in ({OfPlans})", new { releaseId })[0] > 0;

    /// <param name="database">The working database.</param>
    /// <param name="releaseId">The release.</param>
    /// <param name="file">New.</param>
    /// <param name="withPlans">Whether plans are in it: who may copy a file sees all that is in it.</param>
    public static void Write(WorkingDatabase database, int releaseId, string file, bool withPlans)
    {
        var home = database.Query<string>("select current_database()")[0];

        // ATTACH takes no parameter; the name is our own, only the folder is the user's.
        database.Execute($"attach '{file.Replace("'", "''", StringComparison.Ordinal)}' as rel");
        try
        {
            using var transaction = database.Connection.BeginTransaction();
            database.Execute($"create table rel.main.release as select * from release where release_id = {releaseId}", transaction: transaction);
            database.Execute("create table rel.main.schema_journal as select * from schema_journal", transaction: transaction);
            var isShown = withPlans ? "" : $"and t.load_id not in ({OfPlans})";
            foreach (var table in ByLoad)
            {
                var ofRelease = table == "release_load" ? $"and t.release_id = {releaseId}" : "";
                database.Execute(
                    $"""
                    create table rel.main.{table} as
                    select t.*
                    from {table} t
                    where t.load_id in (select rl.load_id from release_load rl where rl.release_id = {releaseId}) {ofRelease} {isShown}
                    """,
                    transaction: transaction);
            }

            transaction.Commit();
            database.Execute("use rel");
            foreach (var view in ViewScript.All)
            {
                database.Execute(IsStored(view, withPlans) ? view.Create.Replace($"create view {view.Name} as", $"create table {view.Name} as", StringComparison.Ordinal) : view.Create);
            }
        }
        finally
        {
            database.Execute($"use \"{home.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            database.Execute("detach rel");
        }

        if (File.Exists(file + ".wal"))
        {
            throw new InvalidOperationException($"{file} was not folded: its .wal remains.");
        }
    }
}

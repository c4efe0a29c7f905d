using System.Data.Common;
using Dapper;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Views;

namespace PapiBI.Warehouse.Migrations;

/// <summary>Brings a warehouse up to date: its scripts, then the views, whenever their text is new.</summary>
public static class Migrator
{
    /// <returns>The scripts that ran now.</returns>
    /// <exception cref="WarehouseUnavailableException">The warehouse was made by a newer version, or a script was edited after it had been applied.</exception>
    public static IReadOnlyList<string> Migrate(DbConnection connection, Dialect dialect, TimeProvider clock)
    {
        using var transaction = connection.BeginTransaction();
        var journal = ScriptJournal.Open(connection, transaction, dialect, $"Migrations/{dialect.Name}", clock, [ViewScript.JournalEntry]);
        var now = journal.ApplyNew();
        var views = ViewScript.Statements(dialect).ToList();
        var sha256 = ViewScript.ShaOf(views);
        if (!journal.IsRecorded(ViewScript.JournalEntry, sha256))
        {
            foreach (var statement in views)
            {
                connection.Execute(statement, transaction: transaction);
            }

            journal.Record(ViewScript.JournalEntry, sha256);
        }

        transaction.Commit();
        return now;
    }
}

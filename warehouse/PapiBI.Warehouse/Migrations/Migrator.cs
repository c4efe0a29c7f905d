using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Views;

namespace PapiBI.Warehouse.Migrations;

/// <summary>Brings a warehouse up to date: numbered scripts, each once, in order and journalled; then the views, whenever their text is new.</summary>
public static class Migrator
{
    private const string JournalScript = "0000_schema_journal.sql";
    private const string ViewsEntry = "(views)";

    /// <returns>The scripts that ran now.</returns>
    /// <exception cref="InvalidOperationException">A script was edited after it had been applied.</exception>
    public static IReadOnlyList<string> Migrate(DbConnection connection, Dialect dialect, TimeProvider clock)
    {
        using var transaction = connection.BeginTransaction();
        Run(connection, transaction, dialect, SqlScript.Read($"Migrations/{dialect.Name}/{JournalScript}"));
        var journal = connection.Query<(string Script, string Sha256)>("select script, sha256 from schema_journal", transaction: transaction)
            .ToDictionary(a => a.Script, a => a.Sha256);
        var now = new List<string>();
        foreach (var path in SqlScript.In($"Migrations/{dialect.Name}"))
        {
            var script = Path.GetFileName(path);
            var text = SqlScript.Read(path);
            if (script == JournalScript || IsApplied(journal, script, text))
            {
                continue;
            }

            Run(connection, transaction, dialect, text);
            Record(connection, transaction, dialect, clock, script, text);
            now.Add(script);
        }

        var views = string.Join('\n', ViewScript.Statements());
        if (!journal.TryGetValue(ViewsEntry, out var known) || known != Sha256(views))
        {
            foreach (var statement in ViewScript.Statements())
            {
                connection.Execute(statement, transaction: transaction);
            }

            connection.Execute(dialect.Adapt("delete from schema_journal where script = @script"), new { script = ViewsEntry }, transaction);
            Record(connection, transaction, dialect, clock, ViewsEntry, views);
        }

        transaction.Commit();
        return now;
    }

    private static bool IsApplied(Dictionary<string, string> journal, string script, string text) =>
        journal.TryGetValue(script, out var sha256)
        && (sha256 == Sha256(text) ? true : throw new InvalidOperationException($"Migration {script} was edited after it had been applied to this warehouse."));

    private static void Run(DbConnection connection, DbTransaction transaction, Dialect dialect, string script)
    {
        foreach (var batch in dialect.Batches(script))
        {
            connection.Execute(batch, transaction: transaction);
        }
    }

    private static void Record(DbConnection connection, DbTransaction transaction, Dialect dialect, TimeProvider clock, string script, string text) =>
        connection.Execute(
            dialect.Adapt("insert into schema_journal (script, sha256, applied_at) values (@script, @sha256, @at)"),
            new { script, sha256 = Sha256(text), at = clock.GetUtcNow().UtcDateTime },
            transaction);

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

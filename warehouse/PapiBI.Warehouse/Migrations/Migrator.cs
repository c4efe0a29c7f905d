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
    /// <summary>Makes the journal itself, so it is the one script that stands in none.</summary>
    internal const string JournalScript = "0000_schema_journal.sql";

    /// <returns>The scripts that ran now.</returns>
    /// <exception cref="WarehouseUnavailableException">The warehouse was made by a newer version, or a script was edited after it had been applied.</exception>
    public static IReadOnlyList<string> Migrate(DbConnection connection, Dialect dialect, TimeProvider clock)
    {
        using var transaction = connection.BeginTransaction();
        Run(connection, transaction, dialect, SqlScript.Read($"Migrations/{dialect.Name}/{JournalScript}"));
        var journal = connection.Query<(string Script, string Sha256)>("select script, sha256 from schema_journal", transaction: transaction)
            .ToDictionary(a => a.Script, a => a.Sha256);
        CheckKnown(dialect, journal.Keys);
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
            Record(connection, transaction, dialect, clock, script, Sha256(text));
            now.Add(script);
        }

        if (!journal.TryGetValue(ViewScript.JournalEntry, out var known) || known != ViewScript.Sha256)
        {
            foreach (var statement in ViewScript.Statements())
            {
                connection.Execute(statement, transaction: transaction);
            }

            connection.Execute(dialect.Adapt("delete from schema_journal where script = @script"), new { script = ViewScript.JournalEntry }, transaction);
            Record(connection, transaction, dialect, clock, ViewScript.JournalEntry, ViewScript.Sha256);
        }

        transaction.Commit();
        return now;
    }

    private static bool IsApplied(Dictionary<string, string> journal, string script, string text) =>
        journal.TryGetValue(script, out var sha256)
        && (sha256 == Sha256(text) ? true : throw new WarehouseUnavailableException(new Text(
            $"Kho dữ liệu này được tạo bởi một phiên bản PapiBI khác: bước nâng cấp {script} khác với của chương trình.",
            $"This warehouse was made by another version of PapiBI: its migration {script} differs from the program's.")));

    // An older program must not lay its older views over a newer warehouse.
    private static void CheckKnown(Dialect dialect, IEnumerable<string> applied)
    {
        var known = SqlScript.In($"Migrations/{dialect.Name}").Select(path => Path.GetFileName(path)!).Append(ViewScript.JournalEntry).ToHashSet(StringComparer.Ordinal);
        if (applied.FirstOrDefault(script => !known.Contains(script)) is { } newer)
        {
            throw new WarehouseUnavailableException(new Text(
                $"Kho dữ liệu này được tạo bởi một phiên bản PapiBI mới hơn ({newer}): hãy dùng chương trình mới hơn.",
                $"This warehouse was made by a newer PapiBI ({newer}): use the newer program."));
        }
    }

    private static void Run(DbConnection connection, DbTransaction transaction, Dialect dialect, string script)
    {
        foreach (var batch in dialect.Batches(script))
        {
            connection.Execute(batch, transaction: transaction);
        }
    }

    private static void Record(DbConnection connection, DbTransaction transaction, Dialect dialect, TimeProvider clock, string script, string sha256) =>
        connection.Execute(
            dialect.Adapt("insert into schema_journal (script, sha256, applied_at) values (@script, @sha256, @at)"),
            new { script, sha256, at = clock.GetUtcNow().UtcDateTime },
            transaction);

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

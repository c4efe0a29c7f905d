using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using PapiBI.Warehouse.Dialects;

namespace PapiBI.Warehouse.Migrations;

/// <summary>The numbered scripts of one folder and which of them a database has had: each runs once, in order, and is journalled.</summary>
internal sealed class ScriptJournal
{
    /// <summary>Makes the journal itself, so it is the one script that stands in none.</summary>
    internal const string JournalScript = "0000_schema_journal.sql";

    private readonly DbConnection connection;
    private readonly DbTransaction transaction;
    private readonly Dialect dialect;
    private readonly string folder;
    private readonly TimeProvider clock;
    private readonly Dictionary<string, string> applied;

    private ScriptJournal(DbConnection connection, DbTransaction transaction, Dialect dialect, string folder, TimeProvider clock)
    {
        this.connection = connection;
        this.transaction = transaction;
        this.dialect = dialect;
        this.folder = folder;
        this.clock = clock;
        Run(SqlScript.Read($"{folder}/{JournalScript}"));
        applied = connection.Query<(string Script, string Sha256)>("select script, sha256 from schema_journal", transaction: transaction)
            .ToDictionary(a => a.Script, a => a.Sha256);
    }

    /// <param name="others">Entries that are no numbered scripts.</param>
    /// <exception cref="WarehouseUnavailableException">The journal names a script that this program does not have: a newer one made the database.</exception>
    public static ScriptJournal Open(DbConnection connection, DbTransaction transaction, Dialect dialect, string folder, TimeProvider clock, IReadOnlyList<string> others)
    {
        var journal = new ScriptJournal(connection, transaction, dialect, folder, clock);
        var known = SqlScript.In(folder).Select(path => Path.GetFileName(path)!).Concat(others).ToHashSet(StringComparer.Ordinal);

        // An older program must not lay its older views over a newer database.
        return journal.applied.Keys.FirstOrDefault(script => !known.Contains(script)) is { } newer
            ? throw new WarehouseUnavailableException(new Text(
                $"Cơ sở dữ liệu này được tạo bởi một phiên bản PapiBI mới hơn ({newer}): hãy dùng chương trình mới hơn.",
                $"This database was made by a newer PapiBI ({newer}): use the newer program."))
            : journal;
    }

    /// <returns>The scripts that ran now.</returns>
    /// <exception cref="WarehouseUnavailableException">A script was edited after it had been applied.</exception>
    public IReadOnlyList<string> ApplyNew()
    {
        var now = new List<string>();
        foreach (var path in SqlScript.In(folder))
        {
            var script = Path.GetFileName(path);
            var text = SqlScript.Read(path);
            if (script == JournalScript || IsApplied(script, text))
            {
                continue;
            }

            Run(text);
            Record(script, Sha256(text));
            now.Add(script);
        }

        return now;
    }

    public bool IsRecorded(string entry, string sha256) => applied.TryGetValue(entry, out var known) && known == sha256;

    public void Record(string entry, string sha256)
    {
        connection.Execute(dialect.Adapt("delete from schema_journal where script = @entry"), new { entry }, transaction);
        connection.Execute(
            dialect.Adapt("insert into schema_journal (script, sha256, applied_at) values (@entry, @sha256, @at)"),
            new { entry, sha256, at = clock.GetUtcNow().UtcDateTime },
            transaction);
    }

    private bool IsApplied(string script, string text) =>
        applied.TryGetValue(script, out var sha256)
        && (sha256 == Sha256(text) ? true : throw new WarehouseUnavailableException(new Text(
            $"Cơ sở dữ liệu này được tạo bởi một phiên bản PapiBI khác: bước nâng cấp {script} khác với của chương trình.",
            $"This database was made by another version of PapiBI: its migration {script} differs from the program's.")));

    private void Run(string script)
    {
        foreach (var batch in dialect.Batches(script))
        {
            connection.Execute(batch, transaction: transaction);
        }
    }

    internal static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

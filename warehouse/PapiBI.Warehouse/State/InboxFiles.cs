using System.Security.Cryptography;
using System.Text;

namespace PapiBI.Warehouse.State;

/// <summary>A file of the inbox as a look into the folder sees it.</summary>
public sealed record InboxFile(string Path, long Size, DateTimeOffset ModifiedAt);

/// <summary>What became of a file of the inbox, as it is stored but for the last.</summary>
public static class InboxState
{
    public const string Waiting = "";
    public const string Loaded = "loaded";
    public const string Refused = "refused";

    /// <summary>Workers died of it again and again.</summary>
    public const string SetAside = "set aside";
}

/// <summary>Which files of the inbox were dealt with: a file is taken up once, and again only when it was changed.</summary>
public sealed class InboxFiles(StateDatabase state, TimeProvider clock)
{
    /// <summary>A file of which workers die is not taken up more often than this.</summary>
    public const int MostBegun = 5;

    private const int LongestPath = 450;

    /// <summary>Whether a file of that name is no business of the inbox: hidden ones, so those that are only being written, and the lock files of Excel.</summary>
    public static bool IsPassedOver(string name) => name.StartsWith('.') || name.StartsWith("~$", StringComparison.Ordinal);

    /// <returns>Those that have no end yet as they are now, and of which workers do not die again and again.</returns>
    public IReadOnlyList<InboxFile> New(IEnumerable<InboxFile> seen)
    {
        var done = state.Read(
            "select f.path, f.size, f.modified_at from inbox_file f where f.outcome <> '' or f.begun >= @MostBegun",
            r => (r.GetString(0), r.GetInt64(1), r.GetString(2)),
            new { MostBegun }).ToHashSet();
        return [.. seen.Where(file => !done.Contains((KeyOf(file), file.Size, StateDatabase.Text(file.ModifiedAt))))];
    }

    /// <summary>What became of each as it is now: one of <see cref="InboxState"/>.</summary>
    public IReadOnlyDictionary<InboxFile, string> OutcomesOf(IEnumerable<InboxFile> seen)
    {
        var ends = state.Read(
            "select f.path, f.size, f.modified_at, f.outcome from inbox_file f where f.outcome <> '' or f.begun >= @MostBegun",
            r => (Key: (r.GetString(0), r.GetInt64(1), r.GetString(2)), Outcome: r.GetString(3) is { Length: > 0 } outcome ? outcome : InboxState.SetAside),
            new { MostBegun }).ToDictionary(end => end.Key, end => end.Outcome);
        return seen.ToDictionary(file => file, file => ends.GetValueOrDefault((KeyOf(file), file.Size, StateDatabase.Text(file.ModifiedAt)), InboxState.Waiting));
    }

    /// <summary>It is taken up now.</summary>
    public void Begin(InboxFile file) => state.Write(transaction =>
    {
        transaction.Put(
            """
            update inbox_file
            set begun = case when size = @Size and modified_at = @modified then begun + 1 else 1 end,
                size = @Size,
                modified_at = @modified,
                outcome = '',
                begun_at = @now
            where path = @key
            """,
            "insert into inbox_file (path, size, modified_at, begun, outcome, begun_at) values (@key, @Size, @modified, 1, '', @now)",
            new { key = KeyOf(file), file.Size, modified = StateDatabase.Text(file.ModifiedAt), now = StateDatabase.Text(clock.GetUtcNow()) });
        return true;
    });

    /// <summary>It could not be dealt with, and not for its own fault: it is taken up again.</summary>
    public void PutBack(InboxFile file) => state.Write("update inbox_file set begun = begun - 1 where path = @key", new { key = KeyOf(file) });

    public void Loaded(InboxFile file) => End(file, InboxState.Loaded);

    public void Refused(InboxFile file) => End(file, InboxState.Refused);

    /// <summary>What refused files built on has come, or one was acknowledged: they are looked at again.</summary>
    public void ReopenRefused() => state.Write("update inbox_file set outcome = '', begun = 0 where outcome = 'refused'", new { });

    private void End(InboxFile file, string outcome) => state.Write("update inbox_file set outcome = @outcome where path = @key", new { key = KeyOf(file), outcome });

    // A key of SQL Server has 900 bytes at most.
    internal static string KeyOf(string path) =>
        path.Length <= LongestPath ? path : $"sha256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))}";

    private static string KeyOf(InboxFile file) => KeyOf(file.Path);
}

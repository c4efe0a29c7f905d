namespace PapiBI.Warehouse.State;

/// <summary>A file of the inbox as a look into the folder sees it.</summary>
public sealed record InboxFile(string Path, long Size, DateTimeOffset ModifiedAt);

/// <summary>Which files of the inbox were dealt with: a file is taken up once, and again only when it was changed.</summary>
public sealed class InboxFiles(StateDatabase state, TimeProvider clock)
{
    /// <summary>A file of which workers die is not taken up more often than this.</summary>
    public const int MostBegun = 3;

    /// <returns>Those that have no end yet as they are now, and of which workers do not die again and again.</returns>
    public IReadOnlyList<InboxFile> New(IEnumerable<InboxFile> seen)
    {
        var done = state.Read(
            "select f.path, f.size, f.modified_at from inbox_file f where f.outcome <> '' or f.begun >= @MostBegun",
            r => (r.GetString(0), r.GetInt64(1), r.GetString(2)),
            new { MostBegun }).ToHashSet();
        return [.. seen.Where(file => !done.Contains((file.Path, file.Size, StateDatabase.Text(file.ModifiedAt))))];
    }

    /// <summary>It is taken up now.</summary>
    public void Begin(InboxFile file) => state.Write(
        """
        insert into inbox_file (path, size, modified_at, begun, outcome, begun_at)
        values (@Path, @Size, @modified, 1, '', @now)
        on conflict (path) do update set
            begun = case when size = excluded.size and modified_at = excluded.modified_at then begun + 1 else 1 end,
            size = excluded.size,
            modified_at = excluded.modified_at,
            outcome = '',
            begun_at = excluded.begun_at
        """,
        new { file.Path, file.Size, modified = StateDatabase.Text(file.ModifiedAt), now = StateDatabase.Text(clock.GetUtcNow()) });

    /// <summary>It could not be dealt with, and not for its own fault: it is taken up again.</summary>
    public void PutBack(InboxFile file) => state.Write("update inbox_file set begun = begun - 1 where path = @Path", new { file.Path });

    public void Loaded(InboxFile file) => End(file, "loaded");

    public void Refused(InboxFile file) => End(file, "refused");

    /// <summary>What refused files built on has come, or one was acknowledged: they are looked at again.</summary>
    public void ReopenRefused() => state.Write("update inbox_file set outcome = '', begun = 0 where outcome = 'refused'", new { });

    private void End(InboxFile file, string outcome) => state.Write("update inbox_file set outcome = @outcome where path = @Path", new { file.Path, outcome });
}

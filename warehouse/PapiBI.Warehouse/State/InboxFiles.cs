namespace PapiBI.Warehouse.State;

/// <summary>A file of the inbox as a look into the folder sees it.</summary>
public sealed record InboxFile(string Path, long Size, DateTimeOffset ModifiedAt);

/// <summary>Which files of the inbox were dealt with: a file is taken up once, and again only when it was changed.</summary>
public sealed class InboxFiles(StateDatabase state, TimeProvider clock)
{
    /// <returns>Those that were not yet dealt with as they are now.</returns>
    public IReadOnlyList<InboxFile> New(IEnumerable<InboxFile> seen)
    {
        var handled = state.Read(
            "select f.path, f.size, f.modified_at from inbox_file f",
            r => (r.GetString(0), r.GetInt64(1), r.GetString(2))).ToHashSet();
        return [.. seen.Where(file => !handled.Contains((file.Path, file.Size, StateDatabase.Text(file.ModifiedAt))))];
    }

    public void Handled(InboxFile file) => state.Write(
        """
        insert into inbox_file (path, size, modified_at, handled_at)
        values (@Path, @Size, @modified, @now)
        on conflict (path) do update set size = excluded.size, modified_at = excluded.modified_at, handled_at = excluded.handled_at
        """,
        new { file.Path, file.Size, modified = StateDatabase.Text(file.ModifiedAt), now = StateDatabase.Text(clock.GetUtcNow()) });
}

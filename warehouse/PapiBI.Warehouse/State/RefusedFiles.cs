using System.Data;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Warehouse.State;

/// <summary>A file of the inbox that was refused, as it was the last time.</summary>
public sealed record RefusedFile
{
    public long Id { get; init; }

    /// <summary>Its place in the inbox, as in <see cref="InboxFile"/>.</summary>
    public required string Name { get; init; }
    public required string Sha256 { get; init; }

    /// <summary>Null where nobody knows what it is.</summary>
    public required LoadKind? Kind { get; init; }

    /// <summary>What its cells say is for those who may read plans.</summary>
    public bool IsPlan => Kind is LoadKind.Plan or LoadKind.PlanProgress;

    /// <summary>How many there are; of a great many the first are kept.</summary>
    public required int IssueCount { get; init; }

    /// <summary>The marked copy in the folder of refused files; null where the file could not be opened.</summary>
    public string? CopyName { get; init; }

    /// <summary>What that copy holds: another file refused later may have left one of the same name.</summary>
    public string? CopySha256 { get; init; }
    public DateTimeOffset RefusedAt { get; init; }

    /// <summary>In the order of the file; blank in a list of files.</summary>
    public IReadOnlyList<Issue> Issues { get; init; } = [];
}

/// <summary>Which files of the inbox are refused and why, for who looks after them. What is loaded in the end is forgotten here; the runs still tell of it.</summary>
public sealed class RefusedFiles(StateDatabase state, TimeProvider clock)
{
    /// <summary>Of a file with more issues only so many are kept.</summary>
    public const int MostIssues = 1000;

    private const string Selection = """
        select f.refused_id, f.file_name, f.file_sha256, f.kind, f.n_issues, f.copy_name, f.copy_sha256, f.refused_at
        from refused_file f
        """;

    /// <summary>It is refused, for the first time or again.</summary>
    public void Add(RefusedFile file) => state.Write(transaction =>
    {
        var path = InboxFiles.KeyOf(file.Name);
        var id = Remove(transaction, path) ?? transaction.Next("refused_file", "refused_id");
        transaction.Execute(
            """
            insert into refused_file (refused_id, path, file_name, file_sha256, kind, n_issues, copy_name, copy_sha256, refused_at)
            values (@id, @path, @Name, @Sha256, @kind, @IssueCount, @CopyName, @CopySha256, @now)
            """,
            new
            {
                id,
                path,
                file.Name,
                file.Sha256,
                kind = file.Kind is { } kind ? LoadKindName.Of(kind) : null,
                file.IssueCount,
                file.CopyName,
                file.CopySha256,
                now = StateDatabase.Text(clock.GetUtcNow()),
            });
        foreach (var (issue, no) in file.Issues.Take(MostIssues).Select((issue, i) => (issue, i + 1)))
        {
            transaction.Execute(
                """
                insert into refused_issue (refused_id, issue_no, code, is_warning, sheet, place, message_vi, message_en)
                values (@id, @no, @Code, @isWarning, @sheet, @place, @vi, @en)
                """,
                new { id, no, issue.Code, isWarning = issue.Severity == Severity.Warning ? 1 : 0, sheet = issue.Origin.Sheet, place = issue.Origin.Position, vi = issue.Message.Vi, en = issue.Message.En });
        }

        return true;
    });

    /// <summary>The file at that place of the inbox is loaded.</summary>
    public void Forget(string name) => state.Write(transaction => Remove(transaction, InboxFiles.KeyOf(name)));

    /// <returns>Those refused last first, without their issues.</returns>
    public IReadOnlyList<RefusedFile> Newest(int most) =>
        state.Read($"{Selection} order by f.refused_at desc, f.refused_id desc offset 0 rows fetch next @most rows only", FileOf, new { most });

    /// <returns>With its issues; null where there is none of that number.</returns>
    public RefusedFile? Find(long id) => state.Read($"{Selection} where f.refused_id = @id", FileOf, new { id }) is [var file]
        ? file with
        {
            Issues = state.Read(
                "select i.code, i.is_warning, i.sheet, i.place, i.message_vi, i.message_en from refused_issue i where i.refused_id = @id order by i.issue_no",
                r => new Issue(r.GetString(0), r.GetInt32(1) == 1 ? Severity.Warning : Severity.Error, new Origin(r.GetString(2), r.GetString(3)), new Text(r.GetString(4), r.GetString(5))),
                new { id }),
        }
        : null;

    private static long? Remove(StateTransaction transaction, string path)
    {
        if (transaction.Read("select f.refused_id from refused_file f where f.path = @path", r => r.GetInt64(0), new { path }) is not [var id])
        {
            return null;
        }

        transaction.Execute("delete from refused_issue where refused_id = @id", new { id });
        transaction.Execute("delete from refused_file where refused_id = @id", new { id });
        return id;
    }

    private static LoadKind KindOf(string name) => Enum.GetValues<LoadKind>().First(kind => LoadKindName.Of(kind) == name);

    private static RefusedFile FileOf(IDataReader r) => new()
    {
        Id = r.GetInt64(0),
        Name = r.GetString(1),
        Sha256 = r.GetString(2),
        Kind = r.IsDBNull(3) ? null : KindOf(r.GetString(3)),
        IssueCount = r.GetInt32(4),
        CopyName = r.IsDBNull(5) ? null : r.GetString(5),
        CopySha256 = r.IsDBNull(6) ? null : r.GetString(6),
        RefusedAt = StateDatabase.Time(r.GetString(7)),
    };
}

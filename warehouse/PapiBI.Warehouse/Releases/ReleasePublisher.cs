using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using PapiBI.Warehouse.Audits;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Warehouse.Releases;

/// <summary>What came of publishing.</summary>
public abstract record PublishOutcome
{
    public sealed record Published(int ReleaseId, string File) : PublishOutcome;

    /// <summary>Nothing was loaded since; the current release stands.</summary>
    public sealed record Unchanged(int ReleaseId, string File) : PublishOutcome;

    public sealed record Refused(IReadOnlyList<Issue> Issues) : PublishOutcome;
}

/// <summary>
/// Publishes what is loaded: audits it, records a release that lists its loads, exports it whole to a file of its own,
/// and points readers to that file. Killed anywhere, the last release stays readable and the next run completes the work.
/// </summary>
public sealed class ReleasePublisher(WorkingDatabase database, DataFolder folder, TimeProvider clock, Steps steps)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public PublishOutcome Publish()
    {
        if (folder.Server is not null)
        {
            return OnServer();
        }

        foreach (var place in new[] { folder.Releases, folder.InternalReleases })
        {
            _ = place == folder.InternalReleases && !OperatingSystem.IsWindows() ? Directory.CreateDirectory(place, OwnerOnly) : Directory.CreateDirectory(place);
            foreach (var leftover in Directory.GetFiles(place, "*" + WholeFile.TemporaryEnding + "*"))
            {
                File.Delete(leftover);
            }
        }

        var (_, issues) = Record();
        if (issues.Count > 0)
        {
            return new PublishOutcome.Refused(issues);
        }

        // An earlier run may have recorded releases and died before their files were made.
        var releases = Recorded();
        var pending = releases.TakeWhile(release => !File.Exists(FileOf(release))).Reverse().ToList();
        foreach (var release in pending)
        {
            // The one with plans first: a release is made as soon as its public file is there.
            if (ReleaseExport.HasPlans(database, release.Id))
            {
                Export(release, Path.Combine(folder.InternalReleases, Path.GetFileName(FileOf(release))), withPlans: true);
            }

            Export(release, FileOf(release), withPlans: false);
        }

        steps.Reached(Steps.PublishNamed);
        var newest = releases[0];
        var isPointed = Release.CurrentFile(folder) == FileOf(newest);
        if (!isPointed)
        {
            WholeFile.Write(folder.CurrentRelease, Encoding.UTF8.GetBytes(Path.GetFileName(FileOf(newest))));
        }

        steps.Reached(Steps.PublishPointed);
        return pending.Count > 0 || !isPointed ? new PublishOutcome.Published(newest.Id, FileOf(newest)) : new PublishOutcome.Unchanged(newest.Id, FileOf(newest));
    }

    // There a release is whole once its transaction is.
    private PublishOutcome OnServer()
    {
        var (made, issues) = Record();
        if (issues.Count > 0)
        {
            return new PublishOutcome.Refused(issues);
        }

        // A new one is not asked for again: a line that is lost now must not make it look unpublished.
        var newest = made ?? Recorded()[0];
        var name = ReleaseFiles.NameOf(newest.Id, newest.PublishedAt, newest.Sha256);
        return made is not null ? new PublishOutcome.Published(newest.Id, name) : new PublishOutcome.Unchanged(newest.Id, name);
    }

    private void Export(RecordedRelease release, string file, bool withPlans)
    {
        var beside = file + WholeFile.TemporaryEnding;
        ReleaseExport.Write(database, release.Id, beside, withPlans);
        steps.Reached(Steps.PublishExported);
        File.Move(beside, file, overwrite: true);
    }

    private string FileOf(RecordedRelease release) => Path.Combine(folder.Releases, ReleaseFiles.FileNameOf(release.Id, release.PublishedAt, release.Sha256));

    // A release with the same contents as the newest is that release: publishing twice changes nothing.
    private (RecordedRelease? Made, IReadOnlyList<Issue> Issues) Record()
    {
        var sha256 = ContentSha256();
        if (database.Query<string>("select r.content_sha256 from release r where r.release_id = (select max(n.release_id) from release n)") is [var newest] && newest == sha256)
        {
            return (null, []);
        }

        using var transaction = database.Begin();
        var releaseId = CandidateRelease.Insert(database, transaction, clock.GetUtcNow().UtcDateTime, sha256);
        var issues = Audit.RunAll(database, transaction);
        if (issues.Count > 0)
        {
            database.RollBack(transaction);
            return (null, issues);
        }

        steps.Reached(Steps.PublishAudited);
        database.KeepRelease(releaseId, transaction);
        var made = Recorded(transaction)[0];
        steps.Reached(Steps.PublishKept);
        database.Commit(transaction);
        steps.Reached(Steps.PublishRecorded);
        return (made, []);
    }

    private string ContentSha256()
    {
        var contents = database.Query<string>("select l.file_sha256 from source_load l where l.status = 'loaded' order by l.load_id")
            .Concat(database.Query<string>("select j.sha256 from schema_journal j order by j.script"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', contents))));
    }

    // The newest first.
    private List<RecordedRelease> Recorded(DbTransaction? transaction = null) =>
        [.. database.Query<(int, DateTime, string)>("select r.release_id, r.published_at, r.content_sha256 from release r order by r.release_id desc", transaction: transaction).Select(r => new RecordedRelease(r.Item1, new DateTimeOffset(DateTime.SpecifyKind(r.Item2, DateTimeKind.Utc)), r.Item3))];

    private sealed record RecordedRelease(int Id, DateTimeOffset PublishedAt, string Sha256);
}

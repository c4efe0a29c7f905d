using System.Globalization;
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
    private const string TemporaryEnding = ".tmp";

    public PublishOutcome Publish()
    {
        Directory.CreateDirectory(folder.Releases);
        foreach (var leftover in Directory.GetFiles(folder.Releases, "*" + TemporaryEnding + "*"))
        {
            File.Delete(leftover);
        }

        var issues = Record();
        if (issues.Count > 0)
        {
            return new PublishOutcome.Refused(issues);
        }

        var (releaseId, publishedAt, sha256) = Newest();
        var name = $"{publishedAt.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}-{releaseId}-{sha256[..12]}.duckdb";
        var file = Path.Combine(folder.Releases, name);
        var isNew = !File.Exists(file);
        if (isNew)
        {
            ReleaseExport.Write(database, releaseId, file + TemporaryEnding);
            steps.Reached(Steps.PublishExported);
            File.Move(file + TemporaryEnding, file);
        }

        steps.Reached(Steps.PublishNamed);
        var isPointed = File.Exists(folder.CurrentRelease) && File.ReadAllText(folder.CurrentRelease) == name;
        if (!isPointed)
        {
            File.WriteAllText(folder.CurrentRelease + TemporaryEnding, name);
            File.Move(folder.CurrentRelease + TemporaryEnding, folder.CurrentRelease, overwrite: true);
        }

        steps.Reached(Steps.PublishPointed);
        return isNew || !isPointed ? new PublishOutcome.Published(releaseId, file) : new PublishOutcome.Unchanged(releaseId, file);
    }

    // A release with the same contents as the newest is that release: publishing twice changes nothing.
    private IReadOnlyList<Issue> Record()
    {
        var sha256 = ContentSha256();
        if (database.Query<string>("select r.content_sha256 from release r where r.release_id = (select max(n.release_id) from release n)") is [var newest] && newest == sha256)
        {
            return [];
        }

        using var transaction = database.Connection.BeginTransaction();
        CandidateRelease.Insert(database, transaction, clock.GetUtcNow().UtcDateTime, sha256);
        var issues = Audit.RunAll(database, transaction);
        if (issues.Count > 0)
        {
            transaction.Rollback();
            return issues;
        }

        steps.Reached(Steps.PublishAudited);
        transaction.Commit();
        steps.Reached(Steps.PublishRecorded);
        return [];
    }

    private string ContentSha256()
    {
        var contents = database.Query<string>("select l.file_sha256 from source_load l where l.status = 'loaded' order by l.load_id")
            .Concat(database.Query<string>("select j.sha256 from schema_journal j order by j.script"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', contents))));
    }

    private (int ReleaseId, DateTime PublishedAt, string Sha256) Newest() =>
        database.Query<(int, DateTime, string)>("select r.release_id, r.published_at, r.content_sha256 from release r order by r.release_id desc")[0];
}

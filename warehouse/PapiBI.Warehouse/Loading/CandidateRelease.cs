using System.Data.Common;

namespace PapiBI.Warehouse.Loading;

/// <summary>
/// A release that lists every file loaded so far. Inside its transaction the views show it, so that what a load or a publication
/// would lead to is checked through the very views that readers use.
/// </summary>
internal static class CandidateRelease
{
    /// <param name="database">The working database.</param>
    /// <param name="transaction">The one it stands in.</param>
    /// <param name="publishedAt">Its time.</param>
    /// <param name="contentSha256">What it holds; blank where it is taken back.</param>
    /// <param name="indexCode">All that is asked of it is of this index; null: of any.</param>
    public static int Insert(WorkingDatabase database, DbTransaction transaction, DateTime publishedAt, string contentSha256, string? indexCode = null)
    {
        var releaseId = database.Query<int>("select cast(coalesce(max(r.release_id), 0) + 1 as integer) from release r", transaction: transaction)[0];
        database.Execute(
            "insert into release (release_id, published_at, content_sha256) values (@releaseId, @publishedAt, @contentSha256)",
            new { releaseId, publishedAt, contentSha256 },
            transaction);
        database.Execute(
            "insert into release_load (release_id, load_id) select @releaseId, l.load_id from source_load l where l.status = 'loaded'",
            new { releaseId },
            transaction);
        database.Refresh(transaction, indexCode);
        return releaseId;
    }

    public static void Delete(WorkingDatabase database, DbTransaction transaction, int releaseId)
    {
        database.Execute("delete from release_load where release_id = @releaseId", new { releaseId }, transaction);
        database.Execute("delete from release where release_id = @releaseId", new { releaseId }, transaction);
    }
}

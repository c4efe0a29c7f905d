using System.Globalization;

namespace PapiBI.Warehouse.Releases;

/// <summary>A release by its file or, on a server, by its name; not opened.</summary>
public sealed record FiledRelease(int Id, DateTimeOffset PublishedAt, string Path)
{
    public string Name => System.IO.Path.GetFileName(Path);
}

/// <summary>A year of an index.</summary>
public sealed record EditionName(string IndexCode, int Year);

/// <summary>The releases that lie in the data folder or on the server.</summary>
public static class ReleaseFiles
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <returns>In the order of publication. A file of another name is none of ours and passed over.</returns>
    public static IReadOnlyList<FiledRelease> In(DataFolder folder) =>
        folder.Server is { } server ? OnServer(server)
        : Directory.Exists(folder.Releases) ? [.. Directory.EnumerateFiles(folder.Releases, "*.duckdb").Select(Read).OfType<FiledRelease>().OrderBy(file => file.Id)]
        : [];

    internal static IReadOnlyList<FiledRelease> OnServer(ServerAddress server) =>
        [.. ServerRelease.Recorded(server).Select(release => new FiledRelease(release.Id, release.PublishedAt, NameOf(release.Id, release.PublishedAt, release.Sha256)))];

    /// <summary>What a release is called: when it was published, its number, and what it holds.</summary>
    public static string NameOf(int releaseId, DateTimeOffset publishedAt, string contentSha256) =>
        $"{publishedAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{releaseId}-{contentSha256[..12]}";

    /// <returns>The number of the release of such a name, or of a file of it; null where it is no such name.</returns>
    public static int? IdOf(string name) => Read(name)?.Id;

    /// <summary>The name of its file.</summary>
    public static string FileNameOf(int releaseId, DateTimeOffset publishedAt, string contentSha256) => NameOf(releaseId, publishedAt, contentSha256) + ".duckdb";

    /// <summary>The years of indices of which a release brings new or corrected figures.</summary>
    /// <param name="release">Open.</param>
    /// <param name="before">The release before it; null where it is the first.</param>
    public static IReadOnlyList<EditionName> NewIn(Release release, Release? before)
    {
        var known = before?.Read("select coalesce(max(v.load_id), 0) from visible_load v", r => r.GetInt32(0))[0] ?? 0;
        return release.Read(
            """
            select
                f.index_code,
                f.year
            from fact_score f
            join visible_load v on v.load_id = f.load_id
            where f.load_id > @known
            union
            select
                p.index_code,
                p.year
            from fact_published p
            join visible_load v on v.load_id = p.load_id
            where p.load_id > @known
            union
            select
                u.index_code,
                u.year
            from fact_uncertainty u
            join visible_load v on v.load_id = u.load_id
            where u.load_id > @known
            order by index_code, year
            """,
            r => new EditionName(r.GetString(0), r.GetInt32(1)),
            new Dictionary<string, object> { ["known"] = known });
    }

    private static FiledRelease? Read(string path) =>
        System.IO.Path.GetFileNameWithoutExtension(path).Split('-') is [var time, var id, _]
        && DateTimeOffset.TryParseExact(time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var publishedAt)
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new FiledRelease(number, publishedAt, path)
            : null;
}

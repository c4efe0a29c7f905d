using System.Globalization;

namespace PapiBI.Warehouse.Releases;

/// <summary>A release by its file, not opened.</summary>
public sealed record FiledRelease(int Id, DateTimeOffset PublishedAt, string Path)
{
    public string Name => System.IO.Path.GetFileName(Path);
}

/// <summary>A year of an index.</summary>
public sealed record EditionName(string IndexCode, int Year);

/// <summary>The releases that lie in the data folder.</summary>
public static class ReleaseFiles
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <returns>In the order of publication. A file of another name is none of ours and passed over.</returns>
    public static IReadOnlyList<FiledRelease> In(DataFolder folder) => Directory.Exists(folder.Releases)
        ? [.. Directory.EnumerateFiles(folder.Releases, "*.duckdb").Select(Read).OfType<FiledRelease>().OrderBy(file => file.Id)]
        : [];

    /// <summary>The name that a release's file has: when it was published, its number, and what it holds.</summary>
    public static string NameOf(int releaseId, DateTimeOffset publishedAt, string contentSha256) =>
        $"{publishedAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{releaseId}-{contentSha256[..12]}.duckdb";

    /// <summary>The years of indices of which a release brings new or corrected figures.</summary>
    /// <param name="release">Open.</param>
    /// <param name="before">The release before it; null where it is the first.</param>
    public static IReadOnlyList<EditionName> NewIn(Release release, Release? before)
    {
        var known = before?.Read("select coalesce(max(l.load_id), 0) from release_load l", r => r.GetInt32(0))[0] ?? 0;
        return release.Read(
            """
            select
                f.index_code,
                f.year
            from fact_score f
            where f.load_id > @known
            union
            select
                p.index_code,
                p.year
            from fact_published p
            where p.load_id > @known
            union
            select
                u.index_code,
                u.year
            from fact_uncertainty u
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

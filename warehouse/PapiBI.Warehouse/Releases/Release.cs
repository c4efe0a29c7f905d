using System.Data.Common;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Measures;

namespace PapiBI.Warehouse.Releases;

/// <summary>A published release, open read-only, for any thread. Loading and publishing go on beside it unseen.</summary>
public sealed class Release : IDisposable
{
    private static readonly Dictionary<string, object> NoParameters = [];

    private readonly ReleaseReader reader;
    private readonly KeptAnswers? kept;
    private readonly Lazy<ILookup<string, NotDerivable>> partialEditions;

    private Release(ReleaseReader reader, string file, bool keepsAnswers)
    {
        this.reader = reader;
        kept = keepsAnswers ? new KeptAnswers() : null;
        File = file;
        partialEditions = new(ReadPartialEditions, LazyThreadSafetyMode.PublicationOnly);
        (Id, PublishedAt) = Read(
            "select r.release_id, r.published_at from release r join shown_release s on s.release_id = r.release_id",
            r => (r.GetInt32(0), new DateTimeOffset(DateTime.SpecifyKind(r.GetDateTime(1), DateTimeKind.Utc))))[0];
    }

    /// <summary>By index code, in the order of years: the editions that are not held whole. Read once, as every question that ranks asks for them.</summary>
    internal ILookup<string, NotDerivable> PartialEditions => partialEditions.Value;

    /// <summary>Whether a question is asked for all provinces and its answer kept: for many reports of one release.</summary>
    internal bool KeepsAnswers => kept is not null;

    /// <summary>Told what it is asked, before each dialect adapts it: for whoever wants to read or time the SQL of a report.</summary>
    public Action<CompiledQuery>? Asked { get; set; }

    /// <summary>Its file or, on a server, its name.</summary>
    public string File { get; }
    public int Id { get; }
    public DateTimeOffset PublishedAt { get; }
    public Dialect Dialect => reader.Dialect;

    /// <summary>Whether it is opened for readers who may see no plan: on a server a release is one, and what it holds of plans is passed over.</summary>
    public bool HidesPlans { get; private init; }

    /// <returns>The file of the current release, on a server its name; null where nothing was published yet or its file is gone: publish again.</returns>
    public static string? CurrentFile(DataFolder folder)
    {
        if (folder.Server is not null)
        {
            return ReleaseFiles.In(folder) is [.., var newest] ? newest.Path : null;
        }

        var name = System.IO.File.Exists(folder.CurrentRelease) ? System.IO.File.ReadAllText(folder.CurrentRelease) : "";
        var file = Path.Combine(folder.Releases, name);
        return name.Length > 0 && System.IO.File.Exists(file) ? file : null;
    }

    /// <returns>The release's second file, which also holds the plans; the file itself where the release has none. On a server a release is one.</returns>
    public static string WithPlans(DataFolder folder, string file)
    {
        var whole = Path.Combine(folder.InternalReleases, Path.GetFileName(file));
        return folder.Server is null && System.IO.File.Exists(whole) ? whole : file;
    }

    /// <summary>Opens a release, for the service.</summary>
    /// <param name="folder">The installation.</param>
    /// <param name="file">Its public file or, on a server, its name.</param>
    /// <param name="keepsAnswers">One that keeps its answers grows with every new question, so it is for a job of many reports and closed after it.</param>
    /// <param name="withPlans">Whether its plans are in reach.</param>
    /// <exception cref="WarehouseUnavailableException">It cannot be opened.</exception>
    public static Release Open(DataFolder folder, string file, bool keepsAnswers = false, bool withPlans = true) => folder.Server is { } server
        ? Open(ServerRelease.Open(server, file), file, keepsAnswers, hidesPlans: !withPlans)
        : Open(withPlans ? WithPlans(folder, file) : file, keepsAnswers);

    /// <summary>Opens the file of a release.</summary>
    /// <exception cref="WarehouseUnavailableException">It cannot be opened.</exception>
    public static Release Open(string file, bool keepsAnswers = false) => Open(EmbeddedRelease.Open(file), file, keepsAnswers);

    private static Release Open(ReleaseReader reader, string file, bool keepsAnswers, bool hidesPlans = false)
    {
        try
        {
            return new Release(reader, file, keepsAnswers) { HidesPlans = hidesPlans };
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private ILookup<string, NotDerivable> ReadPartialEditions() => Read(
        """
        select
            c.index_code,
            c.year,
            c.n_held,
            c.n_provinces
        from coverage c
        join item t
            on t.index_code = c.index_code
           and t.year = c.year
           and t.item_code = c.item_code
           and t.level = 'total'
        where c.is_whole = 0
        order by c.index_code, c.year
        """,
        r => (Index: r.GetString(0), Gap: new NotDerivable(r.GetInt32(1), (int)r.GetInt64(2), (int)r.GetInt64(3))))
        .ToLookup(row => row.Index, row => row.Gap);

    /// <summary>What is asked under a key: once where answers are kept, else each time anew.</summary>
    internal T Once<T>(object key, Func<T> ask)
        where T : notnull => kept is null ? ask() : kept.Of(key, ask);

    /// <summary>Runs one of our own texts, with parameters @name.</summary>
    internal List<T> Read<T>(string sql, Func<DbDataReader, T> read, IReadOnlyDictionary<string, object>? parameters = null)
    {
        Asked?.Invoke(new CompiledQuery(sql, parameters ?? NoParameters));
        return reader.Read(sql, read, parameters ?? NoParameters);
    }

    public void Dispose() => reader.Dispose();
}

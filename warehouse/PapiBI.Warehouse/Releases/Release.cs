using System.Collections.Concurrent;
using System.Data.Common;
using DuckDB.NET.Data;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Views;

namespace PapiBI.Warehouse.Releases;

/// <summary>A published release, open read-only, for any thread. Loading and publishing go on beside it unseen.</summary>
public sealed class Release : IDisposable
{
    private readonly ConcurrentStack<DuckDBConnection> free = [];
    private readonly ConcurrentBag<DuckDBConnection> all = [];
    private readonly DuckDBConnection first;
    private readonly bool hasOlderViews;
    private readonly KeptAnswers? kept;
    private readonly Lazy<ILookup<string, NotDerivable>> partialEditions;

    private Release(DuckDBConnection connection, string file, bool keepsAnswers)
    {
        first = connection;
        all.Add(first);
        kept = keepsAnswers ? new KeptAnswers() : null;
        File = file;
        partialEditions = new(ReadPartialEditions);
        hasOlderViews = HasOlderViews();
        LayTodaysViews(first);
        free.Push(first);
        (Id, PublishedAt) = Read("select release_id, published_at from release", r => (r.GetInt32(0), new DateTimeOffset(DateTime.SpecifyKind(r.GetDateTime(1), DateTimeKind.Utc))))[0];
    }

    /// <summary>By index code, in the order of years: the editions that are not held whole. Read once, as every question that ranks asks for them.</summary>
    internal ILookup<string, NotDerivable> PartialEditions => partialEditions.Value;

    /// <summary>Whether a question is asked for all provinces and its answer kept: for many reports of one release.</summary>
    internal bool KeepsAnswers => kept is not null;

    public string File { get; }
    public int Id { get; }
    public DateTimeOffset PublishedAt { get; }
    public Dialect Dialect => Dialect.DuckDb;

    /// <returns>The file of the current release; null where nothing was published yet or its file is gone: publish again.</returns>
    public static string? CurrentFile(DataFolder folder)
    {
        var name = System.IO.File.Exists(folder.CurrentRelease) ? System.IO.File.ReadAllText(folder.CurrentRelease) : "";
        var file = Path.Combine(folder.Releases, name);
        return name.Length > 0 && System.IO.File.Exists(file) ? file : null;
    }

    /// <returns>The release's second file, which also holds the plans; the file itself where the release has none.</returns>
    public static string WithPlans(DataFolder folder, string file)
    {
        var whole = Path.Combine(folder.InternalReleases, Path.GetFileName(file));
        return System.IO.File.Exists(whole) ? whole : file;
    }

    /// <summary>Opens a release; one that keeps its answers grows with every new question, so it is for a job of many reports and closed after it.</summary>
    public static Release Open(string file, bool keepsAnswers = false)
    {
        // One thread: sums of doubles then always run in one order, so the same release gives the same bytes of a report.
        var opening = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = file, ["ACCESS_MODE"] = "READ_ONLY", ["threads"] = 1 }.ConnectionString);
        try
        {
            opening.Open();
            if (OlderRelease.IsOlder(opening))
            {
                opening.Dispose();
                opening = OlderRelease.Open(file);
            }

            return new Release(opening, file, keepsAnswers);
        }
        catch (DuckDBException e)
        {
            opening.Dispose();
            throw new WarehouseUnavailableException(file, e);
        }
    }

    private bool HasOlderViews()
    {
        using var command = first.CreateCommand();
        command.CommandText = Dialect.Adapt("select j.sha256 from schema_journal j where j.script = @script");
        command.Parameters.Add(new DuckDBParameter("script", ViewScript.JournalEntry));
        return command.ExecuteScalar() as string != ViewScript.Sha256;
    }

    // A release keeps the views of the program that made it; a later program reads the same tables through its own.
    private void LayTodaysViews(DuckDBConnection connection)
    {
        foreach (var view in hasOlderViews ? ViewScript.All : [])
        {
            using var command = connection.CreateCommand();
            command.CommandText = view.Create.Replace("create view ", "create temp view ", StringComparison.Ordinal);
            command.ExecuteNonQuery();
        }
    }

    // To the same engine: a second connection to its file shares it, one to memory has to be asked for.
    private DuckDBConnection Connect()
    {
        var another = first.ConnectionString.Contains(DuckDBConnectionStringBuilder.InMemoryDataSource, StringComparison.Ordinal) ? first.Duplicate() : new DuckDBConnection(first.ConnectionString);
        all.Add(another);
        if (another.State != System.Data.ConnectionState.Open)
        {
            another.Open();
        }

        LayTodaysViews(another);
        return another;
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
        // A connection answers one question at a time; another of the same engine answers beside it.
        var asked = free.TryPop(out var connected) ? connected : Connect();
        try
        {
            using var command = asked.CreateCommand();
            command.CommandText = Dialect.Adapt(sql);
            foreach (var (name, value) in parameters ?? new Dictionary<string, object>())
            {
                command.Parameters.Add(new DuckDBParameter(name, value));
            }

            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        finally
        {
            free.Push(asked);
        }
    }

    public void Dispose()
    {
        foreach (var connected in all)
        {
            connected.Dispose();
        }
    }
}

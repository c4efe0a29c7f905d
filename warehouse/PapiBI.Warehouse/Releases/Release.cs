using System.Data.Common;
using DuckDB.NET.Data;
using PapiBI.Warehouse.Dialects;

namespace PapiBI.Warehouse.Releases;

/// <summary>A published release, open read-only. Loading and publishing go on beside it unseen.</summary>
public sealed class Release : IDisposable
{
    private readonly DuckDBConnection connection;

    private Release(DuckDBConnection connection, string file)
    {
        this.connection = connection;
        File = file;
        (Id, PublishedAt) = Read("select release_id, published_at from release", r => (r.GetInt32(0), new DateTimeOffset(DateTime.SpecifyKind(r.GetDateTime(1), DateTimeKind.Utc))))[0];
    }

    public string File { get; }
    public int Id { get; }
    public DateTimeOffset PublishedAt { get; }
    public Dialect Dialect => Dialect.DuckDb;

    /// <returns>The file of the current release; null where nothing was published yet.</returns>
    public static string? CurrentFile(DataFolder folder) =>
        System.IO.File.Exists(folder.CurrentRelease) ? Path.Combine(folder.Releases, System.IO.File.ReadAllText(folder.CurrentRelease)) : null;

    // One thread: sums of doubles then always run in one order, so the same release gives the same bytes of a report.
    public static Release Open(string file)
    {
        var opening = new DuckDBConnection($"DataSource={file};ACCESS_MODE=READ_ONLY;threads=1");
        try
        {
            opening.Open();
            return new Release(opening, file);
        }
        catch (DuckDBException e)
        {
            opening.Dispose();
            throw new WarehouseUnavailableException(file, e);
        }
    }

    /// <summary>Runs one of our own texts, with parameters @name.</summary>
    internal List<T> Read<T>(string sql, Func<DbDataReader, T> read, IReadOnlyDictionary<string, object>? parameters = null)
    {
        using var command = connection.CreateCommand();
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

    public void Dispose() => connection.Dispose();
}

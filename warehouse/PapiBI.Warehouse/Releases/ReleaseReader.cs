using System.Data.Common;
using PapiBI.Warehouse.Dialects;

namespace PapiBI.Warehouse.Releases;

/// <summary>Reads one release on one engine, for any thread.</summary>
internal abstract class ReleaseReader : IDisposable
{
    public abstract Dialect Dialect { get; }

    /// <summary>Runs one of our own texts, with parameters @name.</summary>
    public abstract List<T> Read<T>(string sql, Func<DbDataReader, T> read, IReadOnlyDictionary<string, object> parameters);

    public abstract void Dispose();

    protected static List<T> ReadAll<T>(DbCommand command, Func<DbDataReader, T> read, IReadOnlyDictionary<string, object> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}

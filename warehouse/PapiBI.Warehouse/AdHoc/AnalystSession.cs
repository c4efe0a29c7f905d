using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Warehouse.AdHoc;

/// <summary>An analyst's session on a server for one question: it names a release, reads a snapshot, and is closed with the question.</summary>
public sealed class AnalystSession : QuestionSession
{
    // Ours come first: the driver's are for a server that does not heed a cancel.
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(5);

    private const int LongestShortText = 8_000;

    private readonly SqlConnection connection;
    private readonly ServerAddress address;
    private readonly AdHocLimits limits;
    private readonly TSqlGate gate = new(AnalystServer.Views);

    // Guards the command: a cancel must never reach one that is being closed.
    private readonly Lock closing = new();
    private SqlCommand? command;
    private bool[] isLongText = [];
    private int end;

    internal AnalystSession(SqlConnection connection, ServerAddress address, AdHocLimits limits) => (this.connection, this.address, this.limits) = (connection, address, limits);

    public override Refusal? Check(string sql)
    {
        var judged = gate.Judge(sql);
        end = judged.End;
        return judged.Refusal;
    }

    /// <summary>Runs what <see cref="Check"/> has let through, with one thread: in a parallel plan the release might not be told rightly.</summary>
    public override DbDataReader Stream(string sql)
    {
        lock (closing)
        {
            command = connection.CreateCommand();
            command.CommandText = sql[..end] + ServerRelease.OneThread;
            command.CommandTimeout = (int)Math.Ceiling((limits.Timeout + limits.Grace + Later).TotalSeconds);
        }

        var reader = command.ExecuteReader(CommandBehavior.SequentialAccess | CommandBehavior.SingleResult);
        isLongText = [.. reader.GetColumnSchema().Select(column => column.DataType == typeof(string) && column.ColumnSize is null or > LongestShortText or < 0)];
        return reader;
    }

    public override void Interrupt()
    {
        lock (closing)
        {
            command?.Cancel();
        }
    }

    public override void Dispose()
    {
        lock (closing)
        {
            command?.Dispose();
            command = null;
        }

        // Not given back to a pool: the server ends the session with it.
        connection.Dispose();
    }

    internal override Refusal ToRefusal(DbException error, string sql) => AnalystError.ToRefusal((SqlException)error, sql, address, limits);

    internal override string AsText(string column) => $"cast({column} as nvarchar(4000))";

    // A text of any length is never taken whole before its length is known.
    internal override object? Value(DbDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
        {
            return null;
        }

        if (reader.GetFieldType(column) == typeof(byte[]))
        {
            return Bytes(reader, column);
        }

        if (!isLongText[column])
        {
            return reader.GetValue(column);
        }

        using var text = reader.GetTextReader(column);
        var (whole, part) = (new System.Text.StringBuilder(), new char[4096]);
        for (int count; (count = text.Read(part)) > 0;)
        {
            whole.Append(part.AsSpan(0, count));
            if (whole.Length > limits.LongestCell)
            {
                throw new LongValueException(column);
            }
        }

        return whole.ToString();
    }

    private byte[] Bytes(DbDataReader reader, int column)
    {
        using var source = reader.GetStream(column);
        using var whole = new MemoryStream();
        var part = new byte[8192];
        for (int count; (count = source.Read(part)) > 0;)
        {
            whole.Write(part, 0, count);
            if (whole.Length > limits.LongestCell)
            {
                throw new LongValueException(column);
            }
        }

        return whole.ToArray();
    }
}

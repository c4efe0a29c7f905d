using System.Data.Common;

namespace PapiBI.Warehouse.AdHoc;

/// <summary>What answers one question and then goes: an engine over a release file, or an analyst's session on a server.</summary>
public abstract class QuestionSession : IDisposable
{
    /// <summary>Null if the statement is one harmless SELECT over the release.</summary>
    public abstract Refusal? Check(string sql);

    /// <summary>Runs the text as it is, past the gate: rows stream.</summary>
    public abstract DbDataReader Stream(string sql);

    /// <summary>Ends what runs now. One that comes before anything runs is forgotten.</summary>
    public abstract void Interrupt();

    public abstract void Dispose();

    /// <summary>What the engine said, put for the analyst.</summary>
    internal abstract Refusal ToRefusal(DbException error, string sql);

    /// <summary>How a column is written as a text.</summary>
    internal abstract string AsText(string column);

    /// <summary>A value of the row that the reader stands on; null stands for NULL.</summary>
    internal abstract object? Value(DbDataReader reader, int column);
}

/// <summary>There is no session to ask in, for a reason that the analyst is told.</summary>
internal sealed class SessionRefusedException(Refusal refusal, Exception? inner = null) : Exception(refusal.Message.En, inner)
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>A value is longer than an answer may hold.</summary>
internal sealed class LongValueException(int column) : Exception("A value is too long.")
{
    public int Column { get; } = column;
}

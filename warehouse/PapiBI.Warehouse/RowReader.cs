using System.Collections;
using System.Data.Common;

namespace PapiBI.Warehouse;

/// <summary>Rows as a bulk load reads them, one at a time, so that any number of them needs no memory.</summary>
internal sealed class RowReader(IEnumerable<object?[]> rows) : DbDataReader
{
    private readonly IEnumerator<object?[]> all = rows.GetEnumerator();
    private bool isAtFirst;
    private int? width;

    /// <summary>That of the first row, which all share; 0 without rows.</summary>
    public override int FieldCount => Width();

    public override bool HasRows => Width() > 0;

    public override int Depth => 0;
    public override bool IsClosed => false;
    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => throw new NotSupportedException("Columns have places only.");

    public override bool Read()
    {
        if (!HasRows)
        {
            return false;
        }

        if (isAtFirst)
        {
            isAtFirst = false;
            return true;
        }

        return all.MoveNext();
    }

    public override object GetValue(int ordinal) => all.Current[ordinal] switch
    {
        null => DBNull.Value,
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        var value => value,
    };

    public override int GetValues(object[] values)
    {
        var filled = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < filled; i++)
        {
            values[i] = GetValue(i);
        }

        return filled;
    }

    public override bool IsDBNull(int ordinal) => all.Current[ordinal] is null;

    public override bool NextResult() => false;

    // The table that takes them has the types; a null of the first row says nothing of the rows below.
    public override Type GetFieldType(int ordinal) => typeof(object);

    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    public override string GetName(int ordinal) => $"c{ordinal}";

    public override int GetOrdinal(string name) => throw new NotSupportedException("Columns have places only.");

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);

    public override byte GetByte(int ordinal) => (byte)GetValue(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override char GetChar(int ordinal) => (char)GetValue(ordinal);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => (decimal)GetValue(ordinal);

    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);

    public override float GetFloat(int ordinal) => (float)GetValue(ordinal);

    public override Guid GetGuid(int ordinal) => (Guid)GetValue(ordinal);

    public override short GetInt16(int ordinal) => (short)GetValue(ordinal);

    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);

    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);

    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    public override IEnumerator GetEnumerator() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        all.Dispose();
        base.Dispose(disposing);
    }

    // Known once the first row is there, which is then held until it is read.
    private int Width()
    {
        if (width is null)
        {
            isAtFirst = all.MoveNext();
            width = isAtFirst ? all.Current.Length : 0;
        }

        return width.Value;
    }
}

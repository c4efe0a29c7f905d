using System.Collections;
using System.Data.Common;

namespace PapiBI.Warehouse;

/// <summary>Rows as a bulk load reads them, one at a time, so that any number of them needs no memory.</summary>
internal sealed class RowReader(IEnumerable<object?[]> rows) : DbDataReader
{
    private readonly IEnumerator<object?[]> all = rows.GetEnumerator();
    private bool isAtFirst;
    private bool hasRows;
    private bool isOpened;

    public override int FieldCount => HasRows ? all.Current.Length : 0;

    public override bool HasRows
    {
        get
        {
            if (!isOpened)
            {
                isOpened = true;
                isAtFirst = hasRows = all.MoveNext();
            }

            return hasRows;
        }
    }

    public override int Depth => 0;
    public override bool IsClosed => false;
    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => throw new NotSupportedException("Columns have places only.");

    public override bool Read()
    {
        if (HasRows && isAtFirst)
        {
            isAtFirst = false;
            return true;
        }

        return hasRows && all.MoveNext();
    }

    public override object GetValue(int ordinal) => all.Current[ordinal] switch
    {
        null => DBNull.Value,
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        var value => value,
    };

    public override int GetValues(object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = GetValue(i);
        }

        return values.Length;
    }

    public override bool IsDBNull(int ordinal) => all.Current[ordinal] is null;

    public override bool NextResult() => false;

    public override Type GetFieldType(int ordinal) => GetValue(ordinal).GetType();

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
}

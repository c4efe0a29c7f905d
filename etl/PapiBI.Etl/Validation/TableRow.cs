using System.Globalization;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>
/// Reads the cells of one row. Whatever cannot be read becomes an issue and leaves the row unsound; the value then returned means nothing.
/// </summary>
internal sealed class TableRow(Table table, RawRow row)
{
    public bool IsSound { get; private set; } = true;

    public Origin Origin { get; } = row[0].Origin;

    /// <summary>Blank where the table lacks the column, which has been reported once for all rows.</summary>
    public RawCell Cell(string column)
    {
        if (table.Has(column))
        {
            return table.Cell(row, column);
        }

        IsSound = false;
        return new RawCell("", Origin);
    }

    public void Refuse(string code, RawCell cell, string vi, string en)
    {
        IsSound = false;
        table.Faults.Error(code, cell.Origin, vi, en);
    }

    public string TextOrEmpty(string column)
    {
        RawCell cell = table.Has(column) ? Cell(column) : new RawCell("", Origin);
        if (!SafeText.Check(cell, table.Faults))
        {
            IsSound = false;
        }

        return cell.Text;
    }

    public string Text(string column)
    {
        string text = TextOrEmpty(column);
        if (text.Length == 0)
        {
            RefuseBlank(column);
        }

        return text;
    }

    public string? TextOrNone(string column) => TextOrEmpty(column) is { Length: > 0 } text ? text : null;

    public string ProvinceCode(string column) => ProvinceNames.CodeOf(Text(column));

    public double? NumberOrNone(string column)
    {
        RawCell cell = Cell(column);
        if (Numbers.TryRead(cell, out ReadNumber number, out Text reason) && number.OutOf is null)
        {
            return number.Value;
        }

        Refuse(IssueCodes.NotANumber, cell, reason.Vi ?? $"“{cell.Shown}” không phải là số trơn.", reason.En ?? $"“{cell.Shown}” is not a plain number.");
        return null;
    }

    public double Number(string column) => Required(column, NumberOrNone(column));

    public long? WholeOrNone(string column)
    {
        double? number = NumberOrNone(column);
        if (number is null || (number == Math.Truncate(number.Value) && Math.Abs(number.Value) < 1e15))
        {
            return (long?)number;
        }

        RawCell cell = Cell(column);
        Refuse(IssueCodes.NotWhole, cell,
            $"“{cell.Shown}” phải là số nguyên, không có dấu phân cách hàng nghìn.",
            $"“{cell.Shown}” must be a whole number, without marks between thousands.");
        return null;
    }

    public int SmallWhole(string column) => Required(column, SmallWholeOrNone(column));

    public int? SmallWholeOrNone(string column)
    {
        long? number = WholeOrNone(column);
        if (number is null or (>= 0 and <= 9999))
        {
            return (int?)number;
        }

        RawCell cell = Cell(column);
        Refuse(IssueCodes.NotWhole, cell, $"“{cell.Shown}” phải từ 0 đến 9999.", $"“{cell.Shown}” must lie between 0 and 9999.");
        return null;
    }

    public DateOnly? DateOrNone(string column)
    {
        RawCell cell = Cell(column);
        if (cell.IsBlank)
        {
            return null;
        }

        if (DateOnly.TryParseExact(cell.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            return date;
        }

        Refuse(IssueCodes.BadDate, cell,
            $"“{cell.Shown}” không phải là ngày; hãy viết năm-tháng-ngày, như 2025-07-01.",
            $"“{cell.Shown}” is not a date; write year-month-day, such as 2025-07-01.");
        return null;
    }

    public DateOnly Date(string column) => Required(column, DateOrNone(column));

    public bool YesNo(string column)
    {
        string text = Text(column);
        if (text is not ("0" or "1" or ""))
        {
            Refuse(IssueCodes.NotYesOrNo, Cell(column), $"“{text}” phải là 1 (có) hoặc 0 (không).", $"“{text}” must be 1 (yes) or 0 (no).");
        }

        return text == "1";
    }

    private T Required<T>(string column, T? value)
        where T : struct
    {
        if (value is null && table.Has(column) && IsMissing(Cell(column)))
        {
            RefuseBlank(column);
        }

        return value.GetValueOrDefault();
    }

    private static bool IsMissing(RawCell cell) => Numbers.TryRead(cell, out ReadNumber number, out _) && number.Value is null;

    private void RefuseBlank(string column)
    {
        if (table.Has(column))
        {
            Refuse(IssueCodes.ValueMissing, Cell(column), $"ô trống; cột “{column}” bắt buộc phải có giá trị.", $"the cell is blank; the column “{column}” needs a value.");
        }
    }
}

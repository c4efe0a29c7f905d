using PapiBI.Etl.Parsing;
using PapiBI.Etl.Sources;

namespace PapiBI.Etl.Validation;

/// <summary>The rows of a file under known column names. Opening it reports every column that is missing, unknown or there twice.</summary>
internal sealed class Table
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    private Table(FileContents contents, Faults faults)
    {
        Contents = contents;
        Faults = faults;
    }

    public FileContents Contents { get; }

    public Faults Faults { get; }

    public IEnumerable<TableRow> Rows => Contents.Rows.Select(row => new TableRow(this, row));

    public static Table Open(FileContents contents, IEnumerable<string> required, IEnumerable<string> optional, Faults faults)
    {
        var table = new Table(contents, faults);
        string[] needed = [.. required];
        table.ReadHeader([.. needed, .. optional]);
        foreach (string column in needed.Where(column => !table.Has(column)))
        {
            faults.Error(IssueCodes.ColumnMissing, contents.Header[0].Origin,
                $"thiếu cột “{column}”; hãy thêm cột này vào dòng tiêu đề.",
                $"the column “{column}” is missing; add it to the header row.");
        }

        table.CheckWidth();
        return table;
    }

    public bool Has(string column) => _columns.ContainsKey(column);

    public RawCell Cell(RawRow row, string column) => row[_columns[column]];

    private void ReadHeader(string[] known)
    {
        for (int i = 0; i < Contents.Header.Cells.Count; i++)
        {
            RawCell title = Contents.Header[i];
            if (title.IsBlank)
            {
                continue;
            }

            if (!known.Contains(title.Text, StringComparer.OrdinalIgnoreCase))
            {
                Faults.Error(IssueCodes.ColumnUnknown, title.Origin,
                    $"không có cột “{title.Shown}” trong loại bảng này; hãy sửa tên hoặc bỏ cột. Các cột: {string.Join(", ", known)}.",
                    $"there is no column “{title.Shown}” in this kind of table; correct the name or remove the column. Columns: {string.Join(", ", known)}.");
            }
            else if (!_columns.TryAdd(title.Text, i))
            {
                Faults.Error(IssueCodes.ColumnDuplicate, title.Origin,
                    $"cột “{title.Shown}” có hai lần; hãy giữ một.",
                    $"the column “{title.Shown}” is there twice; keep one.");
            }
        }
    }

    private void CheckWidth()
    {
        foreach (RawCell stray in Contents.Rows.SelectMany(Strays))
        {
            Faults.Error(IssueCodes.CellOutsideTable, stray.Origin,
                $"“{stray.Shown}” đứng ở cột không có tiêu đề; hãy đặt tên cột hoặc xóa ô. Ô có dấu phẩy trong tệp CSV phải nằm trong ngoặc kép.",
                $"“{stray.Shown}” stands in a column without a name; name the column or clear the cell. In a CSV file a cell that holds a comma stands in quotation marks.");
        }
    }

    /// <summary>In a text a row longer than the header has a separator too many, so that its values stand in the wrong columns.</summary>
    private IEnumerable<RawCell> Strays(RawRow row)
    {
        RawCell[] beside = [.. row.Cells.Where((cell, i) => !cell.IsBlank && Contents.Header[i].IsBlank)];
        int width = Contents.Header.Cells.Count;
        return beside.Length == 0 && row.Sheet.Length == 0 && row.Cells.Count > width ? [row[width]] : beside;
    }
}

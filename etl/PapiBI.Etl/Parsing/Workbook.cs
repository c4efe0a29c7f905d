using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Parsing;

/// <summary>Reads the sheets of an .xlsx workbook. Formulas count as the values saved with them.</summary>
internal static class Workbook
{
    private const double WholeNumbersEnd = 1e15;

    /// <summary>The reader under us asks for code page 1252 even where it needs none, and .NET has it only on request.</summary>
    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static IReadOnlyList<RawSheet> Read(byte[] bytes, ReadingLimits limits, Faults faults)
    {
        // The reader under us meets hostile files with whatever exception it happens to run into; to the sender all of them mean the same.
        try
        {
            return UnpacksWithin(bytes, limits, faults) ? Sheets(bytes, limits, faults) : [];
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Refusals.Damaged(faults);
            return [];
        }
    }

    /// <summary>Sizes that a zip file declares may be lies, so its parts are unpacked once and counted.</summary>
    private static bool UnpacksWithin(byte[] bytes, ReadingLimits limits, Faults faults)
    {
        using var package = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
        if (package.GetEntry("xl/workbook.xml") is null)
        {
            Refusals.NotAnXlsx(faults);
            return false;
        }

        byte[] buffer = new byte[81920];
        long unpacked = 0;
        foreach (ZipArchiveEntry part in package.Entries)
        {
            using Stream stream = part.Open();
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                unpacked += read;
                if (unpacked > limits.UnpackedBytes)
                {
                    Refusals.TooLarge(faults);
                    return false;
                }
            }
        }

        return true;
    }

    private static List<RawSheet> Sheets(byte[] bytes, ReadingLimits limits, Faults faults)
    {
        Dictionary<Origin, string> errors = Errors(bytes, limits);
        if (errors.Count > limits.Cells)
        {
            Refusals.TooLarge(faults);
            return [];
        }

        using IExcelDataReader reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes, writable: false));
        var sheets = new List<RawSheet>();
        int cells = 0;
        do
        {
            if (reader.RowCount > limits.Rows || reader.FieldCount > limits.Columns)
            {
                Refusals.TooLarge(faults);
                return [];
            }

            var rows = new List<RawRow>();
            while (reader.Read())
            {
                RawRow row = Row(reader, errors);
                cells += row.Cells.Count;
                if (cells > limits.Cells)
                {
                    Refusals.TooLarge(faults);
                    return [];
                }

                if (!row.IsBlank)
                {
                    rows.Add(row);
                }
            }

            sheets.Add(new RawSheet(reader.Name, rows));
        }
        while (reader.NextResult());

        return sheets;
    }

    private static RawRow Row(IExcelDataReader reader, Dictionary<Origin, string> errors)
    {
        int line = reader.Depth + 1;
        int width = reader.FieldCount;
        while (width > 0 && reader.IsDBNull(width - 1) && !errors.ContainsKey(Positions.Of(reader.Name, line, width)))
        {
            width--;
        }

        var cells = new RawCell[width];
        for (int i = 0; i < width; i++)
        {
            Origin origin = Positions.Of(reader.Name, line, i + 1);
            cells[i] = errors.TryGetValue(origin, out string? error) ? RawCell.Of(error, origin) : Cell(reader, i, origin);
        }

        return new RawRow(reader.Name, line, cells);
    }

    private static Dictionary<Origin, string> Errors(byte[] bytes, ReadingLimits limits)
    {
        using var package = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
        return ValuelessCells.Read(package, limits.Cells);
    }

    private static RawCell Cell(IExcelDataReader reader, int index, Origin origin) =>
        reader.GetValue(index) switch
        {
            null => RawCell.Of("", origin),
            string text => RawCell.Of(text, origin),
            double number => RawCell.Of(TextOf(number), origin, number),
            int number => RawCell.Of(TextOf(number), origin, number),
            DateTime date => RawCell.Of(date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), origin),
            bool truth => RawCell.Of(truth ? "1" : "0", origin),
            object other => RawCell.Of(Convert.ToString(other, CultureInfo.InvariantCulture) ?? "", origin),
        };

    /// <summary>Reads back as the same number; whole numbers (codes, years) without an exponent.</summary>
    private static string TextOf(double number) =>
        Math.Abs(number) < WholeNumbersEnd && number == Math.Truncate(number)
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
}

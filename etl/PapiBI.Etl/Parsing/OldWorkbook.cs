using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ExcelDataReader;
using PapiBI.Etl.Sources;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Parsing;

/// <summary>Reads the sheets of an .xls workbook of Excel 97 or later.</summary>
internal static class OldWorkbook
{
    /// <summary>The reader under us asks for code page 1252 even where it needs none, and .NET has it only on request.</summary>
    static OldWorkbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static bool IsOne(ReadOnlySpan<byte> bytes) => bytes.StartsWith(CompoundFile.Start);

    public static IReadOnlyList<RawSheet> Sheets(byte[] bytes, ReadingLimits limits)
    {
        Dictionary<string, byte[]> streams = CompoundFile.Read(bytes, "Workbook", "Book", "EncryptedPackage");
        if (streams.ContainsKey("EncryptedPackage"))
        {
            throw new UnwantedWorkbookException(Refusals.Encrypted);
        }

        byte[] workbook = streams.GetValueOrDefault("Workbook") ?? throw new UnwantedWorkbookException(Refusals.NotAWorkbook);
        Dictionary<Origin, string> errors = OldErrors.Read(workbook);

        // The reader under us gets the stream itself: chains of sectors that run in circles end here.
        using IExcelDataReader reader = ExcelReaderFactory.CreateBinaryReader(new MemoryStream(workbook, writable: false));
        var sheets = new List<RawSheet>();
        int cells = 0;
        do
        {
            var rows = new List<RawRow>();
            MergedCells[] merged = [.. (reader.MergeCells ?? []).Select(cells => new MergedCells(cells.FromRow + 1, cells.FromColumn + 1, cells.ToRow + 1, cells.ToColumn + 1))];
            if (reader.RowCount > limits.Rows || reader.FieldCount > limits.Columns)
            {
                throw new UnwantedWorkbookException(Refusals.TooLarge);
            }

            while (reader.Read())
            {
                RawRow row = Row(reader, errors);
                cells += row.Cells.Count;
                if (cells > limits.Cells)
                {
                    throw new UnwantedWorkbookException(Refusals.TooLarge);
                }

                if (!row.IsBlank)
                {
                    rows.Add(row);
                }
            }

            sheets.Add(new RawSheet(reader.Name ?? "", rows, reader.VisibleState != "visible", merged));
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

    private static RawCell Cell(IExcelDataReader reader, int index, Origin origin) =>
        reader.GetValue(index) switch
        {
            null => RawCell.Of("", origin),
            string text => RawCell.Of(text, origin),
            double number => Workbook.Number(number, FormatOf(reader, index), origin),
            int number => Workbook.Number(number, FormatOf(reader, index), origin),
            DateTime date => Workbook.Moment(date, origin) with { IsMonth = NumberFormats.Of(reader.GetNumberFormatString(index) ?? "") == NumberFormat.Month },
            bool truth => Workbook.Truth(truth, origin),
            object other => RawCell.Of(Convert.ToString(other, CultureInfo.InvariantCulture) ?? "", origin),
        };

    private static NumberFormat FormatOf(IExcelDataReader reader, int index) =>
        NumberFormats.Of(reader.GetNumberFormatString(index) ?? "") == NumberFormat.Percent ? NumberFormat.Percent : NumberFormat.Plain;
}

/// <summary>The cells of an .xls workbook that hold an Excel error. The workbook reader shows them as blank, and blank means "no score".</summary>
internal static class OldErrors
{
    private const int Start = 0x0809;
    private const int End = 0x000A;
    private const int Password = 0x002F;
    private const int Sheet = 0x0085;
    private const int Formula = 0x0006;
    private const int Text = 0x0207;
    private const int SharedFormula = 0x04BC;
    private const int TruthOrError = 0x0205;
    private const int Excel97 = 0x0600;

    public static Dictionary<Origin, string> Read(ReadOnlySpan<byte> workbook)
    {
        var found = new Dictionary<Origin, string>();
        if (Number(workbook, 0) != Start || Number(workbook, 4) != Excel97)
        {
            throw new UnwantedWorkbookException(Refusals.NotAWorkbook);
        }

        for (int at = 0; Kind(workbook, at) is int kind and not End; at = After(workbook, at))
        {
            ReadOnlySpan<byte> content = Content(workbook, at);
            if (kind == Password)
            {
                throw new UnwantedWorkbookException(Refusals.Encrypted);
            }

            if (kind == Sheet)
            {
                Encoding letters = (content[7] & 1) == 0 ? Encoding.Latin1 : Encoding.Unicode;
                int length = content[6] * ((content[7] & 1) + 1);
                ReadSheet(workbook, BinaryPrimitives.ReadInt32LittleEndian(content), letters.GetString(content.Slice(8, length)), found);
            }
        }

        return found;
    }

    private static void ReadSheet(ReadOnlySpan<byte> workbook, int start, string name, Dictionary<Origin, string> found)
    {
        for (int at = After(workbook, start); Kind(workbook, at) is int kind and not End and not Start; at = After(workbook, at))
        {
            ReadOnlySpan<byte> content = Content(workbook, at);
            int? error = kind switch
            {
                TruthOrError when content[7] != 0 => content[6],
                Formula when Number(content, 12) == 0xFFFF && content[6] == 2 => content[8],
                Formula when Number(content, 12) == 0xFFFF && content[6] == 0 && !IsFollowedByText(workbook, at) => -1,
                _ => null,
            };
            if (error is int code)
            {
                found[Positions.Of(name, Number(content, 0) + 1, Number(content, 2) + 1)] = NameOf(code);
            }
        }
    }

    private static bool IsFollowedByText(ReadOnlySpan<byte> workbook, int formula)
    {
        int next = After(workbook, formula);
        return Kind(workbook, Kind(workbook, next) == SharedFormula ? After(workbook, next) : next) == Text;
    }

    private static string NameOf(int code) => code switch
    {
        -1 => "#CALC!",
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#ERROR!",
    };

    private static int Kind(ReadOnlySpan<byte> workbook, int record) => Number(workbook, record);

    private static int After(ReadOnlySpan<byte> workbook, int record) => record + 4 + Number(workbook, record + 2);

    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> workbook, int record) => workbook.Slice(record + 4, Number(workbook, record + 2));

    private static int Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}

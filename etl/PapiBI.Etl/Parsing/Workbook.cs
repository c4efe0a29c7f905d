using System.Globalization;
using System.IO.Compression;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Parsing;

/// <summary>
/// The sheets of a workbook, .xlsx or .xls. Formulas count as the values saved with them. Rows are read when a sheet is asked for them;
/// what is wrong with them is then told, once, to the faults of the file, and all rows end there.
/// </summary>
internal sealed class Workbook(ReadingLimits limits, Faults faults)
{
    private const double WholeNumbersEnd = 1e15;

    private int _cells;
    private bool _isRefused;

    public static IReadOnlyList<RawSheet> Read(byte[] bytes, ReadingLimits limits, Faults faults) => new Workbook(limits, faults).Sheets(bytes);

    /// <summary>A number as the cell shows it, as far as its meaning goes: a number, a percentage or a moment.</summary>
    public static RawCell Number(double number, NumberFormat format, Origin origin) => format switch
    {
        NumberFormat.Moment or NumberFormat.Month when number is >= 0 and < 2_958_466 => Moment(DateTime.FromOADate(number), origin) with { IsMonth = format == NumberFormat.Month },
        NumberFormat.Percent when Math.Abs(number) < WholeNumbersEnd => RawCell.Of(TextOf((double)((decimal)number * 100)) + "%", origin, number) with { IsPercent = true },
        _ => RawCell.Of(TextOf(number), origin, number),
    };

    public static RawCell Moment(DateTime moment, Origin origin) =>
        RawCell.Of(moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), origin);

    public static RawCell Truth(bool truth, Origin origin) => RawCell.Of(truth ? "1" : "0", origin);

    private IReadOnlyList<RawSheet> Sheets(byte[] bytes)
    {
        IReadOnlyList<RawSheet> sheets = [];
        Try(() =>
        {
            sheets = OldWorkbook.IsOne(bytes) ? OldWorkbook.Sheets(bytes, limits) : OpenWorkbook.Sheets(new ZipArchive(new MemoryStream(bytes, writable: false)), limits);
            return sheets.DistinctBy(sheet => sheet.Name, StringComparer.OrdinalIgnoreCase).Count() == sheets.Count ? true : throw new InvalidDataException("Two sheets of one name.");
        });
        return _isRefused ? [] : [.. sheets.Select(sheet => new RawSheet(sheet.Name, Counted(sheet), sheet.IsHidden, Merged(sheet)))];
    }

    private IEnumerable<MergedCells> Merged(RawSheet sheet)
    {
        IReadOnlyList<MergedCells> merged = [];
        Try(() =>
        {
            merged = sheet.Merged;
            return true;
        });
        foreach (MergedCells cells in merged)
        {
            yield return cells;
        }
    }

    private IEnumerable<RawRow> Counted(RawSheet sheet)
    {
        using IEnumerator<RawRow> rows = sheet.Read().GetEnumerator();
        while (Try(rows.MoveNext))
        {
            _cells += rows.Current.Cells.Count;
            if (_cells > limits.Cells)
            {
                Refuse(Refusals.TooLarge);
                yield break;
            }

            yield return rows.Current;
        }
    }

    /// <summary>Hostile files end in whatever exception they happen to run into; to the sender all of them mean the same.</summary>
    private bool Try(Func<bool> next)
    {
        try
        {
            return !_isRefused && next();
        }
        catch (UnwantedWorkbookException unwanted)
        {
            Refuse(unwanted.Say);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Refuse(Refusals.Damaged);
        }

        return false;
    }

    private void Refuse(Action<Faults> say)
    {
        _isRefused = true;
        say(faults);
    }

    /// <summary>Reads back as the same number; whole numbers (codes, years) without an exponent.</summary>
    private static string TextOf(double number) =>
        Math.Abs(number) < WholeNumbersEnd && number == Math.Truncate(number)
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A workbook is not read, for a reason that its sender should know.</summary>
internal sealed class UnwantedWorkbookException(Action<Faults> say) : Exception
{
    public Action<Faults> Say => say;
}

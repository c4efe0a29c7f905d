using OfficeOpenXml;
using PapiBI.Etl.Parsing;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Workbooks;

/// <summary>A workbook on its way back to the sender of a refused file.</summary>
public sealed record MendedFile(string Name, byte[] Bytes);

/// <summary>
/// The copy of a refused file in which its faults are marked: the faulty cells coloured, on each a comment, and a list of all in front.
/// Corrected, it is loaded as it stands: list, comments and colours need not be removed.
/// </summary>
public static class MendedCopy
{
    private const int MostIssues = 500;
    private const int LongestName = 70;
    private const string Ending = "-can-sua";

    /// <returns>Null where the file could not be opened, or its copy could not be read again.</returns>
    public static MendedFile? Make(FileReading reading, IReadOnlyList<Issue> issues, Language language)
    {
        if (reading.Sheets.All(sheet => sheet.Rows.Count == 0) || issues.Any(issue => issue.Code == IssueCodes.FileTooLarge))
        {
            return null;
        }

        MarkedIssue[] marked = MarkedIssue.Of(issues.Take(MostIssues), reading.Sheets);
        byte[]? copy = Try(() => KeptWorkbook.CanBeKept(reading.Bytes) ? KeptWorkbook.Open(reading) : null, isKept: true)
            ?? Try(() => RebuiltWorkbook.Of(reading.Sheets, language), isKept: false);
        return copy is null ? null : new MendedFile(NameOf(reading.File.Name), copy);

        byte[]? Try(Func<ExcelPackage?> open, bool isKept)
        {
            // The library under us meets hostile files with whatever exception it happens to run into; to us all of them mean the same.
            try
            {
                using ExcelPackage? package = open();
                if (package is null)
                {
                    return null;
                }

                string summary = FreeName(package.Workbook, language);
                CellMarks.Add(package.Workbook, marked, language);
                SummarySheet.Add(package.Workbook, summary, reading.File.Name, marked, issues, language);
                byte[] bytes = package.GetAsByteArray();
                return IsReadAgain(bytes, isKept ? reading.Sheets : null) ? bytes : null;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                return null;
            }
        }
    }

    /// <summary>Whether a sheet is the list of faults of a copy that comes back. It is known by its first cell.</summary>
    internal static bool IsSummary(RawSheet sheet) => sheet.Read().FirstOrDefault() is { Line: 1 } first && SummarySheet.IsTitle(first[0].Text);

    // "papi-2021-can-sua.xlsx", also where it comes back for the second time.
    private static string NameOf(string file)
    {
        string name = string.Concat(Path.GetFileNameWithoutExtension(file).Select(letter => char.IsControl(letter) || letter is '\\' or '/' or ':' ? '-' : letter));
        name = name.EndsWith(Ending, StringComparison.Ordinal) ? name[..^Ending.Length] : name;
        return (name.Length <= LongestName ? name : name[..LongestName]) + Ending + ".xlsx";
    }

    private static string FreeName(ExcelWorkbook workbook, Language language)
    {
        string wish = SummarySheet.Tab.In(language);
        string name = wish;
        for (int i = 2; workbook.Worksheets[name] is not null; i++)
        {
            name = $"{wish} ({i})";
        }

        return name;
    }

    // The proof that nothing was lost on the way through the library, and that the copy is within the limits.
    private static bool IsReadAgain(byte[] copy, IReadOnlyList<RawSheet>? original)
    {
        var faults = new Faults();
        IReadOnlyList<RawSheet> read = [.. Workbook.Read(copy, ReadingLimits.Default, faults).Where(sheet => !IsSummary(sheet))];
        return !faults.AnyError && (original is null || Texts(read).SequenceEqual(Texts(original)));
    }

    private static IEnumerable<(Origin, string)> Texts(IEnumerable<RawSheet> sheets) =>
        sheets.SelectMany(sheet => sheet.Rows).SelectMany(row => row.Cells).Where(cell => !cell.IsBlank).Select(cell => (cell.Origin, cell.Text));
}

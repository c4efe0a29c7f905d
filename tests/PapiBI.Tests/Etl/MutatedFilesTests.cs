using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl;

/// <summary>Files with random damage: refused or read, never a crash, and never a score that the file does not hold.</summary>
public sealed class MutatedFilesTests
{
    private const string Confusing = " ,;\"'\n\t.0123456789=-#%/*abc";

    [Fact]
    public void A_damaged_text_is_refused_or_read()
    {
        byte[] whole = Encoding.UTF8.GetBytes(SomeTable.Papi2020.Csv());
        foreach (int seed in Enumerable.Range(0, 100))
        {
            byte[] damaged = Damaged(whole, seed, 1 + (seed % 5));
            CheckOutcome(SomeTable.Read("papi.csv", damaged), seed);
        }
    }

    [Fact]
    public void A_damaged_workbook_is_refused_or_read()
    {
        byte[] whole = SomeTable.Sample("regions.csv").Xlsx();
        foreach (int seed in Enumerable.Range(0, 300))
        {
            CheckOutcome(SomeTable.Read("regions.xlsx", Damage.Of(whole, seed)), seed);
        }
    }

    [Fact]
    public void A_damaged_old_workbook_is_refused_or_read()
    {
        SomeTable table = SomeTable.Sample("regions.csv");
        byte[] whole = SomeOldWorkbook.Of("A", [.. table.Metadata.Select(line => (IReadOnlyList<object>)[line]), .. table.Rows]);
        foreach (int seed in Enumerable.Range(0, 300))
        {
            CheckOutcome(SomeTable.Read("regions.xls", Damage.Of(whole, seed)), seed);
        }
    }

    [Fact]
    public void A_number_that_is_read_of_a_damaged_workbook_stands_in_its_cell()
    {
        byte[] whole = SomeWorkbook.Of(("A", [.. Enumerable.Range(0, 10).Select(row => (IReadOnlyList<object>)["x", row * 1.25, row / 7.0])]));
        int read = 0;
        foreach (int seed in Enumerable.Range(0, 300))
        {
            byte[] damaged = Damage.Of(whole, seed);
            var faults = new Faults();
            Dictionary<string, double> ours = new FileReader().Sheets("a.xlsx", damaged, faults).SelectMany(sheet => sheet.Rows).SelectMany(row => row.Cells)
                .Where(cell => cell.Number is not null).ToDictionary(cell => cell.Origin.Position, cell => cell.Number!.Value, StringComparer.Ordinal);
            if (!faults.AnyError && NumbersIn(damaged) is { } numbers)
            {
                read++;
                Assert.All(ours, cell => Assert.True(!numbers.TryGetValue(cell.Key, out double number) || number == cell.Value, $"seed {seed}: {cell.Key} is {cell.Value}, not {number}"));
            }
        }

        Assert.InRange(read, 50, 250);
    }

    /// <summary>As another library reads them, which passes over what stands in a damaged namespace; null where it cannot.</summary>
    private static Dictionary<string, double>? NumbersIn(byte[] workbook)
    {
        try
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
            return document.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<Cell>())
                .Where(cell => double.TryParse(cell.CellValue?.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                .ToDictionary(cell => cell.CellReference!.Value!, cell => double.Parse(cell.CellValue!.Text, NumberStyles.Float, CultureInfo.InvariantCulture), StringComparer.Ordinal);
        }
        catch (Exception)
        {
            return null;
        }
    }

    [Fact]
    public void A_score_that_loads_stands_in_its_cell()
    {
        string[] lines = SomeTable.Papi2020.Csv().Split('\n');
        byte[] ninhThuan = Encoding.UTF8.GetBytes(lines[43]);
        string[] items = [.. SomeTable.Papi2020.Rows[0].Skip(2)];
        int read = 0;
        foreach (int seed in Enumerable.Range(0, 150))
        {
            string damaged = Encoding.UTF8.GetString(Damaged(ninhThuan, seed, 1));
            ReadResult result = SomeTable.Read("papi.csv", Encoding.UTF8.GetBytes(string.Join('\n', [.. lines[..43], damaged, .. lines[44..]])));
            ScoreRow[] scores = [.. result.Batch?.Rows.Cast<ScoreRow>().Where(row => row.ProvinceCode == "58") ?? []];
            read += scores.Length;

            string[] cells = damaged.Split(',');
            Assert.All(scores, row => Assert.Equal(double.Parse(cells[2 + Array.IndexOf(items, row.ItemCode)], NumberStyles.Float, CultureInfo.InvariantCulture), row.Score));
        }

        Assert.InRange(read, 29 * 10, 29 * 145);
    }

    private static void CheckOutcome(ReadResult result, int seed) =>
        Assert.True(result.Batch is not null || result.Issues.Any(issue => issue.Severity == Severity.Error), $"seed {seed}");

    private static byte[] Damaged(byte[] whole, int seed, int places)
    {
        var random = new Random(seed);
        byte[] damaged = [.. whole];
        for (int i = 0; i < places; i++)
        {
            damaged[random.Next(damaged.Length)] = seed % 2 == 0 ? (byte)random.Next(256) : (byte)Confusing[random.Next(Confusing.Length)];
        }

        return damaged;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using MiniExcelLibs;
using PapiBI.Etl.Described;
using PapiBI.Etl.Parsing;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Benchmarks;

/// <summary>
/// Thousands of damaged files: each is read or refused, never a crash, soon and within the memory; and what is read of a workbook
/// is what another reader reads, cell by cell.
/// </summary>
internal static class FuzzBenchmark
{
    private const int Inputs = 20_000;
    private const int EachOfficial = 40;
    private const double MostMegabytes = 512;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static ComparedRow Run()
    {
        ChildProcess run = ChildProcess.Run(Environment.ProcessPath!, "fuzz");
        return run.PeakMegabytes < MostMegabytes
            ? new ComparedRow("Damaged files", FormattableString.Invariant($"{run.Output}, at most {run.PeakMegabytes:0} MB"), "MiniExcel, cell by cell", "")
            : throw new InvalidOperationException(FormattableString.Invariant($"Damaged files took {run.PeakMegabytes:0} MB."));
    }

    /// <returns>Whether all went well; the line says how, the errors of the process which seeds did not.</returns>
    public static bool RunHere(TextWriter output, TextWriter errors)
    {
        byte[][] small = [SomeTable(0), SomeTable(1), Old(), Encoding.UTF8.GetBytes("# papibi: scores\nprovince_code,1.1\n58,\"6,71\"\n01,8.97\n")];
        byte[][] official = [.. OfficialFiles.All.Where(file => new FileInfo(file).Length < 130_000 || file.EndsWith(".xls", StringComparison.Ordinal)).Select(File.ReadAllBytes)];
        var known = new KnownToAll();
        var outcomes = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var running = new ConcurrentDictionary<int, long>();
        using var watch = new Timer(_ =>
        {
            foreach (var (seed, start) in running.Where(input => Stopwatch.GetElapsedTime(input.Value) > Longest))
            {
                Environment.FailFast($"Seed {seed} takes longer than {Longest}.");
            }
        }, null, 1000, 1000);
        long began = Stopwatch.GetTimestamp();
        Parallel.For(0, Inputs, seed =>
        {
            byte[] whole = official.Length > 0 && seed % EachOfficial == 0 ? official[seed / EachOfficial % official.Length] : small[seed % small.Length];
            running[seed] = Stopwatch.GetTimestamp();
            string outcome = Outcome(Damage.Of(whole, seed), known, out string about);
            running.TryRemove(seed, out _);
            outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);
            if (outcome is not ("read" or "refused"))
            {
                errors.WriteLine($"Seed {seed} {outcome}: {about}");
            }
        });
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        int Count(string outcome) => outcomes.GetValueOrDefault(outcome);
        output.WriteLine(FormattableString.Invariant($"{Inputs:N0} inputs, {Count("read"):N0} read, {Count("refused"):N0} refused, {Count("crashed")} crashed, {Count("differed")} differed, {Inputs / seconds:0} inputs/s"));
        return Count("crashed") + Count("differed") == 0;
    }

    private static string Outcome(byte[] file, KnownToAll known, out string about)
    {
        about = "";
        try
        {
            var faults = new Faults();
            string name = file is [0x50, 0x4B, ..] ? "some.xlsx" : file is [0xD0, 0xCF, ..] ? "some.xls" : "some.csv";
            Dictionary<string, string> ours = Cells(new FileReader().Sheets(name, file, faults));
            if (new FileReader().Read(name, file) is { Contents: null, Issues.Count: 0 })
            {
                about = "neither read nor refused";
                return "crashed";
            }

            if (faults.AnyError)
            {
                return "refused";
            }

            ReadResult loaded = BatchBuilder.Build(new FileReader(known.Descriptions).Read(name, file), known.Reference);
            about = name == "some.xlsx" && Others(file) is { } others ? Difference(ours, others) + Difference(loaded, others) : "";
            return about.Length == 0 ? "read" : "differed";
        }
        catch (Exception e)
        {
            about = e.ToString();
            return "crashed";
        }
    }

    private static Dictionary<string, string> Cells(IEnumerable<RawSheet> sheets) =>
        sheets.SelectMany(sheet => sheet.Rows).SelectMany(row => row.Cells).Where(cell => !cell.IsBlank).ToDictionary(
            cell => cell.Origin.ToString(), cell => cell.Number is double number ? number.ToString("R", CultureInfo.InvariantCulture) : cell.Text, StringComparer.Ordinal);

    /// <summary>What the other reader reads; null where it cannot.</summary>
    private static Dictionary<string, string>? Others(byte[] file)
    {
        try
        {
            var cells = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (string sheet in new MemoryStream(file).GetSheetNames())
            {
                int line = 0;
                foreach (IDictionary<string, object?> row in new MemoryStream(file).Query(sheetName: sheet).Cast<IDictionary<string, object?>>())
                {
                    line++;
                    foreach (var (column, value) in row)
                    {
                        cells[$"{sheet}!{column}{line}"] = value switch
                        {
                            double number => number.ToString("R", CultureInfo.InvariantCulture),
                            bool truth => truth ? "1" : "0",
                            DateTime moment => moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!.Normalize().Trim(),
                        };
                    }
                }
            }

            return cells;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static string Difference(Dictionary<string, string> ours, Dictionary<string, string> others) =>
        string.Join("; ", ours.Keys.Union(others.Keys)
            .Select(place => (place, Ours: ours.GetValueOrDefault(place, ""), Others: others.GetValueOrDefault(place, "")))
            .Where(cell => cell.Ours != cell.Others && !IsKnown(cell.Ours, cell.Others))
            .Take(3)
            .Select(cell => $"{cell.place} is “{cell.Ours}” to us and “{cell.Others}” to the other"));

    // Whatever became a score or a rank by a description stands in the cell that it names.
    private static string Difference(ReadResult loaded, Dictionary<string, string> others) =>
        string.Join("; ", loaded.Batches.SelectMany(batch => batch.Rows)
            .Select(row => (row.Origin, Value: row is ScoreRow score ? score.Score : row is PublishedRow { Measure: PublishedMeasure.Score or PublishedMeasure.Rank } figure ? figure.Value : null))
            .Where(row => row.Value is not null)
            .Select(row => (row.Origin, row.Value, Other: others.GetValueOrDefault(row.Origin.ToString(), "")))
            .Where(row => row.Other.Length > 0 && !(double.TryParse(row.Other, CultureInfo.InvariantCulture, out double other) && other == row.Value) && !(Numbers.TryRead(row.Other, out ReadNumber number, out _) && number.Value == row.Value))
            .Take(3)
            .Select(row => $"{row.Origin} became {row.Value} and is “{row.Other}” to the other"));

    /// <summary>
    /// Where the other is known to read less: it passes over errors, cells without a place and parts whose names are damaged,
    /// reads "8,97" as 897, the texts "1e5" and "1e999" as numbers, keeps "_x000D_" undecoded, and takes a day for its number where the names of the formats are damaged.
    /// </summary>
    private static bool IsKnown(string ours, string others) =>
        others.Length == 0
        || ours.StartsWith('#')
        || others == "_x000D_"
        || (double.TryParse(ours, CultureInfo.InvariantCulture, out double number) && number.ToString("R", CultureInfo.InvariantCulture).Replace("∞", "Infinity", StringComparison.Ordinal) == others)
        || (ours.Contains(',', StringComparison.Ordinal) && ours.Replace(",", "", StringComparison.Ordinal) == others)
        || (DateTime.TryParse(ours, CultureInfo.InvariantCulture, out DateTime moment) && moment.ToOADate().ToString("R", CultureInfo.InvariantCulture) == others);

    /// <summary>The shipped descriptions, and the provinces, editions and structures of the samples.</summary>
    private sealed class KnownToAll
    {
        public SourceDescriptions Descriptions { get; } = SourceDescriptions.Read(SourceDescriptions.ShippedFolder).Descriptions;

        public ReferenceData Reference { get; } = Samples.Known;
    }

    private static byte[] SomeTable(int days) => SomeWorkbook.Of(
        ("A", [["# papibi: scores"], .. Enumerable.Range(0, 12).Select(row => (IReadOnlyList<object>)[$"Tỉnh {row}", row * 1.25, row / 7.0, "8,97", days == 0 ? "" : new DateOnly(2021, 1, 1 + row)])]),
        ("B", [["x", 1.0], ["y", new SomeWorkbook.FormulaCell("1+1", 2)]]));

    private static byte[] Old() => SomeOldWorkbook.Of("A", [["# papibi: scores"], .. Enumerable.Range(0, 40).Select(row => (IReadOnlyList<object>)[$"Tỉnh {row}", row * 1.25, new SomeOldWorkbook.Percent(0.5)])]);
}

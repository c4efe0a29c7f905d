using System.Diagnostics;
using System.Globalization;
using ClosedXML.Excel;
using MiniExcelLibs;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;

namespace PapiBI.Benchmarks;

/// <summary>Workbooks read by us and by others, each in a process of its own, so that nobody's memory counts for another.</summary>
internal static class ReadingBenchmark
{
    private const string Ours = "papibi";
    private const double MostMegabytes = 512;
    private static readonly string[] Others = ["ClosedXML", "MiniExcel"];

    public static IEnumerable<ComparedRow> Run(string folder)
    {
        string file = Path.Combine(folder, "cells.xlsx");
        ManyCells.Write(file, sheets: 5, rows: 1_000, columns: 50);
        List<(string What, string File)> files = [("250,000 generated cells", file)];
        files.AddRange(OfficialFiles.All.Where(official => official.EndsWith(".xlsx", StringComparison.Ordinal)).OrderByDescending(official => new FileInfo(official).Length).Take(1).Select(official => (Path.GetFileName(official), official)));
        foreach (var (what, read) in files)
        {
            Reading ours = Read(Ours, read);
            foreach (Reading other in Others.Select(other => Read(other, read)))
            {
                yield return new ComparedRow($"Read {what}, every cell", ours.Said, $"{other.Reader}: {other.Said}", FormattableString.Invariant($"{ours.CellsPerSecond / other.CellsPerSecond:0.00} × as fast"));
            }
        }

        string huge = Path.Combine(folder, "huge.xlsx");
        ManyCells.Write(huge, sheets: 200, rows: 700, columns: 26, "# papibi: scores");
        string size = FormattableString.Invariant($"200 sheets, {new FileInfo(huge).Length / 1e6:0} MB");
        yield return Huge($"{size}: the one table in it", "table", huge);
        yield return Huge($"{size}: every cell", Ours, huge);
    }

    /// <summary>In the process of its own: reads, and says how many cells a second, and how it ended.</summary>
    public static string ReadHere(string reader, string file)
    {
        Func<(long Cells, string Outcome)> read = reader switch
        {
            Ours => () => Cells(file),
            "table" => () => Table(file),
            "ClosedXML" => () => (ClosedXml(file), "read"),
            "MiniExcel" => () => (MiniExcel.GetSheetNames(file).Sum(sheet => MiniExcel.Query(file, sheetName: sheet).Cast<IDictionary<string, object?>>().Sum(row => (long)row.Count)), "read"),
            _ => throw new ArgumentOutOfRangeException(nameof(reader), reader, "No reader of this name."),
        };
        bool isHuge = new FileInfo(file).Length > 20_000_000;
        string outcome = "";
        double speed = ComparedRow.Median(Enumerable.Range(0, isHuge ? 1 : 3).Select(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            (long cells, outcome) = read();
            return cells / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }));
        return FormattableString.Invariant($"{speed:0}\n{outcome}");
    }

    private static (long Cells, string Outcome) Cells(string file)
    {
        var faults = new Faults();
        long cells = new FileReader().Sheets(file, File.ReadAllBytes(file), faults).Sum(sheet => sheet.Rows.Sum(row => (long)row.Cells.Count));
        return (cells, faults.AnyError ? $"refused: {faults.Found[0].Code}" : "read");
    }

    private static (long Cells, string Outcome) Table(string file)
    {
        FileReading reading = new FileReader().Read(file);
        return (reading.Contents?.Rows.Sum(row => (long)row.Cells.Count) ?? 0, reading.Contents is null ? $"refused: {reading.Issues[0].Code}" : "read");
    }

    private static long ClosedXml(string file)
    {
        using var workbook = new XLWorkbook(file);
        return workbook.Worksheets.Sum(sheet => sheet.CellsUsed().LongCount(cell => cell.CachedValue is not null));
    }

    private static Reading Read(string reader, string file)
    {
        ChildProcess run = ChildProcess.Run(Environment.ProcessPath!, "read", reader, file);
        string[] lines = run.Output.Split('\n');
        return new Reading(reader, double.Parse(lines[0], CultureInfo.InvariantCulture), run.PeakMegabytes);
    }

    private static ComparedRow Huge(string what, string reader, string file)
    {
        ChildProcess run = ChildProcess.Run(Environment.ProcessPath!, "read", reader, file);
        return run.PeakMegabytes < MostMegabytes
            ? new ComparedRow(what, FormattableString.Invariant($"{run.Output.Split('\n')[1]}, {run.Seconds:0.0} s, at most {run.PeakMegabytes:0} MB"), "", "")
            : throw new InvalidOperationException(FormattableString.Invariant($"{what}: {run.PeakMegabytes:0} MB are more than {MostMegabytes:0}."));
    }

    private sealed record Reading(string Reader, double CellsPerSecond, double PeakMegabytes)
    {
        public string Said => FormattableString.Invariant($"{CellsPerSecond:N0} cells/s, at most {PeakMegabytes:0} MB");
    }
}

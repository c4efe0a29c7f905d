using System.Diagnostics;
using System.Globalization;
using PapiBI.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (args is ["dump", var finished, var into])
{
    WorkbookDump.Of(Directory.GetFiles(finished, "*.xlsx").Order(StringComparer.Ordinal)).Write(into);
    return 0;
}

// The bare writer runs in a process of its own, as the other two do.
if (args is ["write-epplus", var dump, var target])
{
    var books = WorkbookDump.Read(dump);
    long start = Stopwatch.GetTimestamp();
    EpplusBare.Write(books, target);
    Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalSeconds);
    return 0;
}

if (args is ["read", var reader, var workbook])
{
    Console.WriteLine(ReadingBenchmark.ReadHere(reader, workbook));
    return 0;
}

if (args is ["fuzz"])
{
    return FuzzBenchmark.RunHere(Console.Out, Console.Error) ? 0 : 1;
}

string folder = Directory.CreateTempSubdirectory("papibi-benchmarks").FullName;
try
{
    // "reading" alone measures what needs no warehouse.
    using var data = args is ["reading"] ? null : new BenchmarkData(folder);
    IEnumerable<ComparedRow> ofWarehouse = data is null ? [] : [.. LoadBenchmark.Run(data), .. BriefBenchmark.Run(data), .. QuestionBenchmark.Run(data), ReachBenchmark.Run(data)];
    ComparedRow[] rows = [.. ofWarehouse, .. ReadingBenchmark.Run(folder), FuzzBenchmark.Run()];
    Console.WriteLine();
    Console.WriteLine(Machine.Describe());
    Console.WriteLine();
    ComparedRow.Print(rows, Console.Out);
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

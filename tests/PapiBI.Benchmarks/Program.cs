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

string folder = Directory.CreateTempSubdirectory("papibi-benchmarks").FullName;
try
{
    using var data = new BenchmarkData(folder);
    ComparedRow[] rows = [.. LoadBenchmark.Run(data), .. BriefBenchmark.Run(data), .. QuestionBenchmark.Run(data)];
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

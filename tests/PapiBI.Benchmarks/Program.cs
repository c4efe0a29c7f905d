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

if (args is ["bulk-here", var way, var rowCount, var bulkFolder])
{
    BulkBenchmark.RunHere(way, int.Parse(rowCount, CultureInfo.InvariantCulture), bulkFolder);
    return 0;
}

string folder = Directory.CreateTempSubdirectory("papibi-benchmarks").FullName;
try
{
    // "reading" alone measures what needs no warehouse, "bulk" alone what needs no figures, "portal" alone the pages, "embed" alone the frames.
    using var data = args is ["reading"] or ["bulk"] ? null : new BenchmarkData(folder);
    IEnumerable<ComparedRow> portal = data is not null && args is ["portal"] ? await PortalBenchmark.Run(data) : [];
    IEnumerable<ComparedRow> frames = data is not null && args is ["embed", ..] ? await (args is [_, var count] ? EmbedBenchmark.Run(data, int.Parse(count, CultureInfo.InvariantCulture)) : EmbedBenchmark.Run(data)) : [];
    IEnumerable<ComparedRow> ofWarehouse = data is null || args is ["portal"] or ["embed", ..] ? [] : [.. LoadBenchmark.Run(data), .. BriefBenchmark.Run(data), .. QuestionBenchmark.Run(data), ReachBenchmark.Run(data)];
    IEnumerable<ComparedRow> bulk = args is ["reading"] or ["portal"] or ["embed", ..] ? [] : BulkBenchmark.Run(folder);
    IEnumerable<ComparedRow> reading = args is ["bulk"] or ["portal"] or ["embed", ..] ? [] : [.. ReadingBenchmark.Run(folder), FuzzBenchmark.Run()];
    ComparedRow[] rows = [.. ofWarehouse, .. portal, .. frames, .. bulk, .. reading];
    Console.WriteLine();
    Console.WriteLine(Machine.Describe());
    if (args is not (["reading"] or ["portal"] or ["embed", ..]) && BulkBenchmark.Server() is { } server)
    {
        Console.WriteLine($"The server: {server}");
    }

    Console.WriteLine();
    ComparedRow.Print(rows, Console.Out);
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

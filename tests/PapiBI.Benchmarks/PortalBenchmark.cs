using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using DuckDB.NET.Data;
using Microsoft.Playwright;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Definitions.Comparison;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Benchmarks;

/// <summary>
/// A comparison page and its JSON for 50 readers at once, each asking again as soon as it is answered (wrk), beside the bare SQL of the same page: its
/// questions, one after the other, on 50 connections of DuckDB. Then what a browser loads and when it shows something.
/// </summary>
internal static class PortalBenchmark
{
    private const int Readers = 50;
    private const string Chromium = "/usr/bin/chromium";
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    private static readonly ReportParameters Comparison = new() { Index = "PAPI", Year = 2021, Group = "TPTTTW" };

    public static async Task<IReadOnlyList<ComparedRow>> Run(BenchmarkData data)
    {
        if (!Machine.Has("wrk"))
        {
            Console.Error.WriteLine("The portal is not measured: there is no wrk (Debian: wrk).");
            return [];
        }

        var raw = await Raw(data);
        List<ComparedRow> rows = [];
        string page = $"/reports/{GroupComparison.Id}?index={Comparison.Index}&year={Comparison.Year}&group={Comparison.Group}";
        string json = page.Replace("?", ".json?", StringComparison.Ordinal);
        var others = Others(data);
        using (var keeping = RunningPortal.Start(data, keepsPages: true))
        {
            rows.Add(await Row("A comparison page, 50 readers at once, kept", keeping, [page], raw));
            rows.Add(await Row("Its JSON, kept", keeping, [json], raw));
            rows.AddRange(await FirstRender(keeping, page));
        }

        using (var forgetful = RunningPortal.Start(data, keepsPages: false))
        {
            rows.Add(await Row("The page, nothing kept, all 50 ask for the same", forgetful, [page], raw));
            rows.Add(await Row("Its JSON, nothing kept, all 50 ask for the same", forgetful, [json], raw));
            rows.Add(await Row(Said($"{others.Count} such pages in turn, nothing kept"), forgetful, others, raw));
            rows.Add(await Row("Their JSON in turn, nothing kept", forgetful, [.. others.Select(other => other.Replace("?", ".json?", StringComparison.Ordinal))], raw));
        }

        return rows;
    }

    private static async Task<ComparedRow> Row(string what, RunningPortal portal, IReadOnlyList<string> addresses, Latency raw)
    {
        string script = Path.Combine(portal.Folder, "readers.lua");
        await File.WriteAllTextAsync(script, Script(addresses));
        await Wrk(portal, script, WarmUp);
        var ours = await Wrk(portal, script, Measured);
        Console.Error.WriteLine($"{what}: {ours} ({raw})");
        return new ComparedRow(what, ours.ToString(), Said($"DuckDB, the page's {raw.Questions} questions alone: {raw}"), Said($"p95 {raw.P95 / ours.P95:0.00} × as fast"));
    }

    // Every address in turn, and at the end what wrk itself does not print.
    private static string Script(IReadOnlyList<string> addresses) => $$"""
        local paths = { {{string.Join(", ", addresses.Select(address => $"\"{address}\""))}} }
        local at = 0
        request = function()
            at = at % #paths + 1
            return wrk.format("GET", paths[at], { ["Accept-Encoding"] = "br" })
        end
        done = function(summary, latency, requests)
            local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
            if failed > 0 then io.stderr:write(string.format("failed: connect %d read %d write %d status %d timeout %d\n", summary.errors.connect, summary.errors.read, summary.errors.write, summary.errors.status, summary.errors.timeout)) end
            io.write(string.format("measured %f %f %f %d\n", latency:percentile(50) / 1000, latency:percentile(95) / 1000, summary.requests / summary.duration * 1e6, failed))
        end
        """;

    private static async Task<Latency> Wrk(RunningPortal portal, string script, TimeSpan time)
    {
        var run = await Task.Run(() => ChildProcess.Run("wrk", "-t1", Said($"-c{Readers}"), Said($"-d{time.TotalSeconds:0}s"), "--timeout", "30s", "-s", script, portal.Address));
        string[] said = run.Output.Split('\n').Single(line => line.StartsWith("measured ", StringComparison.Ordinal)).Split(' ');
        double Number(int i) => double.Parse(said[i], CultureInfo.InvariantCulture);
        return Number(4) == 0 ? new Latency(Number(1), Number(2), Number(3), 0) : throw new InvalidOperationException($"{said[4]} of wrk's requests failed.");
    }

    // The questions that the page asks of an engine that keeps no answers, asked bare.
    private static async Task<Latency> Raw(BenchmarkData data)
    {
        List<(string Sql, IReadOnlyDictionary<string, object> Parameters)> questions = [];
        using (var release = Release.Open(data.ReleaseFile))
        {
            var catalog = ReleaseCatalog.Read(release);
            var dialect = release.Dialect;
            var turn = new Lock();
            release.Asked = asked =>
            {
                lock (turn)
                {
                    questions.Add((dialect.Adapt(asked.Sql), asked.Parameters));
                }
            };
            Report.Build(release, catalog, Comparison.Request(GroupComparison.Id, release, catalog, Language.Vietnamese));
        }

        var connections = Enumerable.Range(0, Readers).Select(_ => new DuckDBConnection($"DataSource={data.ReleaseFile};ACCESS_MODE=READ_ONLY;threads=1")).ToList();
        connections.ForEach(connection => connection.Open());
        long start = Stopwatch.GetTimestamp();
        var measured = await Task.WhenAll(connections.Select(connection => Task.Factory.StartNew(
            () =>
            {
                List<double> taken = [];
                while (Stopwatch.GetElapsedTime(start) < Measured)
                {
                    long began = Stopwatch.GetTimestamp();
                    questions.ForEach(question => Read(connection, question.Sql, question.Parameters));
                    taken.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }

                return taken;
            },
            TaskCreationOptions.LongRunning)));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        connections.ForEach(connection => connection.Dispose());
        List<double> all = [.. measured.SelectMany(taken => taken).Order()];
        return new Latency(all[all.Count / 2], all[all.Count * 95 / 100], all.Count / seconds, questions.Count);
    }

    private static void Read(DuckDBConnection connection, string sql, IReadOnlyDictionary<string, object> parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(new DuckDBParameter(name, value));
        }

        using var reader = command.ExecuteReader();
        var row = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(row);
        }
    }

    // Of every index and year the regions and groups that have members there.
    private static List<string> Others(BenchmarkData data)
    {
        using var release = Release.Open(data.ReleaseFile);
        var catalog = ReleaseCatalog.Read(release);
        return
        [
            .. catalog.Editions.Where(edition => edition.IsWhole && edition.Held > 0).SelectMany(edition =>
                catalog.Groups.Where(group => catalog.Members.Any(member => member.IndexCode == edition.IndexCode && member.Year == edition.Year && member.GroupCode == group.Code)).Select(group => $"group={group.Code}")
                    .Concat(catalog.Regions.Where(region => catalog.Provinces.Any(province => province.IndexCode == edition.IndexCode && province.Year == edition.Year && province.RegionCode == region.Code)).Select(region => $"region={region.Code}"))
                    .Select(some => Said($"/reports/{GroupComparison.Id}?index={edition.IndexCode}&year={edition.Year}&{some}"))),
        ];
    }

    private static async Task<IReadOnlyList<ComparedRow>> FirstRender(RunningPortal portal, string page)
    {
        if (!File.Exists(Chromium))
        {
            Console.Error.WriteLine("Nothing is measured in a browser: there is no Chromium (Debian: chromium).");
            return [];
        }

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
        List<double> painted = [];
        List<double> drawn = [];
        double script = 0;
        for (int i = 0; i < 7; i++)
        {
            await using var context = await browser.NewContextAsync();
            var tab = await context.NewPageAsync();
            await tab.GotoAsync(portal.Address + page);
            await tab.WaitForFunctionAsync("() => document.querySelectorAll('.chart').length > 0 && [...document.querySelectorAll('.chart')].every(chart => chart.querySelector('svg:not([aria-hidden])'))");
            drawn.Add(await tab.EvaluateAsync<double>("() => performance.now()"));
            painted.Add(await tab.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0].startTime"));
            script = await tab.EvaluateAsync<double>("() => performance.getEntriesByType('resource').filter(each => each.name.includes('.js')).reduce((sum, each) => sum + each.encodedBodySize, 0)");
        }

        return
        [
            new ComparedRow(
                "The page in Chromium, nothing stored before: first words, all charts drawn",
                Said($"{ComparedRow.Median(painted):0} ms, {ComparedRow.Median(drawn):0} ms"),
                "",
                ""),
            await Bundle(script),
        ];
    }

    private static async Task<ComparedRow> Bundle(double script)
    {
        if (WholeLibrary() is not { } whole)
        {
            return new ComparedRow("All scripts of a page with charts, packed", Said($"{script / 1000:0} kB"), "", "");
        }

        using var packed = new MemoryStream();
        await using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await brotli.WriteAsync(await File.ReadAllBytesAsync(whole));
        }

        return new ComparedRow("All scripts of a page with charts, packed", Said($"{script / 1000:0} kB"), Said($"echarts.min.js alone: {packed.Length / 1000.0:0} kB"), Said($"{packed.Length / script:0.00} × as small"));
    }

    // Where the client was built: above the folder that this runs in.
    private static string? WholeLibrary()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string file = Path.Combine(folder.FullName, "reports/PapiBI.Portal/client/node_modules/echarts/dist/echarts.min.js");
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }

    private static string Said(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>Milliseconds, and how many a second.</summary>
    private sealed record Latency(double P50, double P95, double PerSecond, int Questions)
    {
        public override string ToString() => Said($"p50 {P50:0.0} ms, p95 {P95:0.0} ms, {PerSecond:0}/s");
    }
}

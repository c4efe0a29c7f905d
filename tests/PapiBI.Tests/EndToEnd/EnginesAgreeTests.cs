using System.Diagnostics;
using PapiBI.Etl.Jobs;
using PapiBI.Reports.Definitions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.EndToEnd;

public sealed class EnginesAgreeTests(ITestOutputHelper output)
{
    [Fact]
    public void Smoke()
    {
        using var folder = new TemporaryFolder();
        var data = TestEngine.SqlServer.Install(folder.Path);
        var clock = new FixedClock(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));
        var watch = Stopwatch.StartNew();
        void Lap(string what) { output.WriteLine($"{watch.ElapsedMilliseconds} {what}"); File.AppendAllText("/tmp/w/smoke.log", $"{watch.ElapsedMilliseconds} {what}\n"); watch.Restart(); }
        using (var database = WorkingDatabase.Open(data, clock, TimeSpan.FromSeconds(30)))
        {
            Lap("migrated");
            var outcomes = new LoadJob(database, data, clock, Steps.Silent).Run([Samples.Folder], f => Lap(f.File.Name + " " + (f.Outcome is LoadOutcome.Refused r ? r.Issues[0].Message.En : "ok")));
            Assert.All(outcomes, file => Assert.IsType<LoadOutcome.Loaded>(file.Outcome));
            var published = new ReleasePublisher(database, data, clock, Steps.Silent).Publish();
            Lap(published.ToString());
        }

        using var release = Release.Open(data, Release.CurrentFile(data)!);
        var catalog = ReleaseCatalog.Read(release);
        Lap("catalog");
        foreach (var request in new ReportRequest[] { new ProvinceRequest("PAPI", 2021, "92", Language.Vietnamese), new LeagueRequest("PAPI", 2021, Language.Vietnamese), new GroupRequest("PAPI", 2021, new GroupChoice.Region("DBSCL"), Language.Vietnamese), new MultiIndexRequest(2021, "92", Language.Vietnamese) })
        {
            try { Report.Build(release, catalog, request); Lap(request.ToString()); } catch (Exception e) { Lap(e.ToString()); }
        }
    }
}

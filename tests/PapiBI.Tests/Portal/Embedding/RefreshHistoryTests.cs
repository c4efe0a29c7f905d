using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal.Embedding;

/// <summary>What is told of requests for a refresh: a request may have been begun in several runs, of which the state keeps each step.</summary>
public abstract class RefreshHistoryTests(PublishedSamples all, TestEngine engine)
{
    private readonly PublishedSamples samples = all.On(engine);

    [Fact]
    public void Of_what_was_done_in_several_runs_the_last_counts_but_for_a_release_that_came_of_it()
    {
        using var service = Service();
        var (asker, runs) = (Asker(service), new Runs(service.State, service.Clock));
        var id = Requests(service).Ask("papibi", asker, Actor.Nobody)!.Value.Request.Id;
        void Run(params (string Step, string Subject, int RowsOut, string Outcome)[] steps)
        {
            var run = runs.Begin("refresh", "w", service.Clock.GetUtcNow());
            var request = Requests(service).Take("w", run)!;
            foreach (var (step, subject, rows, outcome) in steps)
            {
                runs.Record(run, new StepRow { Step = step, Subject = subject, RowsOut = rows, StartedAt = service.Clock.GetUtcNow(), Took = TimeSpan.Zero, Outcome = outcome });
            }

            Requests(service).PutBack(request, "w");
        }

        Run(("describe", "papi.json", 0, Outcome.Refused), ("load", "a.csv", 265, Outcome.Done), ("load", "b.csv", 0, Outcome.Refused), ("publish", "20261125T030000Z-7-0123456789ab.duckdb", 0, Outcome.Done));
        Run(("load", "a.csv", 0, Outcome.Done), ("load", "b.csv", 12, Outcome.Done), ("publish", "", 0, Outcome.Refused));

        Assert.Equal(
            ["load a.csv 265 done", "load b.csv 12 done", "publish 20261125T030000Z-7-0123456789ab.duckdb 0 done", "publish  0 refused"],
            Requests(service).Find(id)!.Steps.Select(step => $"{step.Step} {step.Subject} {step.RowsOut} {step.Outcome}"));
    }

    [Fact]
    public void Of_many_requests_the_newest_are_told_each_with_its_own_steps()
    {
        using var service = Service();
        var (asker, runs) = (Asker(service), new Runs(service.State, service.Clock));
        for (var i = 1; i <= 12; i++)
        {
            service.Clock.Advance(TimeSpan.FromMinutes(1));
            Requests(service).Ask("papibi", asker, Actor.Nobody);
            var run = runs.Begin("refresh", "w", service.Clock.GetUtcNow());
            var request = Requests(service).Take("w", run)!;
            runs.Record(run, new StepRow { Step = "load", Subject = $"{i}.csv", RowsOut = i, StartedAt = service.Clock.GetUtcNow(), Took = TimeSpan.Zero, Outcome = Outcome.Done });

            // The clock's runs between are nobody's.
            var other = runs.Begin("inbox", "w", service.Clock.GetUtcNow());
            runs.Record(other, new StepRow { Step = "load", Subject = "khác.csv", StartedAt = service.Clock.GetUtcNow(), Took = TimeSpan.Zero, Outcome = Outcome.Done });
            Requests(service).End(request, "w", Outcome.Done, new Text("", ""), releaseId: null);
        }

        var newest = Requests(service).Newest(5);

        Assert.Equal(["12.csv 12", "11.csv 11", "10.csv 10", "9.csv 9", "8.csv 8"], newest.Select(request => string.Join(' ', request.Steps.Select(step => $"{step.Subject} {step.RowsOut}"))));
    }

    // Of a site that may refresh, while the worker "w" lives.
    private static LiveEmbedKey Asker(TestService service)
    {
        new Workers(service.State, service.Clock).Beat("w", "1.0", TimeSpan.FromDays(1));
        var sites = new EmbedSites(service.State, service.Clock);
        return sites.FindLive(sites.AddKey(sites.Add("Cổng", [], [], mayRefresh: true, Actor.Nobody), Actor.Nobody).Secret)!;
    }

    private TestService Service() => new(samples);

    private static Refreshes Requests(TestService service) => new(service.State, service.Clock);
}

public sealed class RefreshHistoryOnDuckDbTests(PublishedSamples samples) : RefreshHistoryTests(samples, TestEngine.DuckDb);

public sealed class RefreshHistoryOnSqlServerTests(PublishedSamples samples) : RefreshHistoryTests(samples, TestEngine.SqlServer);

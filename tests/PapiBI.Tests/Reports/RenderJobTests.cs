using PapiBI.Reports.Definitions;
using PapiBI.Reports.Jobs;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Reports;

/// <summary>Many reports at once are the reports one would have got one by one.</summary>
public sealed class RenderJobTests(PublishedSamples samples)
{
    [Fact]
    public void Side_by_side_each_report_is_byte_for_byte_what_it_is_alone()
    {
        ReportRequest[] requests =
        [
            new ProvinceRequest("PAPI", 2021, "92", Language.Vietnamese),
            new ProvinceRequest("PAPI", 2021, "04", Language.Vietnamese),
            new ProvinceRequest("PAPI", 2018, "58", Language.English),
            new ProvinceRequest("PCI", 2019, "92", Language.Vietnamese),
            new MultiIndexRequest(2021, "92", Language.Vietnamese),
            new GroupRequest("PAPI", 2021, new GroupChoice.Group("TPTTTW"), Language.Vietnamese),
        ];

        List<RenderOutcome> outcomes = Run(requests);

        Assert.Equal(requests.Length, outcomes.Count);
        foreach (var request in requests)
        {
            var rendered = Assert.IsType<RenderOutcome.Rendered>(outcomes.Single(outcome => outcome.Request == request));
            Assert.Equal(samples.Workbook(request), rendered.Workbook);
            Assert.Equal(samples.Document(request).Finding, rendered.Document.Finding);
        }
    }

    [Fact]
    public void A_report_that_is_refused_says_why_and_the_others_go_on()
    {
        var unknown = new ProvinceRequest("PAPI", 2021, "99", Language.Vietnamese);

        List<RenderOutcome> outcomes = Run(unknown, new ProvinceRequest("PAPI", 2021, "92", Language.Vietnamese));

        Assert.Equal("There was no province with code 99 in 2021.", Assert.Single(outcomes.OfType<RenderOutcome.Refused>()).Reason.En);
        Assert.Single(outcomes.OfType<RenderOutcome.Rendered>());
    }

    [Fact]
    public void What_fails_on_a_thread_reaches_the_caller_as_itself()
    {
        var full = new IOException("No space left on device");

        var failure = Assert.Throws<IOException>(() => new RenderJob(samples.Release, samples.Catalog)
            .Run([new ProvinceRequest("PAPI", 2021, "99", Language.Vietnamese)], _ => throw full));

        Assert.Same(full, failure);
    }

    private List<RenderOutcome> Run(params IEnumerable<ReportRequest> requests)
    {
        using var release = Release.Open(samples.Release.File, keepsAnswers: true);
        List<RenderOutcome> outcomes = [];
        new RenderJob(release, ReleaseCatalog.Read(release)) { Threads = 2 }.Run(requests, outcomes.Add);
        return outcomes;
    }
}

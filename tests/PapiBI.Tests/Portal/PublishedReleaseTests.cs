using PapiBI.Portal;
using PapiBI.Portal.House;
using PapiBI.Portal.Releases;
using PapiBI.Portal.Reports;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Definitions.League;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Portal;

/// <summary>The release that all readers share.</summary>
public sealed class PublishedReleaseTests(PublishedSamples samples)
{
    [Fact]
    public async Task Many_who_come_first_at_once_share_one_release_and_one_that_is_replaced_is_good_until_its_last_reader_is_gone()
    {
        using TemporaryFolder folder = new();
        var data = samples.CopyTo(folder);
        using var releases = new PublishedRelease(data, samples.Clock);

        var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => releases.Take()!)));

        Assert.Single(leases.Select(lease => lease.Release).Distinct());
        releases.Dispose();
        Assert.All(leases, lease => Assert.NotEmpty(lease.Catalog.Editions));
        Assert.NotEmpty(PapiBI.Warehouse.Releases.ReleaseCatalog.Read(leases[0].Release).Editions);
        Assert.All(leases, lease => lease.Dispose());
    }

    [Fact]
    public void Where_pages_are_not_kept_none_is()
    {
        _ = samples.Release;
        using var releases = new PublishedRelease(samples.Data, samples.Clock);
        using var forgetful = new ReportDesk(releases, new PortalSettings { KeepsPages = false });
        using var usual = new ReportDesk(releases, new PortalSettings());
        var league = new ReportParameters { Index = "PAPI", Year = 2021 };
        object Ask(ReportDesk desk) => desk.Make(NationalLeague.Id, league, PlanReader.Nobody, Language.Vietnamese);
        object? Explore(ReportDesk desk) => desk.Explore(new ExploreQuestion { Index = "PAPI" }, Language.Vietnamese).Document;

        Assert.Same(Ask(usual), Ask(usual));
        Assert.Same(Explore(usual), Explore(usual));
        Assert.NotSame(Ask(forgetful), Ask(forgetful));
        Assert.NotSame(Explore(forgetful), Explore(forgetful));
        Assert.Equal((0, true), (forgetful.Kept, usual.Kept > 0));
    }
}

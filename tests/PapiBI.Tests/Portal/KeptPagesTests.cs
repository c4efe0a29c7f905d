using System.Net;
using PapiBI.Portal;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal;

/// <summary>Public pages are kept for the next stranger, and nothing of anybody is.</summary>
public sealed class KeptPagesTests(PublishedSamples samples)
{
    private const string Page = "/reports/national-league?index=PAPI&year=2021";

    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(Page)]
    [InlineData("/explore?index=PAPI&year=2021")]
    [InlineData("/explore.json?index=PAPI&year=2021")]
    [InlineData("/reports/national-league.csv?index=PAPI&year=2021")]
    [InlineData("/")]
    public async Task A_stranger_gets_what_the_last_one_got_in_each_language_and_packing(string address)
    {
        await using var portal = await RunningPortal.Start(samples, clock: clock);
        var first = await Get(portal.Anonymous(), address);

        var second = await Get(portal.Anonymous(), address);
        var english = await Get(portal.Anonymous(), "/en" + address);
        var plain = await Get(new HttpClient { BaseAddress = portal.Address }, address);

        Assert.Equal((HttpStatusCode.OK, false, HttpStatusCode.OK, true), (first.Status, first.IsKept, second.Status, second.IsKept));
        Assert.Equal(first.Body, second.Body);
        Assert.False(english.IsKept);
        Assert.NotEqual(first.Body, english.Body);
        Assert.False(plain.IsKept);
        Assert.Equal(first.Body, plain.Body);
    }

    [Fact]
    public async Task What_somebody_with_an_account_gets_is_theirs_and_repeated_values_are_no_others()
    {
        await using var portal = await RunningPortal.Start(samples, null, clock, new Seed("lan", Role.Viewer));
        var lan = await portal.SignedIn("lan");

        Assert.Contains("lan (thử)", (await Get(lan, Page)).Body, StringComparison.Ordinal);
        var stranger = await Get(portal.Anonymous(), Page);
        var again = await Get(lan, Page);
        var one = await Get(portal.Anonymous(), "/explore?index=PAPI&year=2021&chosen=92&chosen=58");
        var other = await Get(portal.Anonymous(), "/explore?index=PAPI&year=2021&chosen=58&chosen=92");

        Assert.DoesNotContain("lan (thử)", stranger.Body, StringComparison.Ordinal);
        Assert.False(stranger.IsKept);
        Assert.False(again.IsKept);
        Assert.Contains("lan (thử)", again.Body, StringComparison.Ordinal);
        Assert.False(other.IsKept);
        Assert.NotEqual(one.Body, other.Body);
    }

    [Fact]
    public async Task What_is_refused_is_asked_anew_and_where_nothing_is_kept_so_is_everything()
    {
        await using var portal = await RunningPortal.Start(samples, clock: clock);
        await using var forgetful = await portal.Another(new PortalSettings { KeepsPages = false }, clock);

        var missing = new[] { await Get(portal.Anonymous(), "/reports/national-league?index=PAPI&year=1999"), await Get(portal.Anonymous(), "/reports/national-league?index=PAPI&year=1999") };
        var anew = new[] { await Get(forgetful.Anonymous(), Page), await Get(forgetful.Anonymous(), Page) };
        var together = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Get(forgetful.Anonymous(), Page)));

        Assert.All(missing, answer => Assert.Equal((HttpStatusCode.NotFound, false), (answer.Status, answer.IsKept)));
        Assert.All(anew, answer => Assert.Equal((HttpStatusCode.OK, false), (answer.Status, answer.IsKept)));
        Assert.Single(together.Select(answer => answer.Body).Append(anew[0].Body).Distinct());
    }

    private static async Task<(HttpStatusCode Status, string Body, bool IsKept)> Get(HttpClient reader, string address)
    {
        using var answer = await reader.GetAsync(address);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Age is not null);
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PapiBI.Portal;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.House;
using PapiBI.Portal.Releases;
using PapiBI.Portal.Reports;
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

    [Fact(Timeout = 180_000)]
    public async Task The_first_pages_of_a_release_are_made_before_anybody_asks()
    {
        await using var cold = await RunningPortal.Start(samples);
        await using var warm = PortalHost.Build(cold.Data, new PortalSettings { Urls = "http://127.0.0.1:0" }, TimeProvider.System);
        var log = new KeptLog();
        warm.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await warm.StartAsync(TestContext.Current.CancellationToken);
        while (!log.Text.Contains("its first pages are made", StringComparison.Ordinal))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        // Of each of the four indices the league and the page to explore, in both languages; and a brief where the edition has one.
        Assert.InRange(warm.Services.GetRequiredService<ReportDesk>().Kept, 4 * 4 + 1, 4 * 5);
    }

    [Fact]
    public void Then_what_every_report_of_every_edition_asks_is_asked_the_newest_first()
    {
        var asked = Warming.Questions(samples.Catalog).Select(question => $"{question.Report} {question.Parameters.Index} {question.Parameters.Year} {question.Parameters.Region}{question.Parameters.Group}".Trim()).ToList();

        Assert.Equal(asked.Count, asked.Distinct().Count());
        Assert.All(samples.Catalog.Editions.Where(edition => edition.Held > 0), edition => Assert.Contains($"national-league {edition.IndexCode} {edition.Year}", asked));
        Assert.Equal(
            ["BTBDHMT", "DBSCL", "DBSH", "DNB", "TDMNPB", "TN", "TPTTTW"],
            asked.Where(each => each.StartsWith("group-comparison PAPI 2021 ", StringComparison.Ordinal)).Select(each => each.Split(' ')[3]).Order(StringComparer.Ordinal));
        Assert.True(asked.IndexOf("national-league PAPI 2024") < asked.IndexOf("national-league PCI 2020"));
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

        // Some of those who asked together were handed what one of them had made.
        Assert.InRange(together.Count(answer => answer.IsKept), 1, 19);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_breaks_off_leaves_no_half_page_to_the_next(bool keepsPages)
    {
        await using var portal = await RunningPortal.Start(samples, new PortalSettings { KeepsPages = keepsPages, RequestsPerMinute = 100_000 }, clock);
        const string other = "/explore?index=PAPI&year=2021&chosen=58";
        for (var i = 0; i < 20; i++)
        {
            using var hasty = new TcpClient();
            await hasty.ConnectAsync(portal.Address.Host, portal.Address.Port);
            hasty.LingerState = new LingerOption(enable: true, 0);
            await hasty.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {other} HTTP/1.1\r\nHost: {portal.Address.Authority}\r\nAccept-Encoding: br\r\n\r\n"));
            await Task.Delay(3 * i);
        }

        var (status, body, _) = await Get(portal.Anonymous(), other);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.EndsWith("</html>", body.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("Ninh Thuận", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_fails_half_way_is_told_as_a_fault_and_not_cut_off(bool hasSession)
    {
        await using var cold = await RunningPortal.Start(samples);
        var settings = new PortalSettings { Urls = "http://127.0.0.1:0", WarmsUp = false };
        await using var portal = PortalHost.Build(cold.Data, settings, TimeProvider.System);
        portal.MapGet("/half", async context =>
        {
            await context.Response.WriteAsync("half a page");
            throw new InvalidOperationException("the other half");
        }).WithMetadata(new KeptAttribute());
        await portal.StartAsync(TestContext.Current.CancellationToken);
        using var reader = new HttpClient();
        if (hasSession)
        {
            reader.DefaultRequestHeaders.Add("Cookie", $"{SessionHandler.CookieName(settings)}=none");
        }

        using var answer = await reader.GetAsync($"{portal.Urls.First()}/half", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("half a page", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_other_letters_another_host_and_another_way_to_ask_are_not_mixed_up()
    {
        await using var portal = await RunningPortal.Start(samples, clock: clock);
        using var shouting = await portal.Anonymous().GetAsync("/EXPLORE?index=PAPI&year=2021");
        using var head = await portal.Anonymous().SendAsync(new HttpRequestMessage(HttpMethod.Head, "/explore?index=PAPI&year=2021"));
        using var otherHost = new HttpRequestMessage(HttpMethod.Get, "/explore?index=PAPI&year=2021") { Headers = { Host = "evil.example" } };
        using var named = await portal.Anonymous().SendAsync(otherHost);

        var (status, body, _) = await Get(portal.Anonymous(), "/explore?index=PAPI&year=2021");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.DoesNotContain("/EXPLORE", body, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", body, StringComparison.Ordinal);
        Assert.EndsWith("</html>", body.TrimEnd(), StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Body, bool IsKept)> Get(HttpClient reader, string address)
    {
        using var answer = await reader.GetAsync(address);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Age is not null);
    }
}

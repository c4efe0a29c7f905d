using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PapiBI.Portal;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.Embedding;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal.Embedding;

/// <summary>Addresses for people's programs and sites' servers alike: who asks there.</summary>
public sealed class EmbedPoliciesTests
{
    [Theory]
    [InlineData(PortalSettings.Open, "200 nobody", "200 an", "200 Cổng", "200 Cổng", "401", "401")]
    [InlineData(PortalSettings.SignedIn, "401", "200 an", "200 Cổng", "200 Cổng", "401", "401")]
    public async Task A_key_that_is_sent_alone_says_who_asks_and_a_wrong_one_is_not_passed_over(string access, string nothing, string cookie, string key, string both, string wrong, string wrongWithCookie)
    {
        using var folder = new TemporaryFolder();
        await using var portal = PortalHost.Build(new DataFolder(folder.Path), new PortalSettings { Access = access, Urls = "http://127.0.0.1:0" }, TimeProvider.System);
        portal.MapGet("/probe", (HttpContext context) => context.EmbedKey()?.Site.Name ?? context.Person()?.Login ?? "nobody").RequireAuthorization(EmbedPolicies.ReaderOrKey);
        await portal.StartAsync();
        var session = Session(portal.Services);
        var sites = portal.Services.GetRequiredService<EmbedSites>();
        var secret = sites.AddKey(sites.Add("Cổng", [], [], mayRefresh: false, Actor.Nobody), Actor.Nobody).Secret;
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(portal.Urls.First()) };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        Assert.Equal(
            [nothing, cookie, key, both, wrong, wrongWithCookie],
            new[] { await Asks(null, null), await Asks(session, null), await Asks(null, secret), await Asks(session, secret), await Asks(null, "papi_x"), await Asks(session, "papi_x") });
        await portal.StopAsync();

        async Task<string> Asks(string? cookie, string? key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/probe");
            request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
            request.Headers.Add("Cookie", cookie is null ? "x=y" : $"papibi={cookie}");
            using var answer = await client.SendAsync(request);
            Assert.Equal(answer.IsSuccessStatusCode ? 0 : 2, answer.Headers.WwwAuthenticate.Count);
            return answer.IsSuccessStatusCode ? $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}" : $"{(int)answer.StatusCode}";
        }
    }

    private static string Session(IServiceProvider services)
    {
        var people = services.GetRequiredService<People>();
        var person = people.Add("an", "An", Role.Viewer, [], Actor.Nobody)!;
        people.ChooseByKey(people.NewPasswordKey(person, Actor.Nobody)!, "x", "");
        return services.GetRequiredService<Sessions>().Begin(person, "127.0.0.1", "");
    }
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PapiBI.Tests.Support;

namespace PapiBI.Tests.Portal.Embedding;

/// <summary>The server of somebody's site, as it asks the portal by its key.</summary>
public static class SiteServer
{
    public const string Tokens = "/v1.0/myorg/reports/province-brief/GenerateToken";

    /// <summary>A program that sends this with each request, and no cookie.</summary>
    public static HttpClient Asking(this RunningPortal portal, string? key, string scheme = "Bearer")
    {
        var client = portal.Anonymous();
        client.DefaultRequestHeaders.Accept.Clear();
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue(scheme, scheme == "Basic" ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{key}")) : key);
        return client;
    }

    public static async Task<(int Status, JsonElement Body)> Asks(this HttpClient client, string address, string? json = null, string language = "en")
    {
        using var request = new HttpRequestMessage(json is null ? HttpMethod.Get : HttpMethod.Post, address) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await client.SendAsync(request);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore, address);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    /// <summary>"403 PlansNotAllowed: …".</summary>
    public static async Task<string> IsTold(this HttpClient client, string address, string? json = null, string language = "en")
    {
        var (status, body) = await client.Asks(address, json, language);
        return body.TryGetProperty("error", out var error) ? $"{status} {error.GetProperty("code").GetString()}: {error.GetProperty("message").GetString()}" : $"{status}";
    }
}

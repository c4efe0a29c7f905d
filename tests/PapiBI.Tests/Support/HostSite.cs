using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PapiBI.Tests.Conventions;

namespace PapiBI.Tests.Support;

/// <summary>Somebody's web site on another origin, with pages that embed: by Microsoft's unmodified client, and by ours, taken from the portal.</summary>
public sealed class HostSite : IAsyncDisposable
{
    /// <summary>As npm brought it.</summary>
    public static readonly string PowerBiClient = Path.Combine(Repository.Root, "reports/PapiBI.Portal/client/node_modules/powerbi-client/dist/powerbi.js");

    private readonly WebApplication site;

    private HostSite(WebApplication site)
    {
        this.site = site;
        var port = new Uri(site.Urls.First()).Port;
        Origin = $"http://localhost:{port}";
    }

    /// <summary>As browsers say it.</summary>
    public string Origin { get; }

    public static async Task<HostSite> Start(Uri portal)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var started = builder.Build();
        started.MapGet("/powerbi.js", () => Results.File(PowerBiClient, "text/javascript"));
        started.MapGet("/powerbi-client", () => Results.Content(Page("""<script src="/powerbi.js"></script>"""), "text/html; charset=utf-8"));
        started.MapGet("/papibi-embed", () => Results.Content(Page($"""<script type="module">import * as client from "{portal}embed/client.js"; window["powerbi-client"] = client; window.powerbi = client.powerbi;</script>"""), "text/html; charset=utf-8"));
        started.MapGet("/stranger", () => Results.Content(
            """
            <!doctype html><title>A frame of nobody</title><script>
            addEventListener("message", ({ data }) => { if (data.say) parent.frames[0].postMessage(data.say, "*"); });
            </script>
            """,
            "text/html; charset=utf-8"));
        await started.StartAsync();
        return new HostSite(started);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    // What a host's page does, written once for both clients.
    private static string Page(string client) => $$"""
        <!doctype html><html lang="vi"><meta charset="utf-8"><title>Trang của tỉnh</title>
        <link rel="icon" href="data:,">
        {{client}}
        <div id="report" style="width: 1100px; height: 720px"></div>
        <script>
        window.heard = [];
        window.embed = (config) => {
            const report = window.report = window.powerbi.embed(document.getElementById("report"), config);
            for (const name of ["loaded", "rendered", "pageChanged", "dataSelected", "error"]) {
                report.on(name, ({ detail }) => heard.push({ name, message: detail?.message, words: detail?.detailedMessage, page: detail?.newPage?.displayName, points: JSON.stringify(detail?.dataPoints) }));
            }
            document.getElementById("report").addEventListener("tokenExpiring", () => heard.push({ name: "tokenExpiring" }));
        };
        window.said = (promise) => Promise.resolve(promise).then(() => "done", (fault) => fault?.message + ": " + fault?.detailedMessage);
        </script>
        """;
}

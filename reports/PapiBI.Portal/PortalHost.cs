using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.Describing;
using PapiBI.Portal.Embedding;
using PapiBI.Portal.Feeds;
using PapiBI.Portal.House;
using PapiBI.Portal.Operations;
using PapiBI.Portal.Releases;
using PapiBI.Portal.Reports;
using PapiBI.Portal.Workbench;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal;

/// <summary>The portal: pages and files of the published release, read-only.</summary>
public static class PortalHost
{
    /// <param name="folder">The installation, whose releases are opened read-only.</param>
    /// <param name="settings">How it works.</param>
    /// <param name="clock">Of everything that has a time.</param>
    /// <exception cref="WarehouseUnavailableException">The application database cannot be opened.</exception>
    public static WebApplication Build(DataFolder folder, PortalSettings settings, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(PortalHost).Assembly.GetName().Name });
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls(settings.Urls.Split(';')).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning).AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss ";
        });
        builder.Services.AddSingleton(folder).AddSingleton(settings).AddSingleton(clock);
        builder.Services.AddSingleton<PublishedRelease>().AddSingleton<ReportDesk>().AddSingleton<Assets>();
        builder.AddAccounts(folder, settings, clock);
        builder.AddEmbedding(settings);
        builder.Services.AddApiDescription();
        builder.Services.AddFeeds();
        builder.Services.AddSingleton<Workers>().AddSingleton<Runs>().AddSingleton<Deliveries>().AddSingleton<Subscriptions>().AddSingleton<InboxFiles>().AddSingleton<Refreshes>().AddSingleton<RefusedFiles>();
        builder.Services.AddSingleton<InboxFolder>().AddSingleton<RefusedCopies>().AddSingleton<ReleaseNews>();
        if (settings.WarmsUp)
        {
            builder.Services.AddHostedService<Warming>();
        }

        builder.Services.AddSingleton<KeptPages>();
        Telemetry.AddTo(builder);
        builder.Services.AddSingleton(settings.Workbench).AddSingleton<QueryDesk>().AddSingleton<AnalystDoor>().AddSingleton<WorkbenchSchema>().AddSingleton<AnswerFiles>().AddSingleton<SavedQueries>().AddSingleton<QuestionLimits>().AddSingleton<WorkbenchQuestions>();
        builder.Services.AddRazorPages().AddApplicationPart(typeof(PortalHost).Assembly);
        builder.Services.AddSingleton<IHttpResponseStreamWriterFactory, WholePages>();
        builder.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddResponseCompression(options =>
        {
            // What is internal is never compressed (NeverCompress), so that its length tells nothing of it. Public pages hold no secret beside what a stranger
            // could put into them: anti-forgery tokens are masked anew each time.
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "text/csv", "application/x-ndjson"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);

        var portal = builder.Build();
        portal.UseAskersAddress(settings);
        portal.UseLanguageOfAddress();
        portal.UseExceptionHandler("/error");

        // Within: of an answer that failed all headers are taken away, and the page that tells of it has them again.
        portal.UseSecurityHeaders();
        portal.UseStatusCodePagesWithReExecute("/error", "?status={0}");
        portal.UseRouting();
        portal.UsePagesAsMade();
        portal.UseRequestLimits();
        portal.UseAuthentication();
        portal.UseAuthorization();

        portal.Use((context, next) => portal.Services.GetRequiredService<KeptPages>().Answer(context, next));
        portal.UseResponseCompression();
        portal.MapRazorPages();
        portal.MapReportFiles();
        portal.MapExploreFiles();
        portal.MapHealth();
        portal.MapWorkbench();
        portal.MapEmbedding();
        portal.MapFrames();
        portal.MapFeeds();
        portal.MapApiDescription();
        portal.Services.GetRequiredService<Assets>().Map(portal);
        if (settings.OpenId is not null)
        {
            OpenIdSignIn.Map(portal);
        }

        return portal;
    }
}

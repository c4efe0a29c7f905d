using System.ComponentModel;
using System.Net.Mime;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.OData;
using Microsoft.Net.Http.Headers;
using Microsoft.OData.UriParser;
using PapiBI.Portal.Describing;
using PapiBI.Portal.Embedding;
using PapiBI.Portal.Releases;
using PapiBI.Warehouse;
using PapiBI.Warehouse.PublicViews;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Portal.Feeds;

/// <summary>The public figures for Excel, Power BI Desktop and any program: as OData, as CSV and as the file of the release. They only read, and hold nothing of a plan.</summary>
internal static class FeedEndpoints
{
    private const string OData = "/odata/v1";
    private const string Api = "/api/v1";
    private const string CsvType = "text/csv; charset=utf-8";

    private const string Version = "OData-Version";

    // Seconds until it may go better.
    private const string AskAgain = "30";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] VersionsAsked = [Version, "OData-MaxVersion", "OData-MinVersion"];

    // Any column of the view may be named; these are of nearly all.
    private static readonly QueryPart[] CsvParts =
    [
        QueryPart.Language,
        new("index_code", "only rows of this index. Every column of the view can be named so, also those that are not told of here, and more than once: any of the values"),
        new("year", "only rows of this year", IsNumber: true),
        new("item_code", "only rows of this item"),
        new("province_code", "only rows of this province"),
    ];

    private static readonly EmbedRefusal NoFile = EmbedRefusal.NotFound(new Text(
        "Bản phát hành nằm trên máy chủ SQL Server, không phải là tệp; hãy đọc bằng OData hoặc CSV.",
        "The release is on SQL Server and no file; read it by OData or CSV."));

    // Another program may show the same release otherwise.
    private static readonly string Program = typeof(FeedEndpoints).Module.ModuleVersionId.ToString("N")[..8];

    public static void AddFeeds(this IServiceCollection services) =>
        services.AddSingleton<FeedRows>().AddSingleton<FeedQuery>().AddOData(options => options.Filter().Select().OrderBy().Count().SetMaxTop(FeedQuery.MostRows).SetCaseInsensitive(false));

    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("").RequireAuthorization(EmbedPolicies.ReaderOrKey).AddEndpointFilter(OfARelease);
        var odata = all.MapGroup(OData).AddEndpointFilter(InVersion4).WithODataModel(FeedModel.Edm).WithODataBaseAddressFactory(context => new Uri(Address(context, OData + "/")));
        odata.MapODataServiceDocument("", FeedModel.Edm).WithMetadata(new HttpMethodMetadata(Reading)).WithName("GetODataService").WithSummary("OData: the service document");
        odata.MapMethods("/$metadata", Reading, Metadata).WithName("GetODataMetadata").WithSummary("OData: the public views, their columns and keys").Produces(StatusCodes.Status200OK, contentType: MediaTypeNames.Application.Xml);
        var queries = odata.MapGroup("").WithODataResult().WithODataPathFactory((context, _) => new ODataPath(new EntitySetSegment(FeedModel.Edm.EntityContainer.FindEntitySet((string)context.GetRouteValue("view")!))));
        queries.MapMethods("/{view}", Reading, (string view, HttpContext context, PublishedRelease releases, FeedQuery query) => Rows(view, isCount: false, context, releases, query))
            .WithName("GetODataRows").WithSummary("OData: rows of a public view").Produces(StatusCodes.Status200OK, contentType: MediaTypeNames.Application.Json);
        queries.MapMethods("/{view}/$count", Reading, (string view, HttpContext context, PublishedRelease releases, FeedQuery query) => Rows(view, isCount: true, context, releases, query))
            .WithName("GetODataCount").WithSummary("OData: how many rows of a public view there are").Produces(StatusCodes.Status200OK, contentType: MediaTypeNames.Text.Plain);

        all.MapMethods(Api + "/views", Reading, Views).WithName("GetViews").WithSummary("The data dictionary of the public views").WithQuery(QueryPart.Language).Produces<FeedViews>();
        all.MapMethods(Api + "/views/{view}.csv", Reading, Csv).WithName("GetViewAsCsv").WithSummary("A public view as CSV; columns in the address say which rows").WithQuery(CsvParts).Produces<Stream>(contentType: MediaTypeNames.Text.Csv);
        all.MapMethods(Api + "/release", Reading, Told).WithName("GetRelease").WithSummary("The release that the feeds are of").Produces<FeedRelease>();
        all.MapMethods(Api + "/release.duckdb", Reading, Download).WithName("GetReleaseFile").WithSummary("The public file of the release").Produces<Stream>(contentType: MediaTypeNames.Application.Octet);
        all.MapMethods(Api + "/releases/{name}.duckdb", Reading, DownloadOf).WithName("GetFileOfRelease").WithSummary("The public file of one of the releases").Produces<Stream>(contentType: MediaTypeNames.Application.Octet);

        // Whatever else is asked for here, a program is told so.
        foreach (var rest in new[] { odata.MapGroup(""), all.MapGroup("/odata"), all.MapGroup("/api") })
        {
            rest.Map("/{**rest}", (HttpContext context) => Refused(context, EmbedRefusal.NotFound(new Text("Không có địa chỉ này, hoặc không dùng cách gọi này.", "There is no such address, or it is not called this way."))));
        }
    }

    private static IResult Metadata() => Results.Bytes(FeedModel.Metadata, MediaTypeNames.Application.Xml);

    private static async Task<object> Rows(string view, bool isCount, HttpContext context, PublishedRelease releases, FeedQuery query)
    {
        if (PublicViewList.Find(view) is not { } found)
        {
            return NoSuchView(view, context);
        }

        using var lease = Take(context, releases, out var instead);
        if (instead is not null)
        {
            return instead;
        }

        var (answer, refusal) = await query.Ask(found, lease!.Release, isCount, context);
        return refusal is not null ? Refused(context, refusal) : isCount ? Results.Text($"{answer}") : answer!;
    }

    private static async Task<IResult> Csv(string view, HttpContext context, PublishedRelease releases, FeedQuery query)
    {
        if (PublicViewList.Find(view) is not { } found)
        {
            return NoSuchView(view, context);
        }

        if (FeedCsv.Fault(found, context.Request.Query) is { } fault)
        {
            return Refused(context, EmbedRefusal.InvalidRequest(fault));
        }

        using var lease = Take(context, releases, out var instead);
        if (instead is not null)
        {
            return instead;
        }

        // Who reads slowly keeps nobody from asking: the lines are made as they are taken.
        var (rows, refusal) = await query.Choose(found, lease!.Release, context);
        return refusal is not null ? Refused(context, refusal) : Results.Stream(to => FeedCsv.Write(found, rows!, to, context.RequestAborted), CsvType, $"{found.Name}.csv");
    }

    private static IResult Views(HttpContext context)
    {
        var language = context.AskersLanguage();
        return EmbedAnswers.Json(new FeedViews([.. PublicViewList.All.Select(view => new FeedView(
            view.Name,
            view.Described.Grain.In(language),
            [.. view.Columns.Select(column => new FeedColumn(column.Name, column.Described.Type, column.Described.Unit, column.Described.Meaning.In(language), column.IsKey))],
            Address(context, $"{Api}/views/{view.Name}.csv"),
            Address(context, $"{OData}/{view.Name}")))]));
    }

    private static IResult Told(HttpContext context, PublishedRelease releases)
    {
        using var lease = Take(context, releases, out var instead);
        if (instead is not null)
        {
            return instead;
        }

        var release = lease!.Release;
        var copy = ReleaseCopy.Of(release);
        return EmbedAnswers.Json(new FeedRelease(
            release.Id,
            NameOf(release),
            release.PublishedAt,
            [.. lease.Catalog.Editions.Select(edition => new EditionName(edition.IndexCode, edition.Year))],
            copy is null ? null : new FeedFile(Path.GetFileName(copy.Path), copy.Bytes, copy.Sha256, Address(context, $"{Api}/releases/{NameOf(release)}.duckdb")),
            Address(context, Api + "/views"),
            Address(context, OData)));
    }

    private static IResult Download(HttpContext context, PublishedRelease releases)
    {
        using var lease = Take(context, releases, out var instead);
        return instead ?? (ReleaseCopy.Of(lease!.Release) is { } copy ? FileOf(copy, lease.Release.PublishedAt, context) : Refused(context, NoFile));
    }

    // Whatever the address says, it is one of those that lie there.
    private static IResult DownloadOf([Description("as /api/v1/release names it")] string name, HttpContext context, DataFolder folder, PublishedRelease releases)
    {
        if (folder.Server is not null)
        {
            return Refused(context, NoFile);
        }

        if (ReleaseFiles.In(folder).FirstOrDefault(file => file.Name == name + ".duckdb") is not { } found)
        {
            return Refused(context, EmbedRefusal.NotFound(new Text($"Không có bản phát hành “{name}”.", $"There is no release “{name}”.")));
        }

        using var lease = releases.Take();
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = "Cookie, Authorization";
        return FileOf(lease is { Release: var current } && NameOf(current) == name ? ReleaseCopy.Of(current)! : ReleaseCopy.Of(found), found.PublishedAt, context);
    }

    private static IResult FileOf(ReleaseCopy copy, DateTimeOffset publishedAt, HttpContext context)
    {
        context.Response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(copy.Sha256))}:";
        return Results.File(copy.Path, MediaTypeNames.Application.Octet, Path.GetFileName(copy.Path), publishedAt, new EntityTagHeaderValue($"\"{copy.Sha256}\""), enableRangeProcessing: true);
    }

    // Whichever version the asker would take, we have this one.
    private static ValueTask<object?> InVersion4(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        foreach (var name in VersionsAsked)
        {
            invocation.HttpContext.Request.Headers.Remove(name);
        }

        invocation.HttpContext.Response.Headers[Version] = "4.0";
        return next(invocation);
    }

    private static async ValueTask<object?> OfARelease(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        try
        {
            return await next(invocation);
        }
        catch (WarehouseUnavailableException)
        {
            return Refused(invocation.HttpContext, EmbedRefusal.Unavailable);
        }
    }

    // What was read of a release stays true as long as it is the published one.
    private static ReleaseLease? Take(HttpContext context, PublishedRelease releases, out IResult? instead)
    {
        var lease = releases.Take();
        if (lease is null)
        {
            instead = Refused(context, EmbedRefusal.NotPublished);
            return null;
        }

        var tag = new EntityTagHeaderValue($"\"{NameOf(lease.Release)}-{Program}\"", isWeak: true);
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = "Cookie, Authorization, Accept, Accept-Language, Prefer";
        context.Response.Headers.ETag = tag.ToString();
        instead = context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)) ? Results.StatusCode(StatusCodes.Status304NotModified) : null;
        return lease;
    }

    // A refusal is of no release.
    private static IResult Refused(HttpContext context, EmbedRefusal refusal)
    {
        context.Response.Headers.ETag = default;
        context.Response.Headers.RetryAfter = refusal.Status == StatusCodes.Status503ServiceUnavailable ? AskAgain : default;
        return EmbedAnswers.Refused(context, refusal);
    }

    private static IResult NoSuchView(string view, HttpContext context) => Refused(context, EmbedRefusal.NotFound(new Text($"Không có bảng “{view}”.", $"There is no view “{view}”.")));

    private static string NameOf(Release release) => Path.GetFileNameWithoutExtension(release.File);

    private static string Address(HttpContext context, string path) => UriHelper.BuildAbsolute(context.Request.Scheme, context.Request.Host, context.Request.PathBase, path);
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Diagnostics;
using PapiBI.Portal.House;
using PapiBI.Warehouse;

namespace PapiBI.Portal.Embedding;

/// <summary>Answers to programs: always JSON, also where something went wrong before anybody looked at the question.</summary>
internal static partial class EmbedAnswers
{
    private static readonly string[] Places = ["/v1.0", "/odata", "/api"];

    // Of a frame, what its script asks for; the frame itself is a page.
    private static readonly string[] AskedByFrames = ["view", "view.csv", "token"];

    private const string LanguageInAddress = "language";

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>In which language a program is answered: as the address says ("/en/…", "?language=en-US"), else as it would rather have it.</summary>
    public static Language AskersLanguage(this HttpContext context)
    {
        if (context.Language() == Language.English || context.Request.Query.ContainsKey(LanguageInAddress))
        {
            return context.AddressLanguage();
        }

        var wishes = context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(wish => wish.Quality ?? 1);
        return wishes.Select(wish => LanguageOf(wish.Value.ToString())).FirstOrDefault(language => language is not null) ?? Language.Vietnamese;
    }

    /// <summary>The language that the address says, as pages of others write it: "/en/…", "?language=en-US"; Vietnamese where it says none.</summary>
    public static Language AddressLanguage(this HttpContext context) =>
        context.Language() == Language.English ? Language.English : LanguageOf(context.Request.Query[LanguageInAddress].ToString()) ?? Language.Vietnamese;

    public static IResult Json(object answer, int status = StatusCodes.Status200OK) => Results.Json(answer, Format, statusCode: status);

    public static IResult Refused(HttpContext context, EmbedRefusal refusal)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Json(Told(context, refusal), refusal.Status);
    }

    public static string Body(HttpContext context, EmbedRefusal refusal) => JsonSerializer.Serialize(Told(context, refusal), Format);

    /// <summary>What a program is told instead of the page that tells people of a fault.</summary>
    /// <returns>Null where it was a page that was asked for.</returns>
    public static EmbedRefusal? OfFault(HttpContext context, int status)
    {
        var failed = context.Features.Get<IExceptionHandlerPathFeature>();
        var path = context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? failed?.Path;
        return path is null || !IsForPrograms(path) ? null
            : failed?.Error is WarehouseUnavailableException ? EmbedRefusal.Unavailable
            : OfStatus(context, status);
    }

    /// <summary>Whether programs ask there; a person who follows a link to a report as a file is still sent to sign in.</summary>
    public static bool IsForPrograms(PathString path) =>
        Places.Any(place => path.StartsWithSegments(place, StringComparison.OrdinalIgnoreCase))
        || ReportAsFile().IsMatch(path.Value ?? "")
        || (path.Value?.Split('/') is ["", var embed, _, var asked] && embed.Equals("embed", StringComparison.OrdinalIgnoreCase) && AskedByFrames.Contains(asked, StringComparer.OrdinalIgnoreCase));

    public static EmbedRefusal OfStatus(HttpContext context, int status) => status switch
    {
        StatusCodes.Status401Unauthorized => new EmbedRefusal("SignInRequired", new Text("Cần đăng nhập để xem.", "This asks for somebody who has signed in."), status),
        StatusCodes.Status403Forbidden => new EmbedRefusal("Forbidden", new Text("Khóa này không được làm việc đó.", "This key may not do that."), status),
        StatusCodes.Status404NotFound => EmbedRefusal.NotFound(new Text("Không có địa chỉ này.", "There is no such address.")),
        StatusCodes.Status413PayloadTooLarge => new EmbedRefusal("RequestTooLarge", new Text("Yêu cầu quá lớn.", "The request is too large."), status),
        StatusCodes.Status429TooManyRequests => new EmbedRefusal("TooManyRequests", new Text("Có quá nhiều yêu cầu từ địa chỉ này; hãy đợi một phút.", "There were too many requests from this address; wait a minute."), status),
        >= StatusCodes.Status500InternalServerError => new EmbedRefusal("InternalError", new Text($"Cổng gặp lỗi; lỗi đã được ghi lại dưới mã {context.TraceIdentifier}.", $"The portal failed; it has been recorded under {context.TraceIdentifier}."), status),
        _ => new EmbedRefusal("InvalidRequest", new Text("Yêu cầu không đúng.", "The request is wrong."), status),
    };

    [GeneratedRegex(@"^/(reports/[^/]+|explore)\.(json|csv|xlsx)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ReportAsFile();

    private static ErrorAnswer Told(HttpContext context, EmbedRefusal refusal) => new(new ErrorTold(refusal.Code, refusal.Message.In(context.AskersLanguage())));

    /// <returns>Null where it is another language.</returns>
    public static Language? LanguageOf(string tag) => tag.Split('-')[0].ToUpperInvariant() switch
    {
        "VI" => Language.Vietnamese,
        "EN" => Language.English,
        _ => null,
    };
}

namespace PapiBI.Portal.House;

/// <summary>What every answer tells the browser to refuse: scripts, pictures and frames of others, and guesses about content.</summary>
public static class SecurityHeaders
{
    // Styles: ECharts places its tooltips by element.style, which this rule does not touch; no inline style attribute or element is sent.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ";

    private const string Nobody = "'none'";

    /// <summary>Lets pages of these origins, and no others, show the answer in a frame.</summary>
    public static void AllowFraming(this HttpContext context, IReadOnlyList<string> origins)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy + (origins.Count == 0 ? Nobody : string.Join(' ', origins));
        if (origins.Count > 0)
        {
            // It knows no list, and browsers that know the policy pass it over.
            headers.XFrameOptions = default;
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        }
    }

    /// <summary>An answer with something internal in it: were it compressed, its length would tell who can put words into the address, and sees the line, of what is in it.</summary>
    public static void NeverCompress(this HttpContext context) => context.Request.Headers.Remove("Accept-Encoding");

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy + Nobody;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    });
}

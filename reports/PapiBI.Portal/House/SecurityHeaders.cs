namespace PapiBI.Portal.House;

/// <summary>What every answer tells the browser to refuse: scripts, pictures and frames of others, and guesses about content.</summary>
public static class SecurityHeaders
{
    // Styles: ECharts places its tooltips by element.style, which this rule does not touch; no inline style attribute or element is sent.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>An answer with something internal in it: were it compressed, its length would tell who can put words into the address, and sees the line, of what is in it.</summary>
    public static void NeverCompress(this HttpContext context) => context.Request.Headers.Remove("Accept-Encoding");

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    });
}

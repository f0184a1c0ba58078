using System.Security.Cryptography;

namespace Tracetest.Web.Hosting;

/// <summary>Tells browsers to run our scripts only, and keeps other sites' pages off the live connection.</summary>
/// <remarks>
/// Source: spec performance-and-reliability 5.2. Trace data is text in our pages; should it ever become markup by a fault of ours, the
/// policy still keeps it from running. Styles may stand inline: the waterfall computes positions.
/// </remarks>
internal static class PageSecurity
{
    private const string LiveConnectionPath = "/_blazor";
    private const int NonceBytes = 16;

    private static readonly object NonceKey = new();

    public static IApplicationBuilder UsePageSecurity(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(LiveConnectionPath) && IsForeign(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        AddHeaders(context);
        await next(context);
    });

    /// <summary>What marks the one script that stands in the page itself as ours.</summary>
    public static string Nonce(this HttpContext context) => (string?)context.Items[NonceKey] ?? "";

    /// <summary>Whether a page of another site asks; programs that are no browser name no origin.</summary>
    private static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));

    private static void AddHeaders(HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
        context.Items[NonceKey] = nonce;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
    }
}

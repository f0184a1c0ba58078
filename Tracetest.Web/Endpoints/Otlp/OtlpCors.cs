using Microsoft.Extensions.Options;

namespace Tracetest.Web.Endpoints.Otlp;

/// <summary>Lets pages of other origins send traces from a browser, without credentials.</summary>
/// <remarks>Reference: every origin, with credentials; there is nothing here a cookie could open.</remarks>
internal sealed class OtlpCors(IOptions<OtlpServerOptions> options)
{
    private const string Any = "*";
    private const string MaxAgeSeconds = "3600";

    private readonly IList<string> _origins = options.Value.CorsOrigins is { Count: > 0 } given ? given : [Any];

    public void AllowOrigin(HttpContext context)
    {
        if (context.Request.Headers.Origin.ToString() is not { Length: > 0 } origin)
        {
            return;
        }

        var headers = context.Response.Headers;
        if (_origins.Contains(Any))
        {
            headers.AccessControlAllowOrigin = Any;
        }
        else if (_origins.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            headers.AccessControlAllowOrigin = origin;
            headers.Vary = "Origin";
        }
    }

    /// <summary>Answers a browser that asks what it may send; any other OPTIONS is not for here.</summary>
    public static bool TryAnswerPreflight(HttpContext context)
    {
        var asked = context.Request.Headers;
        var headers = context.Response.Headers;
        if (!HttpMethods.IsOptions(context.Request.Method)
            || asked.AccessControlRequestMethod.Count == 0
            || headers.AccessControlAllowOrigin.Count == 0)
        {
            return false;
        }

        headers.AccessControlAllowMethods = HttpMethods.Post;
        headers.AccessControlAllowHeaders = asked.AccessControlRequestHeaders;
        headers.AccessControlMaxAge = MaxAgeSeconds;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }
}

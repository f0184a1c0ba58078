using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Pokeshop.Telemetry;

/// <summary>Gives the span of a request the name and the attributes of OpenTelemetry's HTTP conventions.</summary>
/// <remarks>The framework starts and ends the span; without an instrumentation package it says nothing about the request.</remarks>
public sealed class RequestSpanMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        if (span is null)
        {
            await next(context);
            return;
        }

        if (IsProbe(context.Request.Path))
        {
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }

        DescribeRequest(span, context.Request);
        await next(context);
        DescribeResponse(span, context);
    }

    /// <summary>Container probes come every few seconds and tell nobody anything.</summary>
    private static bool IsProbe(PathString path) => path == "/healthz" || path == "/readyz";

    private static void DescribeRequest(Activity span, HttpRequest request)
    {
        span.SetTag("http.request.method", request.Method);
        span.SetTag("url.scheme", request.Scheme);
        span.SetTag("url.path", request.Path.Value);
        span.SetTag("url.query", request.QueryString is { HasValue: true, Value: { } query } ? query[1..] : null);
        span.SetTag("server.address", request.Host.Host);
        span.SetTag("server.port", request.Host.Port);
    }

    private static void DescribeResponse(Activity span, HttpContext context)
    {
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText;
        var status = context.Response.StatusCode;
        span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetTag("error.type", status.ToString(CultureInfo.InvariantCulture));
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;
using Tracetest.Domain.Telemetry;

namespace Tracetest.Web.Telemetry;

/// <summary>Makes the span and the metric of each API call.</summary>
/// <remarks>
/// Source: spec server 6.5. Belongs before the exception handler, so that it sees the status the caller gets; endpoints name
/// their fault by <c>Activity.Current?.SetStatus(ActivityStatusCode.Error, reason)</c>. Nothing else that is served is
/// recorded, least of all the OTLP receiver: a server that exports to itself would never come to rest.
/// </remarks>
public sealed class ApiActivityMiddleware(RequestDelegate next, TimeProvider time)
{
    private const string ApiPath = "/api";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(ApiPath) || RouteOf(context) is not { } route)
        {
            Mute(context);
            await next(context);
            return;
        }

        var outer = Activity.Current;
        using var span = Start(context.Request, $"{context.Request.Method} {route}");
        var start = time.GetTimestamp();
        var status = StatusCodes.Status500InternalServerError; // what an exception that gets past us will become
        try
        {
            await next(context);
            status = context.Response.StatusCode;
        }
        finally
        {
            Complete(span, context, route, status);
            RecordLatency(time.GetElapsedTime(start), context.Request.Method, route, status);
            span?.Stop();
            Activity.Current = outer;
        }
    }

    // The route with the bare names of its parameters: {runId} and not {runId:int}.
    private static string? RouteOf(HttpContext context) => context.GetEndpoint() is RouteEndpoint { RoutePattern: var pattern }
        ? "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(TextOf))))
        : null;

    private static string TextOf(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        _ => "",
    };

    // The framework's own activity is exported by nobody, so the caller's span is the parent, or none is.
    private static Activity? Start(HttpRequest request, string name)
    {
        Activity.Current = null;
        ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out var parent);
        return TracetestInstrumentation.Source.StartActivity(name, ActivityKind.Internal, parent);
    }

    private static void Complete(Activity? span, HttpContext context, string route, int status)
    {
        if (span is not { IsAllDataRequested: true })
        {
            return;
        }

        var request = context.Request;
        span.SetTag("http.method", request.Method)
            .SetTag("http.route", route)
            .SetTag("http.target", ApiRedaction.Target(request))
            .SetTag("http.request.params", ApiRedaction.Parameters(request.RouteValues))
            .SetTag("http.request.query", ApiRedaction.Json(request.Query))
            .SetTag("http.request.headers", ApiRedaction.Json(request.Headers))
            .SetTag("http.response.status_code", status.ToString(CultureInfo.InvariantCulture));
        if (status >= StatusCodes.Status500InternalServerError && span.Status != ActivityStatusCode.Error)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static void RecordLatency(TimeSpan elapsed, string method, string route, int status) =>
        TracetestInstrumentation.ApiLatency.Record(
            elapsed.TotalMilliseconds,
            KeyValuePair.Create<string, object?>("http.route", route),
            KeyValuePair.Create<string, object?>("http.method", method),
            KeyValuePair.Create<string, object?>("http.status_code", status));

    private static void Mute(HttpContext context)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { } activity)
        {
            activity.IsAllDataRequested = false;
            activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}

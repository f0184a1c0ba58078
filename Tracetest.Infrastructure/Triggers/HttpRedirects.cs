using System.Collections.Immutable;
using System.Net;
using Tracetest.Domain.Triggers;

namespace Tracetest.Infrastructure.Triggers;

/// <summary>Where an answer sends the caller, and with what.</summary>
/// <remarks>
/// Not left to the framework's handler, which follows without removing API keys, gives up silently at its limit, and drops
/// the credentials even on the way to the same host.
/// </remarks>
internal static class HttpRedirects
{
    /// <summary>How many are followed before the trigger fails.</summary>
    public const int Most = 10;

    private static readonly ImmutableArray<string> DescribesContent = ["Content-Type", "Content-Encoding", "Content-Language", "Content-MD5"];

    /// <summary>The request to send next.</summary>
    /// <returns><see langword="null"/> when the answer is the last one: no redirect, or one that leads nowhere we can go.</returns>
    public static HttpTriggerRequest? Next(HttpTriggerRequest request, HttpResponseMessage response)
    {
        if (!IsRedirect(response.StatusCode) || Target(request.Url, response) is not { } target)
        {
            return null;
        }

        var next = KeepsMethod(response.StatusCode, request.Method) ? request : WithoutBody(request);
        return IsSameHost(request.Url, target)
            ? next with { Url = target }
            : Stranger(next) with { Url = target };
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    private static Uri? Target(Uri from, HttpResponseMessage response) =>
        response.Headers.Location is { } location
        && Uri.TryCreate(from, location, out var target)
        && HttpTriggerUrl.IsHttp(target)
            ? target
            : null;

    private static bool KeepsMethod(HttpStatusCode status, HttpMethod method) =>
        (int)status is 307 or 308 || method == HttpMethod.Get || method == HttpMethod.Head;

    private static HttpTriggerRequest WithoutBody(HttpTriggerRequest request) => request with
    {
        Method = HttpMethod.Get,
        Body = [],
        Headers = Without(request, DescribesContent),
    };

    private static bool IsSameHost(Uri from, Uri to) =>
        from.IdnHost == to.IdnHost && from.Port == to.Port && from.Scheme == to.Scheme;

    private static HttpTriggerRequest Stranger(HttpTriggerRequest request) => request with
    {
        Host = null,
        Headers = Without(request, request.SecretHeaders),
    };

    private static ImmutableArray<HttpHeader> Without(HttpTriggerRequest request, ImmutableArray<string> names) =>
        request.Headers.RemoveAll(header => names.Contains(header.Key, StringComparer.OrdinalIgnoreCase));
}

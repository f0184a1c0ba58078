using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using System.Text;
using Tracetest.Domain.Triggers;

namespace Tracetest.Infrastructure.Triggers;

/// <summary>An HTTP trigger made ready to be sent, again for each redirect; or what is wrong with it.</summary>
internal sealed record HttpTriggerRequest
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~");

    private static readonly SearchValues<char> ForbiddenInValue = SearchValues.Create("\r\n\0");

    /// <summary>What only the transport can know; the reference ignores them too when the user writes them.</summary>
    private static readonly ImmutableArray<string> OwnedByTransport = ["Content-Length", "Transfer-Encoding"];

    public required Uri Url { get; init; }

    public required HttpMethod Method { get; init; }

    /// <summary>In the order they are sent, without <c>Host</c>.</summary>
    public required ImmutableArray<HttpHeader> Headers { get; init; }

    /// <summary>Replaces the host of the URL in the <c>Host</c> header.</summary>
    public string? Host { get; init; }

    public byte[] Body { get; init; } = [];

    /// <summary>The headers that prove who calls, which another host has no business to see.</summary>
    public ImmutableArray<string> SecretHeaders { get; init; } = ["Authorization", "Cookie"];

    /// <summary>Makes the request, or tells every fault of it at once.</summary>
    public static (HttpTriggerRequest? Request, ImmutableArray<string> Faults) Create(Trigger.Http trigger, TriggerContext context)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        var url = HttpTriggerUrl.Parse(trigger.Url, faults);
        var method = MethodOf(trigger.Method, faults);
        var headers = HeadersOf(trigger, url, faults);
        if (faults.Count > 0 || url is null)
        {
            return (null, faults.ToImmutable());
        }

        var request = new HttpTriggerRequest
        {
            Url = trigger.Auth is HttpAuth.ApiKey { InQuery: true } key ? HttpTriggerUrl.Append(url, key.Key, key.Value) : url,
            Method = new HttpMethod(method),
            Headers = Complete(headers, context),
            Host = headers.LastOrDefault(header => Is(header, "Host"))?.Value.Trim(),
            Body = Encoding.UTF8.GetBytes(trigger.Body),
        };
        return (trigger.Auth is HttpAuth.ApiKey { InQuery: false } secret ? request.Hiding(secret.Key) : request, []);
    }

    /// <summary>The message to send; a message is sent once only.</summary>
    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(Method, Url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = Body.Length > 0 ? new ByteArrayContent(Body) : null,
        };
        if (Host is not null)
        {
            message.Headers.TryAddWithoutValidation("Host", Host);
        }

        foreach (var (key, value) in Headers)
        {
            // The framework keeps what describes the content apart, and wants a content to hang it on.
            if (!message.Headers.TryAddWithoutValidation(key, value))
            {
                (message.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(key, value);
            }
        }

        return message;
    }

    private static bool Is(HttpHeader header, string name) => header.Key.Trim().Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string MethodOf(string text, ImmutableArray<string>.Builder faults)
    {
        var method = text.Length == 0 ? "GET" : text.Trim().ToUpperInvariant();
        if (!IsToken(method) || method == "CONNECT")
        {
            faults.Add($"`{Shorten(text)}` is not a method a trigger can use.");
        }

        return method;
    }

    private static ImmutableArray<HttpHeader> HeadersOf(Trigger.Http trigger, Uri? url, ImmutableArray<string>.Builder faults)
    {
        // An editor leaves empty lines behind; they mean nothing.
        ImmutableArray<HttpHeader> written = [.. trigger.Headers.Where(header => header.Key.Trim().Length + header.Value.Trim().Length > 0)];
        var headers = WithAuth(written, trigger.Auth, url, faults);
        foreach (var (key, value) in headers)
        {
            if (!IsToken(key.Trim()))
            {
                faults.Add($"`{Shorten(key)}` is not a name a header can have.");
            }
            else if (value.AsSpan().Trim().ContainsAny(ForbiddenInValue))
            {
                faults.Add($"The value of the header `{key.Trim()}` holds a line break or a NUL character, which no header can carry.");
            }
        }

        return headers;
    }

    private static ImmutableArray<HttpHeader> WithAuth(
        ImmutableArray<HttpHeader> headers, HttpAuth? auth, Uri? url, ImmutableArray<string>.Builder faults)
    {
        switch (auth)
        {
            case HttpAuth.Basic(var username, var password):
                return Set(headers, "Authorization", BasicValue($"{username}:{password}"));
            case HttpAuth.Bearer(var token):
                return Set(headers, "Authorization", token);
            case HttpAuth.ApiKey { Key: var key } when key.Trim().Length == 0:
                faults.Add("The API key of the authentication has no name.");
                return headers;
            case HttpAuth.ApiKey { InQuery: false } key:
                return Set(headers, key.Key.Trim(), key.Value);
            case null when url is { UserInfo.Length: > 0 } && !headers.Any(header => Is(header, "Authorization")):
                return Set(headers, "Authorization", BasicValue(Uri.UnescapeDataString(url.UserInfo)));
            default:
                return headers;
        }
    }

    private static string BasicValue(string credentials) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));

    private static ImmutableArray<HttpHeader> Complete(ImmutableArray<HttpHeader> headers, TriggerContext context)
    {
        var complete = headers.RemoveAll(header => Is(header, "Host") || OwnedByTransport.Any(name => Is(header, name)));
        complete = SetDefault(complete, "User-Agent", "Tracetest");
        complete = SetDefault(complete, "Accept-Encoding", "gzip, br");
        complete = TraceContextHeaders.For(context).Aggregate(complete, (all, header) => Set(all, header.Key, header.Value));
        return [.. complete.Select(header => new HttpHeader(header.Key.Trim(), header.Value.Trim()))];
    }

    private static ImmutableArray<HttpHeader> Set(ImmutableArray<HttpHeader> headers, string key, string value) =>
        headers.RemoveAll(header => Is(header, key)).Add(new HttpHeader(key, value));

    private static ImmutableArray<HttpHeader> SetDefault(ImmutableArray<HttpHeader> headers, string key, string value) =>
        headers.Any(header => Is(header, key)) ? headers : headers.Add(new HttpHeader(key, value));

    private static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(TokenCharacters);

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private HttpTriggerRequest Hiding(string header) => this with { SecretHeaders = SecretHeaders.Add(header.Trim()) };
}

using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Tracetest.Domain.Triggers;
using Tracetest.Infrastructure.Triggers;

namespace Tracetest.Infrastructure.Tests.Triggers;

/// <summary>The contract over HTTP, and what a well-behaved service sees of the user's request.</summary>
public sealed class HttpTriggererTests : TriggererContract
{
    [Theory]
    [InlineData("get", "GET")]
    [InlineData("", "GET")]
    [InlineData("POST", "POST")]
    [InlineData("PUT", "PUT")]
    [InlineData("PATCH", "PATCH")]
    [InlineData("DELETE", "DELETE")]
    [InlineData("COPY", "COPY")]
    [InlineData("HEAD", "HEAD")]
    [InlineData("OPTIONS", "OPTIONS")]
    [InlineData("LINK", "LINK")]
    [InlineData("UNLINK", "UNLINK")]
    [InlineData("PURGE", "PURGE")]
    [InlineData("LOCK", "LOCK")]
    [InlineData("UNLOCK", "UNLOCK")]
    [InlineData("PROPFIND", "PROPFIND")]
    [InlineData("VIEW", "VIEW")]
    public async Task FireAsync_EveryMethod_IsSentWithItsBody(string method, string sent)
    {
        await using var service = new RawHttpService(RawHttpService.Ok(""));

        await RespondedAsync(new Trigger.Http { Method = method, Url = service.Url + "/a?b=c", Body = "{\"ü\":1}" });

        Assert.Equal((sent, "/a?b=c", "{\"ü\":1}"), (service.Request.Method, service.Request.Target, service.Request.Text));
    }

    [Fact]
    public async Task FireAsync_UrlWithoutScheme_IsHttp()
    {
        await using var service = new RawHttpService(RawHttpService.Ok("hello"));

        var response = await RespondedAsync(Get($"LOCALHOST:{service.Port}/callback?to=http://elsewhere"));

        Assert.Equal("hello", response.Body);
        Assert.Equal("/callback?to=http://elsewhere", service.Request.Target);
        Assert.Equal($"localhost:{service.Port}", service.Request.One("Host"));
    }

    [Fact]
    public async Task FireAsync_UserHeaders_GoOutAsWritten()
    {
        await using var service = new RawHttpService(RawHttpService.Ok(""));
        var trigger = Post(service.Url, "a=b") with
        {
            Headers =
            [
                new("Host", "shop.example"), new("X-Many", "1"), new("X-Many", "2"), new("x-umlaut", "schön"), new("", ""),
                new("Content-Type", "application/x-www-form-urlencoded"), new("Content-Length", "999"), new("Accept-Encoding", "identity"),
                new("If-None-Match", "not quoted"), new("Authorization", "anything at all"),
            ],
        };

        await RespondedAsync(trigger);

        var request = service.Request;
        Assert.Equal(["shop.example"], request.All("Host"));
        Assert.Equal("1, 2", string.Join(", ", request.All("X-Many")));
        Assert.Equal("schön", request.One("x-umlaut"));
        Assert.Equal("application/x-www-form-urlencoded", request.One("Content-Type"));
        Assert.Equal("3", request.One("Content-Length"));
        Assert.Equal("identity", request.One("Accept-Encoding"));
        Assert.Equal("not quoted", request.One("If-None-Match"));
        Assert.Equal("anything at all", request.One("Authorization"));
    }

    [Fact]
    public async Task FireAsync_NoBody_SaysNothingOfAContentType()
    {
        await using var service = new RawHttpService(RawHttpService.Ok(""));

        await RespondedAsync(Get(service.Url));

        Assert.Null(service.Request.One("Content-Type"));
        Assert.Null(service.Request.One("Content-Length"));
    }

    [Fact]
    public async Task FireAsync_BasicAuth_ReplacesAuthorization()
    {
        var request = await SentAsync(new HttpAuth.Basic("ann", "s:cret ü"), new HttpHeader("authorization", "old"));

        Assert.Equal("Basic " + Convert.ToBase64String("ann:s:cret ü"u8), request.One("Authorization"));
    }

    [Fact]
    public async Task FireAsync_BearerAuth_IsVerbatim() =>
        Assert.Equal("token without prefix", (await SentAsync(new HttpAuth.Bearer("token without prefix"))).One("Authorization"));

    [Fact]
    public async Task FireAsync_ApiKeyInHeader_IsSet() =>
        Assert.Equal("k", (await SentAsync(new HttpAuth.ApiKey("X-Api-Key", "k", false), new HttpHeader("x-api-key", "old"))).One("X-Api-Key"));

    [Fact]
    public async Task FireAsync_ApiKeyInQuery_IsAppended() =>
        Assert.Equal("/?a=1&api%20key=v%26%20w", (await SentAsync(new HttpAuth.ApiKey("api key", "v& w", true))).Target);

    [Fact]
    public async Task FireAsync_CredentialsInTheUrl_AreBasic()
    {
        await using var service = new RawHttpService(RawHttpService.Ok(""));

        await RespondedAsync(Get($"http://ann:p%40ss@127.0.0.1:{service.Port}/"));

        Assert.Equal("Basic " + Convert.ToBase64String("ann:p@ss"u8), service.Request.One("Authorization"));
    }

    [Fact]
    public async Task FireAsync_AnAnswer_IsCapturedWhole()
    {
        await using var service = new RawHttpService(
            "HTTP/1.1 418 I'm a teapot\r\nX-B: 2\r\nX-A: 1\r\nSet-Cookie: a=1, b\r\nSet-Cookie: c=2\r\n"
            + "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Length: 4\r\n\r\ncaf\u00e9");

        var response = await RespondedAsync(Get(service.Url));

        Assert.Equal((418, "418 I'm a teapot", "café", false), (response.StatusCode, response.Status, response.Body, response.IsBodyCut));
        Assert.Equal(
            [
                new("X-B", "2"), new("X-A", "1"), new("Set-Cookie", "a=1, b"), new("Set-Cookie", "c=2"),
                new("Content-Type", "text/plain; charset=iso-8859-1"), new HttpHeader("Content-Length", "4"),
            ],
            response.Headers);
    }

    [Theory]
    [InlineData("text/html; charset=windows-1252", "\u0080", "€")]
    [InlineData("text/html; charset=\"no-such\"", "\u00c3\u00bc", "ü")]
    [InlineData("nonsense", "\u00c3\u00bc", "ü")]
    [InlineData("text/plain", "\u00ff", "\ufffd")]
    public async Task FireAsync_Charset_DecodesTheBody(string contentType, string bytes, string text)
    {
        await using var service = new RawHttpService(RawHttpService.Ok(bytes, $"Content-Type: {contentType}\r\n"));

        Assert.Equal(text, (await RespondedAsync(Get(service.Url))).Body);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip, br")]
    [InlineData("unheard-of")]
    public async Task FireAsync_CompressedBody_IsReadPlain(string encodings)
    {
        await using var service = new RawHttpService(Compression.Answer("plain text", encodings));

        var response = await RespondedAsync(Get(service.Url));

        Assert.Equal("plain text", response.Body);
        Assert.Contains(new HttpHeader("Content-Encoding", encodings), response.Headers);
        Assert.Equal("gzip, br", service.Request.One("Accept-Encoding"));
    }

    [Fact]
    public async Task FireAsync_BodyLongerThanKept_IsCutBetweenCharacters()
    {
        var letters = new string('x', TriggerResponse.Http.MaxBodyLength - 1);
        await using var service = new RawHttpService((_, stream, token) =>
            stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.0 200 OK\r\n\r\n{letters}€"), token).AsTask());

        var response = await RespondedAsync(Get(service.Url));

        Assert.True(response.IsBodyCut);
        Assert.Equal(letters, response.Body);
    }

    [Fact]
    public async Task FireAsync_BodyExactlyAsLongAsKept_IsWhole()
    {
        var letters = new string('x', TriggerResponse.Http.MaxBodyLength);
        await using var service = new RawHttpService(RawHttpService.Ok(letters));

        var response = await RespondedAsync(Get(service.Url));

        Assert.False(response.IsBodyCut);
        Assert.Equal(letters.Length, response.Body.Length);
    }

    [Theory]
    [InlineData("GET", ServiceBehaviour.ClosesAfterReading)]
    [InlineData("GET", ServiceBehaviour.ResetsAfterReading)]
    [InlineData("PUT", ServiceBehaviour.ClosesAfterReading)]
    [InlineData("DELETE", ServiceBehaviour.ResetsAfterReading)]
    public async Task FireAsync_HungUpOnWithoutABody_WasSentOnce(string method, ServiceBehaviour behaviour)
    {
        await using var service = Start(behaviour);
        var trigger = Get($"http://127.0.0.1:{service.Port}") with { Method = method };

        var failed = Assert.IsType<TriggerOutcome.Failed>(await Triggerer(TimeSpan.FromSeconds(60)).FireAsync(trigger, Context, Cancelled));

        Assert.Contains("broke it off", failed.Error.Message, StringComparison.Ordinal);
        Assert.False(failed.Error.IsConnectionError);
        Assert.Equal(1, service.Calls);
    }

    [Fact]
    public async Task FireAsync_TwiceAtAServiceThatKeepsConnections_UsesANewOneAndLeavesNone()
    {
        var calls = 0;
        await using var service = new RawHttpService((_, stream, token) => Interlocked.Increment(ref calls) == 1
            ? stream.WriteAsync(Encoding.ASCII.GetBytes(RawHttpService.Ok("first")), token).AsTask()
            : CloseAsync(stream))
        { KeepsAlive = true };
        var triggerer = Triggerer(TimeSpan.FromSeconds(60));

        var first = await triggerer.FireAsync(Get(service.Url), Context, Cancelled);
        var second = await triggerer.FireAsync(Get(service.Url), Context, Cancelled);

        Assert.IsType<TriggerOutcome.Responded>(first);
        Assert.IsType<TriggerOutcome.Failed>(second);
        Assert.Equal(2, service.Requests.Count);
        await Eventually.IsTrueAsync(() => service.OpenConnections == 0, Cancelled);
    }

    [Fact]
    public async Task FireAsync_ManyAtOnce_AllAnswerAndNoConnectionStays()
    {
        await using var service = new RawHttpService(RawHttpService.Ok("ok")) { KeepsAlive = true };
        var triggerer = Triggerer(TimeSpan.FromSeconds(60));

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => triggerer.FireAsync(Post(service.Url, "x"), Context, Cancelled)));

        Assert.All(outcomes, outcome => Assert.IsType<TriggerOutcome.Responded>(outcome));
        Assert.Equal(100, service.Requests.Count);
        await Eventually.IsTrueAsync(() => service.OpenConnections == 0, Cancelled);
    }

    protected override ITriggerer Triggerer(TimeSpan patience)
    {
        var options = new HttpTriggerOptions { ConnectTimeout = patience, TotalTimeout = patience };
        return new HttpTriggerer(Options.Create(options), new TriggerSurroundings(false), TimeProvider.System);
    }

    protected override Trigger TriggerAt(int port, params HttpHeader[] headers) =>
        Post($"http://127.0.0.1:{port}", "hello") with { Headers = [.. headers] };

    protected override IServiceUnderTest Start(ServiceBehaviour behaviour) => new HttpService(behaviour);

    protected override bool IsCut(TriggerResponse response) => ((TriggerResponse.Http)response).IsBodyCut;

    private static Trigger.Http Get(string url) => new() { Method = "GET", Url = url };

    private static Trigger.Http Post(string url, string body) => new() { Method = "POST", Url = url, Body = body };

    private static Task CloseAsync(Stream stream)
    {
        stream.Close();
        return Task.CompletedTask;
    }

    private async Task<RawRequest> SentAsync(HttpAuth auth, params HttpHeader[] headers)
    {
        await using var service = new RawHttpService(RawHttpService.Ok(""));
        await RespondedAsync(Get(service.Url + "?a=1") with { Auth = auth, Headers = [.. headers] });
        return service.Request;
    }

    private async Task<TriggerResponse.Http> RespondedAsync(Trigger.Http trigger)
    {
        var outcome = await Triggerer(TimeSpan.FromSeconds(60)).FireAsync(trigger, Context, Cancelled);
        return Assert.IsType<TriggerResponse.Http>(Assert.IsType<TriggerOutcome.Responded>(outcome).Response);
    }

    private sealed class HttpService(ServiceBehaviour behaviour) : IServiceUnderTest
    {
        private static readonly byte[] Chunk = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
        private readonly RawHttpService _service = new((_, stream, token) => AnswerAsync(behaviour, stream, token));

        public int Port => _service.Port;

        public int Calls => _service.Requests.Count;

        public IReadOnlyList<KeyValuePair<string, string>> Metadata => _service.Requests.Last().Headers;

        public ValueTask DisposeAsync() => _service.DisposeAsync();

        private static Task AnswerAsync(ServiceBehaviour behaviour, Stream stream, CancellationToken token) => behaviour switch
        {
            ServiceBehaviour.Answers => WriteAsync(stream, RawHttpService.Ok("fine"), token),
            ServiceBehaviour.AnswersWithFailure => WriteAsync(stream, "HTTP/1.1 503 Not Now\r\nContent-Length: 0\r\n\r\n", token),
            ServiceBehaviour.AnswersWithEndlessBody => WriteForeverAsync(stream, token),
            ServiceBehaviour.NeverAnswers => Task.Delay(Timeout.Infinite, token),
            ServiceBehaviour.ResetsAfterReading => ResetAsync(stream),
            _ => Task.CompletedTask,
        };

        private static Task WriteAsync(Stream stream, string text, CancellationToken token) =>
            stream.WriteAsync(Encoding.ASCII.GetBytes(text), token).AsTask();

        private static async Task WriteForeverAsync(Stream stream, CancellationToken token)
        {
            await WriteAsync(stream, "HTTP/1.0 200 OK\r\n\r\n", token);
            while (true)
            {
                await stream.WriteAsync(Chunk, token);
            }
        }

        private static Task ResetAsync(Stream stream)
        {
            ((NetworkStream)stream).Socket.LingerState = new LingerOption(true, 0);
            ((NetworkStream)stream).Socket.Close();
            return Task.CompletedTask;
        }
    }
}

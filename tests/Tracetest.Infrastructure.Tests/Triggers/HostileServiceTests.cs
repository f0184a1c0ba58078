using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Options;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;
using Tracetest.Infrastructure.Triggers;

namespace Tracetest.Infrastructure.Tests.Triggers;

/// <summary>Services and texts that mean harm, or look as if they did. Source: spec performance-and-reliability 5.3 F6.</summary>
public sealed class HostileServiceTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private readonly List<IDisposable> _garbage = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _garbage.ForEach(one => one.Dispose());

    [Fact]
    public async Task FireAsync_ClosesInTheMiddleOfTheBody_Fails()
    {
        await using var service = new RawHttpService("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");

        Assert.Contains("broke it off", (await FailedAsync(service.Url)).Message, StringComparison.Ordinal);
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloX\r\n0\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    [InlineData("HTTP/1.1 two hundred\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n")]
    public async Task FireAsync_NotHttp_Fails(string answer)
    {
        await using var service = new RawHttpService(answer);

        Assert.Contains("not valid HTTP", (await FailedAsync(service.Url)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FireAsync_HugeHeaders_Fails()
    {
        await using var service = new RawHttpService(RawHttpService.Ok("", $"X-Huge: {new string('x', 1_000_000)}\r\n"));

        Assert.Contains("64 KiB", (await FailedAsync(service.Url)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task FireAsync_BodyIsNotWhatItsEncodingSays_Fails(string encoding)
    {
        await using var service = new RawHttpService(Compression.Answer(Encoding.ASCII.GetBytes("not compressed at all, really"), encoding));

        Assert.Contains("Content-Encoding", (await FailedAsync(service.Url)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("gzip, gzip")]
    public async Task FireAsync_CompressionBomb_IsCut(string encodings)
    {
        var bomb = Compression.Compressed(new byte[100 * 1024 * 1024], encodings);
        await using var service = new RawHttpService(Compression.Answer(bomb, encodings));

        var response = await RespondedAsync(Get(service.Url));

        Assert.True(response.IsBodyCut);
        Assert.Equal(TriggerResponse.Http.MaxBodyLength, response.Body.Length);
    }

    [Fact]
    public async Task FireAsync_EmptyBodiesOfAnyEncoding_AreEmpty()
    {
        await using var service = new RawHttpService("HTTP/1.1 204 No Content\r\nContent-Encoding: br\r\n\r\n");
        await using var head = new RawHttpService("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 77\r\n\r\n");

        Assert.Equal("", (await RespondedAsync(Get(service.Url))).Body);
        Assert.Equal("", (await RespondedAsync(Get(head.Url) with { Method = "HEAD" })).Body);
    }

    [Fact]
    public async Task FireAsync_OneByteASecond_EndsWithTheTotalTimeout()
    {
        await using var service = new RawHttpService(DripAsync) { KeepsAlive = true };

        var error = await FailedAsync(service.Url, TimeSpan.FromSeconds(2));

        Assert.True(error.IsConnectionError);
        Assert.Contains("within 2 s", error.Message, StringComparison.Ordinal);
        await Eventually.IsTrueAsync(() => service.OpenConnections == 0, Cancelled);
    }

    [Fact]
    public async Task FireAsync_UpgradesToAnotherProtocol_IsAResponseWithoutBody()
    {
        await using var service = new RawHttpService(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nnoise"u8.ToArray(), token);
            await Task.Delay(Timeout.Infinite, token);
        });

        var response = await RespondedAsync(Get(service.Url));

        Assert.Equal(("101 Switching Protocols", ""), (response.Status, response.Body));
    }

    [Fact]
    public async Task FireAsync_RedirectsForever_FailsAfterTen()
    {
        await using var service = new RawHttpService("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");

        Assert.Contains("10 redirects", (await FailedAsync(service.Url)).Message, StringComparison.Ordinal);
        Assert.Equal(11, service.Requests.Count);
    }

    [Theory]
    [InlineData(301, "GET", "")]
    [InlineData(302, "GET", "")]
    [InlineData(303, "GET", "")]
    [InlineData(307, "POST", "hello")]
    [InlineData(308, "POST", "hello")]
    public async Task FireAsync_RedirectedPost_GoesOnAsTheStatusSays(int status, string method, string body)
    {
        await using var service = new RawHttpService((request, stream, token) => stream.WriteAsync(Encoding.ASCII.GetBytes(
            request.Target == "/there" ? RawHttpService.Ok("arrived") : $"HTTP/1.1 {status} Go\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n"),
            token).AsTask());

        var response = await RespondedAsync(new Trigger.Http
        {
            Method = "POST",
            Url = service.Url,
            Body = "hello",
            Headers = [new("Content-Type", "text/plain")],
            Auth = new HttpAuth.Bearer("t"),
        });

        var second = service.Requests.Last();
        Assert.Equal("arrived", response.Body);
        Assert.Equal((method, body, body.Length > 0), (second.Method, second.Text, second.One("Content-Type") is not null));
        Assert.NotNull(second.One("traceparent"));
        Assert.Equal("t", second.One("Authorization"));
    }

    [Fact]
    public async Task FireAsync_RedirectedToAnotherHost_KeepsSecretsToItself()
    {
        await using var stranger = new RawHttpService(RawHttpService.Ok("mine now"));
        await using var service = new RawHttpService($"HTTP/1.1 307 Go\r\nLocation: {stranger.Url}/x\r\nContent-Length: 0\r\n\r\n");
        var trigger = Get(service.Url) with
        {
            Auth = new HttpAuth.ApiKey("X-Key", "canary", false),
            Headers = [new("Cookie", "canary"), new("Authorization", "canary"), new("Host", "shop.example"), new("X-Plain", "1")],
        };

        await RespondedAsync(trigger);

        Assert.Equal("shop.example", service.Request.One("Host"));
        Assert.Equal("canary", service.Request.One("X-Key"));
        Assert.DoesNotContain(stranger.Request.Headers, header => header.Value == "canary");
        Assert.Equal($"127.0.0.1:{stranger.Port}", stranger.Request.One("Host"));
        Assert.Equal("1", stranger.Request.One("X-Plain"));
    }

    [Theory]
    [InlineData("Location: ftp://elsewhere/\r\n")]
    [InlineData("Location: http://[bad\r\n")]
    [InlineData("")]
    public async Task FireAsync_RedirectToNowhere_IsTheAnswer(string location)
    {
        await using var service = new RawHttpService($"HTTP/1.1 302 Found\r\n{location}Content-Length: 0\r\n\r\n");

        Assert.Equal(302, (await RespondedAsync(Get(service.Url))).StatusCode);
    }

    [Theory]
    [InlineData("no host/?#")]
    [InlineData("")]
    [InlineData("[")]
    public async Task FireAsync_OddHostHeader_IsSentOrLeftToTheService(string host)
    {
        await using var service = new RawHttpService(RawHttpService.Ok("ok"));

        Assert.Equal("ok", (await RespondedAsync(Get(service.Url) with { Headers = [new("Host", host)] })).Body);
    }

    [Theory]
    [InlineData("http://ü.invalid/")]
    [InlineData("http://xn--a.invalid/")]
    [InlineData("http://[fe80::1%25none]:1/")]
    [InlineData("http://a..b.invalid/")]
    [InlineData("http://127.0.0.1:0/")]
    public async Task FireAsync_OddHost_Fails(string url) => Assert.NotEmpty((await FailedAsync(url)).Message);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("   ", "empty")]
    [InlineData("http://", "cannot be read")]
    [InlineData("http://a b/", "cannot be read")]
    [InlineData("http://host:99999/", "cannot be read")]
    [InlineData("ftp://host/", "`ftp`")]
    [InlineData("file:///etc/passwd", "`file`")]
    public async Task FireAsync_InvalidUrl_Fails(string url, string reason) =>
        Assert.Contains(reason, (await FailedAsync(url)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("BAD METHOD")]
    [InlineData("G\nET")]
    [InlineData("CONNECT")]
    public async Task FireAsync_InvalidMethod_Fails(string method) =>
        Assert.Contains("method", (await FailedAsync(new Trigger.Http { Method = method, Url = "http://localhost" })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task FireAsync_SeveralFaults_AreToldAtOnceAndWithoutSecrets()
    {
        var error = await FailedAsync(Get("ftp://x") with
        {
            Headers = [new("bad name", "1"), new("X-Key", "canary\r\nX-Injected: 1"), new("", "no name"), new("Nul", "a\0b")],
            Auth = new HttpAuth.Bearer("canary\n"),
        });

        Assert.Contains("`ftp`", error.Message, StringComparison.Ordinal);
        Assert.Contains("`bad name`", error.Message, StringComparison.Ordinal);
        Assert.Contains("`X-Key`", error.Message, StringComparison.Ordinal);
        Assert.Contains("``", error.Message, StringComparison.Ordinal);
        Assert.Contains("`Nul`", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FireAsync_Failure_NamesNoSecretOfTheUrl()
    {
        var port = ClosedPort();

        var error = await FailedAsync(Get($"http://ann:canary@127.0.0.1:{port}/path?key=canary") with { Auth = new HttpAuth.ApiKey("k", "canary", true) });

        Assert.Contains($"http://127.0.0.1:{port}/path could not be reached", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FireAsync_UnknownHost_IsAConnectionError()
    {
        var error = await FailedAsync("http://no-such-host.invalid/");

        Assert.True(error.IsConnectionError);
        Assert.False(error.TargetsLocalhost);
        Assert.Contains("no-such-host.invalid", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.1.2.3", true)]
    [InlineData("[::1]", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("no-such-localhost.invalid", false)]
    public async Task FireAsync_ConnectionErrorInAContainer_HintsWhenTheTargetIsLocal(string host, bool isLocal)
    {
        var error = await FailedAsync(Get($"http://{host}:{ClosedPort()}"), Long, isInContainer: true);

        Assert.Equal((true, true, isLocal), (error.IsConnectionError, error.IsRunningInContainer, error.TargetsLocalhost));
        Assert.Equal(isLocal, error.Message.Contains("host.docker.internal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FireAsync_BlackHole_FailsWithTheConnectTimeout()
    {
        // A listener whose queue is full takes no further connection: packets to it are dropped, as by a firewall.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        await FillQueueAsync((IPEndPoint)full.LocalEndPoint!);
        var triggerer = Triggerer(new HttpTriggerOptions { ConnectTimeout = TimeSpan.FromSeconds(1), TotalTimeout = Long }, isInContainer: false);

        var outcome = await triggerer.FireAsync(Get($"http://{full.LocalEndPoint}"), Context(), Cancelled);

        var error = Assert.IsType<TriggerOutcome.Failed>(outcome).Error;
        Assert.True(error.IsConnectionError);
        Assert.Contains("within 1 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FireAsync_SelfSignedCertificate_IsAcceptedUnlessVerified()
    {
        using var certificate = SelfSigned();
        await using var service = new RawHttpService(RawHttpService.Ok("trusted"), certificate);
        var url = $"https://localhost:{service.Port}";

        Assert.Equal("trusted", (await RespondedAsync(Get(url))).Body);
        var error = await FailedAsync(Get(url) with { SslVerification = true });

        Assert.Contains("certificate that is not trusted", error.Message, StringComparison.Ordinal);
        Assert.Contains("sslVerification", error.Message, StringComparison.Ordinal);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task FireAsync_HttpsAtAPlainService_NamesTls()
    {
        await using var service = new RawHttpService(RawHttpService.Ok(""));

        // The service waits for the end of a request head that never comes, so it must end by itself or by the timeout.
        var error = await FailedAsync(Get($"https://127.0.0.1:{service.Port}") with { SslVerification = true }, TimeSpan.FromSeconds(2));

        Assert.Contains($"https://127.0.0.1:{service.Port}/", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FireAsync_TlsPeerThatHangsUp_NamesTls()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var hangUp = Task.Run(async () => (await listener.AcceptTcpClientAsync(Cancelled)).Close(), Cancelled);

        var error = await FailedAsync(Get($"https://{listener.LocalEndpoint}") with { SslVerification = true });

        await hangUp;
        Assert.Contains("plain http", error.Message, StringComparison.Ordinal);
    }

    private static async Task DripAsync(RawRequest request, Stream stream, CancellationToken token)
    {
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"u8.ToArray(), token);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await timer.WaitForNextTickAsync(token))
        {
            await stream.WriteAsync("x"u8.ToArray(), token);
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task FillQueueAsync(IPEndPoint target)
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _garbage.Add(socket);
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            try
            {
                await socket.ConnectAsync(target, patience.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static Trigger.Http Get(string url) => new() { Method = "GET", Url = url };

    private static TriggerContext Context() => new(TraceId.NewRandom(), SpanId.NewRandom());

    private static HttpTriggerer Triggerer(HttpTriggerOptions options, bool isInContainer) =>
        new(Options.Create(options), new TriggerSurroundings(isInContainer), TimeProvider.System);

    private static Task<TriggerOutcome> FireAsync(Trigger trigger, TimeSpan patience, bool isInContainer = false) =>
        Triggerer(new HttpTriggerOptions { ConnectTimeout = patience, TotalTimeout = patience }, isInContainer)
            .FireAsync(trigger, Context(), Cancelled);

    private static async Task<TriggerResponse.Http> RespondedAsync(Trigger.Http trigger) =>
        Assert.IsType<TriggerResponse.Http>(Assert.IsType<TriggerOutcome.Responded>(await FireAsync(trigger, Long)).Response);

    private static Task<TriggerError> FailedAsync(string url, TimeSpan? patience = null) => FailedAsync(Get(url), patience);

    private static async Task<TriggerError> FailedAsync(Trigger.Http trigger, TimeSpan? patience = null, bool isInContainer = false) =>
        Assert.IsType<TriggerOutcome.Failed>(await FireAsync(trigger, patience ?? Long, isInContainer)).Error;
}

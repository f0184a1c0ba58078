using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Tracetest.Domain.Otlp;
using Tracetest.TestSupport.Otlp;

namespace Tracetest.Web.Tests.Endpoints.Otlp;

public sealed class OtlpHttpEndpointsTests
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    private static readonly OtlpExport.Accepted AllAccepted = new(0, "");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Protobuf, "0A00")]
    [InlineData(Json, "7B227061727469616C53756363657373223A7B7D7D")]
    public async Task Post_AllAccepted_AnswersEmptyPartialSuccess(string type, string body)
    {
        await using var server = await StartAsync(AllAccepted);

        var answer = await PostAsync(server, [1], type);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(body, Convert.ToHexString(await answer.Content.ReadAsByteArrayAsync(Cancel)));
    }

    [Theory]
    [InlineData(Protobuf, "0A09080312056361757365")]
    [InlineData(Json, "{\"partialSuccess\":{\"rejectedSpans\":\"3\",\"errorMessage\":\"cause\"}}")]
    public async Task Post_SomeRejected_AnswersHowManyAndWhy(string type, string body)
    {
        await using var server = await StartAsync(new OtlpExport.Accepted(3, "cause"));

        var bytes = await (await PostAsync(server, [1], type)).Content.ReadAsByteArrayAsync(Cancel);

        Assert.Equal(body, type == Json ? Encoding.UTF8.GetString(bytes) : Convert.ToHexString(bytes));
    }

    [Theory]
    [InlineData(Protobuf, "080312056361757365")]
    [InlineData(Json, "{\"code\":3,\"message\":\"cause\"}")]
    public async Task Post_Malformed_Answers400WithAStatusInTheRequestsType(string type, string body)
    {
        await using var server = await StartAsync(new OtlpExport.Malformed("cause"));

        var answer = await PostAsync(server, [1], type);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(body, type == Json ? Encoding.UTF8.GetString(bytes) : Convert.ToHexString(bytes));
    }

    [Fact]
    public async Task Post_Unavailable_Answers503WithRetryAfter()
    {
        await using var server = await StartAsync(new OtlpExport.Unavailable("away", TimeSpan.FromMilliseconds(1500)));

        var answer = await PostAsync(server, [1], Protobuf);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), answer.Headers.RetryAfter?.Delta);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/protobuf")]
    [InlineData(null)]
    public async Task Post_OtherType_Answers415(string? type)
    {
        await using var server = await StartAsync(AllAccepted);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PostAsync(server, [1], type)).StatusCode);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON")]
    public async Task Post_TypeWrittenOtherwise_IsAccepted(string type)
    {
        await using var server = await StartAsync(AllAccepted);

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(server, "{}"u8.ToArray(), type)).StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("HEAD")]
    public async Task Other_Method_Answers405(string method)
    {
        await using var server = await StartAsync(AllAccepted);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Http, "/v1/traces"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await server.Client.SendAsync(request, Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("/v1/traces/")]
    [InlineData("/v1/trace")]
    [InlineData("/")]
    public async Task Other_Path_Answers404(string path)
    {
        await using var server = await StartAsync(AllAccepted);

        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(server, [1], Protobuf, path: path)).StatusCode);
    }

    [Fact]
    public async Task Other_Port_KnowsNothingOfTraces()
    {
        await using var server = await StartAsync(AllAccepted);
        using var content = new ByteArrayContent([1]);

        var answer = await server.Client.PostAsync(new Uri(server.Other, "/v1/traces"), content, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("pages", await server.Client.GetStringAsync(server.Other, Cancel));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("zlib")]
    public async Task Post_Compressed_ReachesTheReceiverUnpacked(string encoding)
    {
        var receiver = new FakeReceiver(AllAccepted);
        await using var server = await OtlpServer.StartAsync(receiver, Cancel);
        var body = Enumerable.Range(0, 100_000).Select(i => (byte)(i * i)).ToArray();

        var answer = await PostAsync(server, Pack(body, encoding), Protobuf, encoding);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(body, Assert.Single(receiver.Received));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Post_CompressedAndCutShortAnywhere_Answers400(string encoding)
    {
        var receiver = new FakeReceiver(AllAccepted);
        await using var server = await OtlpServer.StartAsync(receiver, Cancel);
        var packed = Pack(Encoding.UTF8.GetBytes("some body that is not worth packing"), encoding);
        for (var length = 0; length < packed.Length; length++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server, packed[..length], Protobuf, encoding)).StatusCode);
        }

        Assert.Empty(receiver.Received);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("identity")]
    [InlineData("GZIP")]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    public async Task Post_OtherCompression_Answers400(string encoding)
    {
        await using var server = await StartAsync(AllAccepted);

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server, [1], Protobuf, encoding)).StatusCode);
    }

    [Fact]
    public async Task Post_RawDeflate_Answers400()
    {
        using var packed = new MemoryStream();
        await using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest))
        {
            deflate.Write(new byte[1000]);
        }

        await using var server = await StartAsync(AllAccepted);

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server, packed.ToArray(), Protobuf, "deflate")).StatusCode);
    }

    [Theory]
    [InlineData(1_501, null)]
    [InlineData(1_000_000, "gzip")]
    public async Task Post_TooLarge_Answers413(int length, string? encoding)
    {
        await using var server = await StartAsync(AllAccepted, options => options.MaxRequestBytes = 1500);
        var body = new byte[length];

        var answer = await PostAsync(server, encoding is null ? body : Pack(body, encoding), Protobuf, encoding);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Post_Bomb_Answers413()
    {
        await using var server = await StartAsync(AllAccepted);
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(new byte[30_000_000]);
        }

        var answer = await PostAsync(server, packed.ToArray(), Protobuf, "gzip");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Post_MoreBytesAtOnceThanAllowed_Answers503()
    {
        var gate = new TaskCompletionSource();
        var receiver = new FakeReceiver(AllAccepted) { Gate = gate.Task };
        await using var server = await OtlpServer.StartAsync(receiver, Cancel, options => options.MaxBytesInFlight = 1024 * 1024);
        var first = PostAsync(server, new byte[2_000_000], Protobuf);
        while (receiver.Received.Count == 0)
        {
            await Task.Yield();
        }

        var second = await PostAsync(server, new byte[2_000_000], Protobuf);
        gate.SetResult();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
    }

    [Fact]
    public async Task Preflight_FromABrowser_AllowsPostWithoutCredentials()
    {
        await using var server = await StartAsync(AllAccepted);
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(server.Http, "/v1/traces"));
        request.Headers.Add("Origin", "http://shop.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");

        var answer = await server.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("content-type", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Headers")));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Preflight_FromAnOriginNotListed_Answers405()
    {
        await using var server = await StartAsync(AllAccepted, options => options.CorsOrigins.Add("http://other.example"));
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(server.Http, "/v1/traces"));
        request.Headers.Add("Origin", "http://shop.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await server.Client.SendAsync(request, Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("proto-gzip.storefront", "gzip")]
    [InlineData("proto-gzip.edge-types", "gzip")]
    [InlineData("proto-deflate.sample", "deflate")]
    [InlineData("proto-zlib.sample", "zlib")]
    public async Task Post_RecordedCollectorBody_ReachesTheReceiver(string name, string encoding)
    {
        var receiver = new FakeReceiver(AllAccepted);
        await using var server = await OtlpServer.StartAsync(receiver, Cancel);

        var answer = await PostAsync(server, RecordedOtlp.Http(name), Protobuf, encoding);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(0x0a, Assert.Single(receiver.Received)[0]);
    }

    private static byte[] Pack(byte[] body, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = encoding == "gzip"
            ? new GZipStream(packed, CompressionLevel.Fastest)
            : new ZLibStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(body);
        }

        return packed.ToArray();
    }

    private static Task<OtlpServer> StartAsync(
        OtlpExport outcome, Action<Tracetest.Web.Endpoints.Otlp.OtlpServerOptions>? configure = null) =>
        OtlpServer.StartAsync(new FakeReceiver(outcome), Cancel, configure);

    private static async Task<HttpResponseMessage> PostAsync(
        OtlpServer server, byte[] body, string? type, string? encoding = null, string path = "/v1/traces")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        return await server.Client.PostAsync(new Uri(server.Http, path), content, Cancel);
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using Tracetest.Domain.Otlp;
using Tracetest.TestSupport.Otlp;

namespace Tracetest.Web.Tests.Endpoints.Otlp;

public sealed class OtlpGrpcEndpointsTests
{
    private const string Export = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    private static readonly OtlpExport.Accepted AllAccepted = new(0, "");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_AllAccepted_RepliesEmptyPartialSuccessAndOk()
    {
        var receiver = new FakeReceiver(AllAccepted);
        await using var server = await OtlpServer.StartAsync(receiver, Cancel);

        var reply = await CallAsync(server, Frame([1, 2, 3]));

        Assert.Equal(("0", "00000000020A00"), (reply.Status, Convert.ToHexString(reply.Body)));
        Assert.Equal([1, 2, 3], Assert.Single(receiver.Received));
    }

    [Fact]
    public async Task Export_LongReply_IsCompressedWhenTheCallerTakesIt()
    {
        await using var server = await StartAsync(new OtlpExport.Accepted(1, new string('x', 1000)));

        var reply = await CallAsync(server, Frame([1]), accept: "snappy,zstd,gzip");

        Assert.Equal(1, reply.Body[0]);
        using var gzip = new GZipStream(new MemoryStream(reply.Body[5..]), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        await gzip.CopyToAsync(plain, Cancel);
        Assert.True(plain.Length > 1000);
    }

    [Fact]
    public async Task Export_Malformed_IsInternal()
    {
        await using var server = await StartAsync(new OtlpExport.Malformed("100 % ünreadable"));

        var reply = await CallAsync(server, Frame([1]));

        Assert.Equal("13", reply.Status);
        Assert.Equal("grpc: error unmarshalling request: 100 %25 %C3%BCnreadable", reply.Message);
    }

    [Fact]
    public async Task Export_Unavailable_SaysWhenToComeAgain()
    {
        await using var server = await StartAsync(new OtlpExport.Unavailable("away", TimeSpan.FromMilliseconds(1500)));

        var reply = await CallAsync(server, Frame([1]));

        Assert.Equal("14", reply.Status);
        Assert.Equal(
            "080E1204617761791A360A28747970652E676F6F676C65617069732E636F6D2F676F6F676C652E7270632E5265747279496E666F120A0A08080110"
            + "80CAB5EE01",
            Convert.ToHexString(Convert.FromBase64String(reply.Details.PadRight((reply.Details.Length + 3) / 4 * 4, '='))));
    }

    [Theory]
    [InlineData("/opentelemetry.proto.collector.trace.v1.TraceService/Nope", "unknown method Nope")]
    [InlineData("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", "unknown service")]
    public async Task Call_UnknownMethod_IsUnimplemented(string path, string message)
    {
        await using var server = await StartAsync(AllAccepted);

        var reply = await CallAsync(server, Frame([1]), path: path);

        Assert.Equal("12", reply.Status);
        Assert.StartsWith(message, reply.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", 1, "12")]
    [InlineData("snappy", 1, "12")]
    [InlineData(null, 1, "13")]
    [InlineData("gzip", 2, "13")]
    [InlineData("gzip", 1, "13")]
    public async Task Export_CompressionUnknownOrBroken_SaysSo(string? encoding, byte flag, string status)
    {
        await using var server = await StartAsync(AllAccepted);

        Assert.Equal(status, (await CallAsync(server, Frame([1, 2, 3, 4, 5, 6], flag), encoding)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000")]
    [InlineData("000000000A01")]
    [InlineData("000000000101020304")]
    public async Task Export_FrameNotWhole_IsInternal(string body)
    {
        await using var server = await StartAsync(AllAccepted);

        Assert.Equal("13", (await CallAsync(server, Convert.FromHexString(body))).Status);
    }

    [Theory]
    [InlineData(2000, null)]
    [InlineData(1_000_000, "gzip")]
    public async Task Export_TooLarge_IsResourceExhausted(int length, string? encoding)
    {
        await using var server = await StartAsync(AllAccepted, options => options.MaxRequestBytes = 1500);
        var frame = encoding is null ? Frame(new byte[length]) : Frame(Gzip(new byte[length]), 1);

        Assert.Equal("8", (await CallAsync(server, frame, encoding)).Status);
    }

    [Fact]
    public async Task Export_FortyMebibytes_IsTaken()
    {
        var receiver = new FakeReceiver(AllAccepted);
        await using var server = await OtlpServer.StartAsync(receiver, Cancel);

        Assert.Equal("0", (await CallAsync(server, Frame(new byte[40 * 1024 * 1024]))).Status);
        Assert.Equal(40 * 1024 * 1024, Assert.Single(receiver.Received).Length);
    }

    [Fact]
    public async Task Export_NotDoneInTime_IsDeadlineExceeded()
    {
        var never = new TaskCompletionSource();
        await using var server = await OtlpServer.StartAsync(new FakeReceiver(AllAccepted) { Gate = never.Task }, Cancel);

        Assert.Equal("4", (await CallAsync(server, Frame([1]), timeout: "50m")).Status);
    }

    [Fact]
    public async Task Call_NotGrpc_Answers415()
    {
        await using var server = await StartAsync(AllAccepted);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await SendAsync(server, [1], Export, "text/plain", [])).StatusCode);
    }

    [Theory]
    [InlineData("none.storefront", null)]
    [InlineData("none.edge-types", null)]
    [InlineData("gzip.storefront", "gzip")]
    [InlineData("gzip.edge-types", "gzip")]
    public async Task Export_RecordedCollectorCall_ReachesTheReceiver(string name, string? encoding)
    {
        var receiver = new FakeReceiver(AllAccepted);
        await using var server = await OtlpServer.StartAsync(receiver, Cancel);

        var reply = await CallAsync(server, RecordedOtlp.GrpcFrame(name), encoding, timeout: "4999925u");

        Assert.Equal("0", reply.Status);
        var content = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
        Assert.Equal(RecordedOtlp.Read($"grpc-gzip.{content}.binpb").Length, Assert.Single(receiver.Received).Length);
    }

    private static byte[] Frame(byte[] message, byte flag = 0)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    private static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }

    private static Task<OtlpServer> StartAsync(
        OtlpExport outcome, Action<Tracetest.Web.Endpoints.Otlp.OtlpServerOptions>? configure = null) =>
        OtlpServer.StartAsync(new FakeReceiver(outcome), Cancel, configure);

    private static async Task<GrpcReply> CallAsync(
        OtlpServer server,
        byte[] frame,
        string? encoding = null,
        string? accept = null,
        string? timeout = null,
        string path = Export)
    {
        using var answer = await SendAsync(server, frame, path, "application/grpc", new()
        {
            ["te"] = "trailers",
            ["grpc-encoding"] = encoding,
            ["grpc-accept-encoding"] = accept,
            ["grpc-timeout"] = timeout,
        });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Content.ReadAsByteArrayAsync(Cancel);
        return new(
            Trailer(answer, "grpc-status"), Trailer(answer, "grpc-message"), Trailer(answer, "grpc-status-details-bin"), body);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        OtlpServer server, byte[] body, string path, string type, Dictionary<string, string?> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Grpc, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.TryAddWithoutValidation("content-type", type);
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await server.Client.SendAsync(request, Cancel);
    }

    /// <summary>A trailer, or the header it is when there is no reply.</summary>
    private static string Trailer(HttpResponseMessage answer, string name) =>
        answer.TrailingHeaders.TryGetValues(name, out var values) || answer.Headers.TryGetValues(name, out values)
            ? values.Single()
            : "";

    private sealed record GrpcReply(string Status, string Message, string Details, byte[] Body);
}

using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;

namespace Tracetest.Infrastructure.Telemetry;

/// <summary>Sends export requests to an OTLP/gRPC receiver. Connects when it first sends, and again when it must.</summary>
internal sealed class OtlpGrpcSender(Uri endpoint) : IDisposable
{
    private const string Path = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private const int PrefixLength = 5;

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that a collector that moves is found again
        ActivityHeadersPropagator = null,
        UseProxy = false,
        UseCookies = false,
    });

    /// <summary>Sends one request.</summary>
    /// <returns>What the receiver had against it; <see langword="null"/> when it took it.</returns>
    /// <exception cref="HttpRequestException">The receiver could not be reached, or does not speak gRPC.</exception>
    public async Task<string?> SendAsync(byte[] request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, Path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Frame(request)),
        };
        message.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using var response = await _http.SendAsync(message, cancellationToken);
        await response.Content.CopyToAsync(Stream.Null, cancellationToken); // the status follows the body
        return Objection(response);
    }

    public void Dispose() => _http.Dispose();

    // One byte "not compressed", four bytes length, the message.
    private static byte[] Frame(byte[] message)
    {
        var frame = new byte[PrefixLength + message.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)message.Length);
        message.CopyTo(frame, PrefixLength);
        return frame;
    }

    private static string? Objection(HttpResponseMessage response) => response switch
    {
        { StatusCode: not HttpStatusCode.OK } => $"HTTP {(int)response.StatusCode}",
        _ when Value(response, "grpc-status") is var status && status == "0" => null,
        _ => $"gRPC status {Value(response, "grpc-status") ?? "missing"}: {Value(response, "grpc-message")}",
    };

    private static string? Value(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var values) || response.Headers.TryGetValues(name, out values)
            ? values.FirstOrDefault()
            : null;
}

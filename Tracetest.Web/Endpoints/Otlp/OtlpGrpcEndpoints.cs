using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Tracetest.Domain.Otlp;

namespace Tracetest.Web.Endpoints.Otlp;

/// <summary>OTLP over gRPC: <c>TraceService/Export</c>, and nothing else on its port.</summary>
internal sealed class OtlpGrpcEndpoints(
    IOtlpTraceReceiver receiver, BodyBudget budget, TimeProvider clock, IOptions<OtlpServerOptions> options)
{
    private const string Service = "opentelemetry.proto.collector.trace.v1.TraceService";
    private const string ExportPath = $"/{Service}/Export";

    private static readonly TimeSpan BusyRetryAfter = TimeSpan.FromSeconds(1);

    private readonly OtlpServerOptions _options = options.Value;

    public async Task AnswerAsync(HttpContext context)
    {
        if (!GrpcCall.IsGrpc(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        }
        else if (context.Request.Path != ExportPath)
        {
            await GrpcCall.EndAsync(context, new(GrpcCode.Unimplemented, UnknownMethod(context.Request.Path)));
        }
        else
        {
            await GrpcCall.EndAsync(context, await ExportInTimeAsync(context));
        }
    }

    private static string UnknownMethod(string path) =>
        path.Split('/') is ["", Service, var method] ? $"unknown method {method} for service {Service}"
        : path.Split('/') is ["", var service, _] ? $"unknown service {service}"
        : $"malformed method name: {path}";

    private async Task<GrpcResult> ExportInTimeAsync(HttpContext context)
    {
        using var deadline = new CancellationTokenSource(
            GrpcCall.TimeoutOf(context.Request) is { TotalDays: < 24 } timeout ? timeout : Timeout.InfiniteTimeSpan, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        try
        {
            return await ExportAsync(context, either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return new(GrpcCode.DeadlineExceeded, "context deadline exceeded");
        }
        catch (InvalidDataException broken)
        {
            return new(GrpcCode.Internal, $"grpc: failed to decompress the received message: {broken.Message}");
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge();
        }
    }

    private async Task<GrpcResult> ExportAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null; // the frame's header counts apart; the buffer has the limit
        }

        using var sent = new BodyBuffer(budget);
        var maxBytes = _options.MaxRequestBytes + GrpcCall.FrameHeaderBytes;
        var read = await sent.ReadAsync(context.Request.Body, maxBytes, context.Request.ContentLength, cancellationToken);
        if (read != BodyRead.Complete)
        {
            return ResultOf(read);
        }

        if (!GrpcCall.TryReadFrame(sent.Memory.Span, out var isCompressed, out var fault))
        {
            return new(GrpcCode.Internal, fault);
        }

        var message = sent.Memory[GrpcCall.FrameHeaderBytes..];
        return isCompressed
            ? await UnpackAndExportAsync(context.Request.Headers["grpc-encoding"].ToString(), message, cancellationToken)
            : await ExportAsync(message, cancellationToken);
    }

    private async Task<GrpcResult> UnpackAndExportAsync(
        string encoding, ReadOnlyMemory<byte> packed, CancellationToken cancellationToken)
    {
        var compression = encoding switch
        {
            "gzip" => BodyCompression.Gzip,
            "deflate" => BodyCompression.Zlib,
            _ => null,
        };
        if (compression is null)
        {
            return encoding is "" or "identity"
                ? new(GrpcCode.Internal, "grpc: compressed flag set with identity or empty encoding")
                : new(GrpcCode.Unimplemented, $"grpc: Decompressor is not installed for grpc-encoding \"{encoding}\"");
        }

        using var unpacked = new BodyBuffer(budget);
        var read = await compression.UnpackAsync(packed, unpacked, _options, cancellationToken);
        return read == BodyRead.Complete ? await ExportAsync(unpacked.Memory, cancellationToken) : ResultOf(read);
    }

    private async Task<GrpcResult> ExportAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        await receiver.ExportAsync(message, OtlpEncoding.Protobuf, cancellationToken) switch
        {
            OtlpExport.Accepted accepted => new(GrpcCode.Ok, Reply: OtlpAnswers.Response(accepted, OtlpEncoding.Protobuf)),
            OtlpExport.Malformed malformed => new(
                GrpcCode.Internal, $"grpc: error unmarshalling request: {malformed.Reason}"),
            OtlpExport.Unavailable unavailable => Unavailable(unavailable.Reason, unavailable.RetryAfter),
            var other => throw new InvalidOperationException($"No such outcome: {other}."),
        };

    private GrpcResult ResultOf(BodyRead read) => read == BodyRead.TooLarge
        ? TooLarge()
        : Unavailable("The server reads too much at a time.", BusyRetryAfter);

    /// <summary>Without retry information: coming again is pointless, and senders drop it then.</summary>
    private GrpcResult TooLarge() => new(
        GrpcCode.ResourceExhausted,
        $"grpc: received message larger than max ({_options.MaxRequestBytes} bytes, {_options.MaxCompressionRatio} times packed)");

    private static GrpcResult Unavailable(string reason, TimeSpan retryAfter) => new(
        GrpcCode.Unavailable,
        reason,
        Details: OtlpAnswers.RetryStatus((int)GrpcCode.Unavailable, reason, retryAfter));
}

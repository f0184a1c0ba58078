using Tracetest.Domain.Otlp;

namespace Tracetest.Infrastructure.Otlp;

/// <summary>Decodes a request, has its spans stored, and says what came of it.</summary>
internal sealed class OtlpTraceReceiver(OtlpDecoder decoder, ISpanWriter writer, OtlpMetrics metrics) : IOtlpTraceReceiver
{
    public async Task<OtlpExport> ExportAsync(
        ReadOnlyMemory<byte> request, OtlpEncoding encoding, CancellationToken cancellationToken) =>
        decoder.Decode(request.Span, encoding) switch
        {
            OtlpDecoding.Decoded decoded => await StoreAsync(decoded, cancellationToken),
            OtlpDecoding.Malformed malformed => new OtlpExport.Malformed(malformed.Reason),
            var other => throw new InvalidOperationException($"No such decoding: {other}."),
        };

    private async Task<OtlpExport> StoreAsync(OtlpDecoding.Decoded decoded, CancellationToken cancellationToken)
    {
        var (spans, rejections) = decoded;
        var write = spans.Count == 0
            ? new SpanWrite.Stored(0, "")
            : await writer.WriteAsync(spans, cancellationToken);
        if (write is SpanWrite.Unavailable unavailable)
        {
            metrics.Unavailable();
            return new OtlpExport.Unavailable(unavailable.Reason, unavailable.RetryAfter);
        }

        var stored = (SpanWrite.Stored)write;
        rejections.Add(stored.Reason, stored.RejectedSpans);
        metrics.Stored(spans.Count - stored.RejectedSpans);
        foreach (var (reason, count) in rejections.ByReason)
        {
            metrics.Rejected(reason, count);
        }

        return new OtlpExport.Accepted(rejections.Count, rejections.ToString());
    }
}

namespace Tracetest.Domain.Otlp;

/// <summary>Takes in trace export requests, whatever protocol brought them.</summary>
/// <remarks>
/// Source: OTLP specification; spec datastores 2.12. gRPC and HTTP are thin skins over this.
/// <list type="bullet">
/// <item>When <see cref="OtlpExport.Accepted"/> is returned, every span but the rejected ones MUST be durable.</item>
/// <item>It MUST be idempotent on (trace id, span id): a repeated request changes nothing.</item>
/// <item>A bad span MUST NOT cost its neighbours.</item>
/// <item>Bad input and an unreachable database are outcomes, and MUST NOT be thrown.</item>
/// </list>
/// Thread-safe.
/// </remarks>
public interface IOtlpTraceReceiver
{
    /// <summary>Decodes one <c>ExportTraceServiceRequest</c>, uncompressed, and stores its spans.</summary>
    Task<OtlpExport> ExportAsync(ReadOnlyMemory<byte> request, OtlpEncoding encoding, CancellationToken cancellationToken);
}

/// <summary>How an OTLP message is written.</summary>
public enum OtlpEncoding
{
    /// <summary>Binary protobuf.</summary>
    Protobuf,

    /// <summary>OTLP's JSON mapping: hexadecimal ids.</summary>
    Json,
}

/// <summary>What came of an export request: a closed set.</summary>
public abstract record OtlpExport
{
    private OtlpExport()
    {
    }

    /// <summary>The request was understood, and its good spans are durable.</summary>
    /// <param name="RejectedSpans">How many spans were refused.</param>
    /// <param name="Reason">Why; empty when none was refused.</param>
    public sealed record Accepted(int RejectedSpans, string Reason) : OtlpExport;

    /// <summary>The bytes are no export request; sending them again is pointless.</summary>
    /// <param name="Reason">For the sender's log.</param>
    public sealed record Malformed(string Reason) : OtlpExport;

    /// <summary>Nothing was stored, and the same request may succeed later.</summary>
    /// <param name="Reason">For the sender's log.</param>
    /// <param name="RetryAfter">When to try again.</param>
    public sealed record Unavailable(string Reason, TimeSpan RetryAfter) : OtlpExport;
}

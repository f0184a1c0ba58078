using System.Globalization;
using System.Text.Json;
using Tracetest.Domain.Otlp;

namespace Tracetest.Web.Endpoints.Otlp;

/// <summary>The bodies OTLP answers with.</summary>
/// <remarks>Source: OTLP specification; <c>google.rpc.Status</c> and <c>RetryInfo</c>; spec datastores 2.12.1.</remarks>
internal static class OtlpAnswers
{
    private const int InvalidArgument = 3;

    /// <summary>An <c>ExportTraceServiceResponse</c>. A full success carries an empty partial success, as the Collector's does.</summary>
    public static byte[] Response(OtlpExport.Accepted accepted, OtlpEncoding encoding) => encoding == OtlpEncoding.Json
        ? JsonSerializer.SerializeToUtf8Bytes(new { partialSuccess = PartialSuccess(accepted) })
        : new ProtobufBytes()
            .Message(1, new ProtobufBytes().Number(1, accepted.RejectedSpans).Text(2, accepted.Reason))
            .ToArray();

    /// <summary>A <c>google.rpc.Status</c> in the encoding of the request.</summary>
    public static byte[] Status(int code, string message, OtlpEncoding encoding) => encoding == OtlpEncoding.Json
        ? JsonSerializer.SerializeToUtf8Bytes(new { code, message })
        : Status(code, message).ToArray();

    /// <summary>The status of a request that is wrong in itself.</summary>
    public static byte[] BadRequest(string message, OtlpEncoding encoding) => Status(InvalidArgument, message, encoding);

    /// <summary>A <c>google.rpc.Status</c> that says when to come again.</summary>
    public static byte[] RetryStatus(int code, string message, TimeSpan retryAfter)
    {
        var delay = new ProtobufBytes().Number(1, (long)retryAfter.TotalSeconds).Number(2, retryAfter.Nanoseconds());
        var retryInfo = new ProtobufBytes().Message(1, delay);
        var any = new ProtobufBytes().Text(1, "type.googleapis.com/google.rpc.RetryInfo").Message(2, retryInfo);
        return Status(code, message).Message(3, any).ToArray();
    }

    private static long Nanoseconds(this TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick;

    private static ProtobufBytes Status(int code, string message) => new ProtobufBytes().Number(1, code).Text(2, message);

    /// <summary>64-bit numbers are text in OTLP's JSON.</summary>
    private static Dictionary<string, string> PartialSuccess(OtlpExport.Accepted accepted) => accepted.RejectedSpans == 0
        ? []
        : new()
        {
            ["rejectedSpans"] = accepted.RejectedSpans.ToString(CultureInfo.InvariantCulture),
            ["errorMessage"] = accepted.Reason,
        };
}

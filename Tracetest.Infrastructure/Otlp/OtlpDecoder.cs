using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.Extensions.Options;
using Tracetest.Domain.Otlp;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.Otlp.Wire;
using Resource = Tracetest.Infrastructure.Otlp.Wire.Resource;
using Span = Tracetest.Infrastructure.Otlp.Wire.Span;

namespace Tracetest.Infrastructure.Otlp;

/// <summary>What a request held.</summary>
internal abstract record OtlpDecoding
{
    private OtlpDecoding()
    {
    }

    /// <summary>The request could be read, all of it but the rejected spans.</summary>
    public sealed record Decoded(List<EncodedSpan> Spans, SpanRejections Rejections) : OtlpDecoding;

    /// <summary>The bytes are no export request.</summary>
    public sealed record Malformed(string Reason) : OtlpDecoding;
}

/// <summary>Takes export requests apart into spans that can be stored.</summary>
/// <remarks>
/// Each span is parsed on its own, so a broken one costs no neighbour. A request of which no span could be read is malformed.
/// JSON is first brought into the protobuf form; from there on there is one path. Thread-safe.
/// </remarks>
internal sealed class OtlpDecoder(IOptions<SpanLimits> limits, OtlpMetrics metrics)
{
    private const string Unreadable = "not a readable OTLP Span message";

    private readonly SpanTrimmer _trimmer = new(limits.Value, metrics);
    private readonly int _maxSpanBytes = limits.Value.MaxSpanBytes;

    public OtlpDecoding Decode(ReadOnlySpan<byte> request, OtlpEncoding encoding)
    {
        var rejections = new SpanRejections();
        var envelope = encoding == OtlpEncoding.Json
            ? OtlpJson.Read(request, (reason, _) => rejections.Add(reason), out var fault)
            : ReadProtobuf(request, out fault);
        if (envelope is null)
        {
            return new OtlpDecoding.Malformed(fault);
        }

        var spans = new List<EncodedSpan>();
        var readable = 0;
        foreach (var resource in envelope.ResourceSpans)
        {
            foreach (var scope in resource.ScopeSpans)
            {
                readable += Add(resource, scope, spans, rejections);
            }
        }

        return readable == 0 && rejections.Count > 0
            ? new OtlpDecoding.Malformed(rejections.ToString())
            : new OtlpDecoding.Decoded(spans, rejections);
    }

    private static TracesEnvelope? ReadProtobuf(ReadOnlySpan<byte> request, out string fault)
    {
        fault = "";
        try
        {
            return TracesEnvelope.Parser.ParseFrom(request);
        }
        catch (InvalidProtocolBufferException broken)
        {
            fault = $"not a readable ExportTraceServiceRequest: {broken.Message}";
            return null;
        }
    }

    /// <summary>Adds the usable spans of one scope.</summary>
    /// <returns>How many could be read, usable or not.</returns>
    private int Add(ResourceEnvelope resource, ScopeEnvelope scope, List<EncodedSpan> spans, SpanRejections rejections)
    {
        if (scope.Spans.Count == 0)
        {
            return 0;
        }

        if (Origin(resource, scope) is not { } origin)
        {
            rejections.Add("its resource or scope is not readable", scope.Spans.Count);
            return 0;
        }

        var readable = 0;
        foreach (var bytes in scope.Spans)
        {
            if (Parse(bytes) is not { } span)
            {
                rejections.Add(Unreadable);
                continue;
            }

            readable++;
            if (Encode(span, bytes, origin, out var fault) is { } encoded)
            {
                spans.Add(encoded);
            }
            else
            {
                rejections.Add(fault);
            }
        }

        return readable;
    }

    private static Span? Parse(ByteString bytes)
    {
        try
        {
            return OtlpSpanMapper.Parse(bytes.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private EncodedSpan? Encode(Span span, ByteString bytes, SpanOrigin origin, out string fault)
    {
        fault = FaultOfIds(span, out var traceId, out var id, out var parentId);
        if (fault.Length > 0)
        {
            return null;
        }

        var message = _trimmer.Trim(span, bytes.Length) || bytes.Length > _maxSpanBytes ? span.ToByteString() : bytes;
        if (message.Length > _maxSpanBytes)
        {
            fault = "too large";
            return null;
        }

        return new EncodedSpan
        {
            TraceId = traceId,
            Id = id,
            ParentId = parentId,
            Name = Storable(span.Name),
            Kind = OtlpSpanMapper.ToKind(span.Kind),
            StartTimeUnixNano = OtlpSpanMapper.ToUnixNano(span.StartTimeUnixNano),
            EndTimeUnixNano = OtlpSpanMapper.ToUnixNano(span.EndTimeUnixNano),
            Status = OtlpSpanMapper.ToCode(span.Status?.Code ?? StatusCode.Unset),
            Origin = origin,
            Message = message,
        };
    }

    /// <summary>Says what is wrong with the ids; empty when nothing is. An absent or all-zero parent means none.</summary>
    private static string FaultOfIds(Span span, out TraceId traceId, out SpanId id, out SpanId parentId)
    {
        var isTraceId = TraceId.TryRead(span.TraceId.Span, out traceId);
        var isSpanId = SpanId.TryRead(span.SpanId.Span, out id);
        SpanId.TryRead(span.ParentSpanId.Span, out parentId);
        return !isTraceId ? "its trace id is not 16 bytes with one of them not zero"
            : !isSpanId ? "its span id is not 8 bytes with one of them not zero"
            : span.ParentSpanId.Length is not (0 or SpanId.ByteCount) ? "its parent span id is not 8 bytes"
            : "";
    }

    private SpanOrigin? Origin(ResourceEnvelope resource, ScopeEnvelope scope)
    {
        try
        {
            var changed = false;
            var message = new ResourceSpans
            {
                Resource = resource.Resource.IsEmpty ? null : Resource.Parser.ParseFrom(resource.Resource),
                SchemaUrl = _trimmer.Trimmed(resource.SchemaUrl, ref changed),
                ScopeSpans =
                {
                    new ScopeSpans
                    {
                        Scope = scope.Scope.IsEmpty ? null : Wire.InstrumentationScope.Parser.ParseFrom(scope.Scope),
                        SchemaUrl = _trimmer.Trimmed(scope.SchemaUrl, ref changed),
                    },
                },
            };
            return Origin(message);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private SpanOrigin Origin(ResourceSpans message)
    {
        if (message.Resource is { } resource)
        {
            _trimmer.Trim(resource);
        }

        if (message.ScopeSpans[0].Scope is { } scope)
        {
            _trimmer.Trim(scope);
        }

        var bytes = message.ToByteString();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.Span, hash);
        var serviceName = new OtlpSpanMapper().Map(message.Resource, "").ServiceName;
        return new SpanOrigin(new Guid(hash[..16], bigEndian: true), Storable(serviceName), bytes);
    }

    /// <summary>PostgreSQL's text cannot hold NUL; the message itself keeps it.</summary>
    private static string Storable(string text) => text.Replace('\0', '\uFFFD');
}

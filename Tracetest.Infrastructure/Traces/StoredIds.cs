using System.Buffers.Binary;
using Tracetest.Domain.Traces;

namespace Tracetest.Infrastructure.Traces;

/// <summary>Ids as the database holds them: a trace id as uuid, a span id as bigint, both with the same bits.</summary>
internal static class StoredIds
{
    public static Guid ToGuid(this TraceId id)
    {
        Span<byte> bytes = stackalloc byte[TraceId.ByteCount];
        id.Write(bytes);
        return new Guid(bytes, bigEndian: true);
    }

    public static long ToBigint(this SpanId id)
    {
        Span<byte> bytes = stackalloc byte[SpanId.ByteCount];
        id.Write(bytes);
        return BinaryPrimitives.ReadInt64BigEndian(bytes);
    }

    public static SpanId ToSpanId(long number)
    {
        Span<byte> bytes = stackalloc byte[SpanId.ByteCount];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return SpanId.TryRead(bytes, out var id) ? id : default;
    }
}

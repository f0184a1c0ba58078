using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Tracetest.Web.Endpoints.Otlp;

/// <summary>A way requests are compressed, unpacked with limits: little that was sent may unpack into very much.</summary>
internal abstract class BodyCompression
{
    /// <summary>Up to here any ratio is fine: it is too little to hurt.</summary>
    private const int AlwaysAllowed = 1024 * 1024;

    private const int LastBytes = 4;

    private const string CutShort = "The compressed body is cut short.";

    /// <summary>RFC 1952.</summary>
    public static BodyCompression Gzip { get; } = new GzipFormat();

    /// <summary>RFC 1950, which HTTP and gRPC call deflate.</summary>
    public static BodyCompression Zlib { get; } = new ZlibFormat();

    /// <summary>Unpacks all of it into a buffer.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what they should be, or they are cut short.</exception>
    public async ValueTask<BodyRead> UnpackAsync(
        ReadOnlyMemory<byte> packed, BodyBuffer unpacked, OtlpServerOptions options, CancellationToken cancellationToken)
    {
        if (packed.Length < MinLength)
        {
            throw new InvalidDataException(CutShort);
        }

        var byRatio = Math.Max((long)packed.Length * options.MaxCompressionRatio, AlwaysAllowed);
        var maxBytes = (int)Math.Min(byRatio, options.MaxRequestBytes);
        await using var stream = Open(AsStream(packed));
        var read = await unpacked.ReadAsync(stream, maxBytes, packed.Length * 4L, cancellationToken);
        return read != BodyRead.Complete || IsWhole(packed.Span[^LastBytes..], unpacked.Memory.Span)
            ? read
            : throw new InvalidDataException(CutShort);
    }

    /// <summary>Header, trailer and one byte between: less is cut short for certain.</summary>
    protected abstract int MinLength { get; }

    protected abstract Stream Open(Stream packed);

    /// <summary>Whether the body ends as it must: the framework takes what is cut short for whole.</summary>
    protected abstract bool IsWhole(ReadOnlySpan<byte> lastBytes, ReadOnlySpan<byte> unpacked);

    private static MemoryStream AsStream(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(memory.ToArray(), writable: false);

    private sealed class GzipFormat : BodyCompression
    {
        protected override int MinLength => 10 + 1 + 8;

        protected override Stream Open(Stream packed) => new GZipStream(packed, CompressionMode.Decompress);

        /// <summary>It ends with its length.</summary>
        protected override bool IsWhole(ReadOnlySpan<byte> lastBytes, ReadOnlySpan<byte> unpacked) =>
            BinaryPrimitives.ReadInt32LittleEndian(lastBytes) == unpacked.Length;
    }

    private sealed class ZlibFormat : BodyCompression
    {
        private const uint Modulus = 65521;
        private const int BytesWithoutOverflow = 5552;

        protected override int MinLength => 2 + 1 + 4;

        protected override Stream Open(Stream packed) => new ZLibStream(packed, CompressionMode.Decompress);

        /// <summary>It ends with its Adler-32 checksum.</summary>
        protected override bool IsWhole(ReadOnlySpan<byte> lastBytes, ReadOnlySpan<byte> unpacked)
        {
            var (low, high) = (1u, 0u);
            while (!unpacked.IsEmpty)
            {
                var part = unpacked[..Math.Min(unpacked.Length, BytesWithoutOverflow)];
                foreach (var unit in part)
                {
                    low += unit;
                    high += low;
                }

                (low, high) = (low % Modulus, high % Modulus);
                unpacked = unpacked[part.Length..];
            }

            return BinaryPrimitives.ReadUInt32BigEndian(lastBytes) == ((high << 16) | low);
        }
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Tracetest.Domain.Traces;

/// <summary>A W3C span id: 8 bytes, not all zero, written as 16 lowercase hexadecimal digits.</summary>
/// <remarks>
/// Source: W3C Trace Context, "parent-id"; OTLP <c>Span.span_id</c>. Immutable, thread-safe.
/// <see langword="default"/> is the invalid all-zero id; as a parent id it means "no parent".
/// </remarks>
public readonly record struct SpanId
{
    /// <summary>Length of the binary form, in bytes.</summary>
    public const int ByteCount = 8;

    private readonly ulong _value;

    private SpanId(ulong value) => _value = value;

    /// <summary>Whether this is an id at all, that is, not all zero.</summary>
    public bool IsValid => _value != 0;

    /// <summary>A new random id from the operating system's generator.</summary>
    public static SpanId NewRandom()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        SpanId id;
        do
        {
            RandomNumberGenerator.Fill(bytes);
        }
        while (!TryRead(bytes, out id));

        return id;
    }

    /// <summary>Reads exactly 16 hexadecimal digits, in either case.</summary>
    /// <returns><see langword="false"/> for any other length, a non-hex character, or the all-zero id.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out SpanId id)
    {
        id = default;
        if (text.Length != ByteCount * 2
            || !ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        id = new SpanId(value);
        return id.IsValid;
    }

    /// <summary>Reads exactly 8 bytes, most significant first.</summary>
    /// <returns><see langword="false"/> for any other length or the all-zero id.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SpanId id)
    {
        id = bytes.Length == ByteCount ? new SpanId(BinaryPrimitives.ReadUInt64BigEndian(bytes)) : default;
        return id.IsValid;
    }

    /// <summary>Writes the 8 bytes, most significant first.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="destination"/> is shorter than 8 bytes.</exception>
    public void Write(Span<byte> destination) => BinaryPrimitives.WriteUInt64BigEndian(destination, _value);

    /// <summary>The 8 bytes as a new array, most significant first.</summary>
    public byte[] ToByteArray()
    {
        var bytes = new byte[ByteCount];
        Write(bytes);
        return bytes;
    }

    /// <summary>The 16 lowercase hexadecimal digits; sixteen zeros for the invalid id.</summary>
    public override string ToString() => _value.ToString("x16", CultureInfo.InvariantCulture);
}

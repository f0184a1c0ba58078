using System.Globalization;
using System.Security.Cryptography;

namespace Tracetest.Domain.Traces;

/// <summary>A W3C trace id: 16 bytes, not all zero, written as 32 lowercase hexadecimal digits.</summary>
/// <remarks>
/// Source: W3C Trace Context, "trace-id"; OTLP <c>Span.trace_id</c>. Immutable, thread-safe.
/// <see langword="default"/> is the invalid all-zero id and never comes out of a successful parse.
/// </remarks>
public readonly record struct TraceId
{
    /// <summary>Length of the binary form, in bytes.</summary>
    public const int ByteCount = 16;

    private readonly UInt128 _value;

    private TraceId(UInt128 value) => _value = value;

    /// <summary>Whether this is an id at all, that is, not all zero.</summary>
    public bool IsValid => _value != UInt128.Zero;

    /// <summary>A new random id from the operating system's generator.</summary>
    public static TraceId NewRandom()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        TraceId id;
        do
        {
            RandomNumberGenerator.Fill(bytes);
        }
        while (!TryRead(bytes, out id));

        return id;
    }

    /// <summary>Reads exactly 32 hexadecimal digits, in either case.</summary>
    /// <returns><see langword="false"/> for any other length, a non-hex character, or the all-zero id.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out TraceId id)
    {
        id = default;
        if (text.Length != ByteCount * 2
            || !UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        id = new TraceId(value);
        return id.IsValid;
    }

    /// <summary>Reads exactly 16 bytes, most significant first.</summary>
    /// <returns><see langword="false"/> for any other length or the all-zero id.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out TraceId id)
    {
        id = bytes.Length == ByteCount
            ? new TraceId(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes))
            : default;
        return id.IsValid;
    }

    /// <summary>Writes the 16 bytes, most significant first.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="destination"/> is shorter than 16 bytes.</exception>
    public void Write(Span<byte> destination) =>
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(destination, _value);

    /// <summary>The 16 bytes as a new array, most significant first.</summary>
    public byte[] ToByteArray()
    {
        var bytes = new byte[ByteCount];
        Write(bytes);
        return bytes;
    }

    /// <summary>The 32 lowercase hexadecimal digits.</summary>
    public override string ToString() => _value.ToString("x32", CultureInfo.InvariantCulture);
}

using System.Text;

namespace Tracetest.Web.Endpoints.Otlp;

/// <summary>Writes the few small protobuf messages that answers are made of.</summary>
internal sealed class ProtobufBytes
{
    private const int LengthDelimited = 2;

    private readonly List<byte> _bytes = [];

    /// <summary>A whole number; left out when 0, as proto3 does.</summary>
    public ProtobufBytes Number(int field, long value)
    {
        if (value != 0)
        {
            Varint((uint)field << 3);
            Varint((ulong)value);
        }

        return this;
    }

    /// <summary>A text; left out when empty.</summary>
    public ProtobufBytes Text(int field, string value) => value.Length == 0 ? this : Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message in this one; written even when empty, for it is there.</summary>
    public ProtobufBytes Message(int field, ProtobufBytes value) => Bytes(field, value.ToArray());

    public byte[] ToArray() => [.. _bytes];

    private ProtobufBytes Bytes(int field, byte[] value)
    {
        Varint(((uint)field << 3) | LengthDelimited);
        Varint((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        _bytes.Add((byte)value);
    }
}

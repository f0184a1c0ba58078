using System.Text.Json;
using Google.Protobuf.Collections;
using Tracetest.Infrastructure.Otlp.Wire;

namespace Tracetest.Infrastructure.Otlp;

/// <summary>Reads the attributes of OTLP's JSON.</summary>
/// <exception cref="JsonException">A value has not the type its field asks for.</exception>
internal static class OtlpJsonValues
{
    /// <summary>One level more than is ever kept, so that what is cut is seen to be cut.</summary>
    private const int MaxNesting = SpanLimits.DeepestNesting + 1;

    public static void ReadAttributes(ref Utf8JsonReader reader, RepeatedField<KeyValue> attributes) =>
        ReadEntries(ref reader, attributes, 0);

    private static void ReadEntries(ref Utf8JsonReader reader, RepeatedField<KeyValue> entries, int depth)
    {
        for (var items = reader.Items(); items.Next(ref reader);)
        {
            entries.Add(ReadEntry(ref reader, depth));
        }
    }

    private static KeyValue ReadEntry(ref Utf8JsonReader reader, int depth)
    {
        var entry = new KeyValue();
        for (var fields = reader.Fields(); fields.Next(ref reader, out var name);)
        {
            switch (name)
            {
                case "key":
                    entry.Key = reader.ReadText();
                    break;
                case "value":
                    entry.Value = ReadValue(ref reader, depth);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return entry;
    }

    private static AnyValue ReadValue(ref Utf8JsonReader reader, int depth)
    {
        var value = new AnyValue();
        for (var fields = reader.Fields(); fields.Next(ref reader, out var name);)
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                continue;
            }

            switch (name)
            {
                case "stringValue":
                    value.StringValue = reader.ReadText();
                    break;
                case "boolValue":
                    value.BoolValue = reader.ReadBoolean();
                    break;
                case "intValue":
                    value.IntValue = reader.ReadInt64();
                    break;
                case "doubleValue":
                    value.DoubleValue = reader.ReadDouble();
                    break;
                case "bytesValue":
                    value.BytesValue = reader.ReadBytes();
                    break;
                case "arrayValue":
                    value.ArrayValue = ReadList(ref reader, depth + 1);
                    break;
                case "kvlistValue":
                    value.KvlistValue = ReadMap(ref reader, depth + 1);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return value;
    }

    private static ArrayValue ReadList(ref Utf8JsonReader reader, int depth)
    {
        var list = new ArrayValue();
        for (var fields = reader.Fields(); fields.Next(ref reader, out var name);)
        {
            if (name != "values" || depth >= MaxNesting)
            {
                reader.Skip();
                continue;
            }

            for (var items = reader.Items(); items.Next(ref reader);)
            {
                list.Values.Add(ReadValue(ref reader, depth));
            }
        }

        return list;
    }

    private static KeyValueList ReadMap(ref Utf8JsonReader reader, int depth)
    {
        var map = new KeyValueList();
        for (var fields = reader.Fields(); fields.Next(ref reader, out var name);)
        {
            if (name != "values" || depth >= MaxNesting)
            {
                reader.Skip();
                continue;
            }

            ReadEntries(ref reader, map.Values, depth);
        }

        return map;
    }
}

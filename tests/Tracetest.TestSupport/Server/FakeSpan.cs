using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tracetest.TestSupport.Server;

/// <summary>A span as a service would send it.</summary>
/// <param name="Id">16 hexadecimal digits.</param>
/// <param name="ParentId">The same; empty for none.</param>
/// <param name="Name">Its name.</param>
public sealed record FakeSpan(string Id, string ParentId, string Name)
{
    public const long Start = 1_700_000_000_000_000_000;
    private const int SpanIdBytes = 8;
    private const int ServerKind = 2;

    /// <summary>Texts by key.</summary>
    public IReadOnlyList<(string Key, string Value)> Attributes { get; init; } = [];

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SpanIdBytes));

    public static string NewTraceId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(2 * SpanIdBytes));

    /// <summary>A new span below another.</summary>
    public static FakeSpan Below(string parentId, string name, params (string Key, string Value)[] attributes) =>
        new(NewId(), parentId, name) { Attributes = attributes };

    /// <summary>An OTLP export request in JSON.</summary>
    public static byte[] Export(string traceId, IEnumerable<FakeSpan> spans)
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("resourceSpans");
            writer.WriteStartObject();
            writer.WriteStartObject("resource");
            WriteAttributes(writer, [("service.name", "fake-service")]);
            writer.WriteEndObject();
            writer.WriteStartArray("scopeSpans");
            writer.WriteStartObject();
            writer.WriteStartArray("spans");
            foreach (var span in spans)
            {
                span.Write(writer, traceId);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return body.ToArray();
    }

    private void Write(Utf8JsonWriter writer, string traceId)
    {
        writer.WriteStartObject();
        writer.WriteString("traceId", traceId);
        writer.WriteString("spanId", Id);
        writer.WriteString("parentSpanId", ParentId);
        writer.WriteString("name", Name);
        writer.WriteNumber("kind", ServerKind);
        writer.WriteString("startTimeUnixNano", $"{Start}");
        writer.WriteString("endTimeUnixNano", $"{Start + 5_000_000}");
        WriteAttributes(writer, Attributes);
        writer.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter writer, IEnumerable<(string Key, string Value)> attributes)
    {
        writer.WriteStartArray("attributes");
        foreach (var (key, value) in attributes)
        {
            writer.WriteStartObject();
            writer.WriteString("key", key);
            writer.WriteStartObject("value");
            WriteText(writer, value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Half characters are written as the escapes that only JSON can carry.</summary>
    private static void WriteText(Utf8JsonWriter writer, string value)
    {
        writer.WritePropertyName("stringValue");
        var escaped = new StringBuilder("\"");
        foreach (var unit in value)
        {
            escaped.Append(char.IsAsciiLetterOrDigit(unit) || unit == ' ' ? unit.ToString() : $"\\u{(int)unit:x4}");
        }

        writer.WriteRawValue(escaped.Append('"').ToString(), skipInputValidation: true);
    }
}

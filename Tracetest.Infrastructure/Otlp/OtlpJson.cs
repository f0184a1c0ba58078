using System.Text.Json;
using Google.Protobuf;
using Tracetest.Infrastructure.Otlp.Wire;

namespace Tracetest.Infrastructure.Otlp;

/// <summary>Brings OTLP's JSON into the protobuf form.</summary>
/// <remarks>
/// Strict about types, lenient about the rest (spec datastores 2.12.1): hexadecimal ids, enums by number or name, whole numbers
/// as number or text, doubles also as text, names in camel or snake case, <c>null</c> as absent, unknown fields and whatever
/// follows the document passed over. Bad Unicode becomes U+FFFD. A span of the wrong shape is left out and told.
/// </remarks>
internal static class OtlpJson
{
    private const string WrongShape = "not a readable OTLP/JSON span";

    /// <summary>Depth is bounded where values are read; skipping takes no stack.</summary>
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    /// <returns>The request; <see langword="null"/> with a fault when the document is broken.</returns>
    public static TracesEnvelope? Read(ReadOnlySpan<byte> utf8, Action<string, string> reject, out string fault)
    {
        fault = "";
        try
        {
            var reader = new Utf8JsonReader(utf8, Options);
            reader.Read();
            return ReadRequest(new SpanSource(utf8, reject), ref reader);
        }
        catch (JsonException broken)
        {
            fault = $"not a readable OTLP/JSON request: {broken.Message}";
            return null;
        }
    }

    private static TracesEnvelope ReadRequest(SpanSource source, ref Utf8JsonReader reader)
    {
        var request = new TracesEnvelope();
        for (var fields = reader.Fields(); fields.Next(ref reader, out var name);)
        {
            if (name != "resourceSpans")
            {
                reader.Skip();
                continue;
            }

            for (var items = reader.Items(); items.Next(ref reader);)
            {
                request.ResourceSpans.Add(ReadResourceSpans(source, ref reader));
            }
        }

        return request;
    }

    private static ResourceEnvelope ReadResourceSpans(SpanSource source, ref Utf8JsonReader reader)
    {
        var envelope = new ResourceEnvelope();
        for (var fields = reader.Fields(); fields.Next(ref reader, out var name);)
        {
            switch (name)
            {
                case "resource":
                    envelope.Resource = ReadResource(ref reader).ToByteString();
                    break;
                case "scopeSpans":
                    for (var items = reader.Items(); items.Next(ref reader);)
                    {
                        envelope.ScopeSpans.Add(ReadScopeSpans(source, ref reader));
                    }

                    break;
                case "schemaUrl":
                    envelope.SchemaUrl = reader.ReadText();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return envelope;
    }

    private static ScopeEnvelope ReadScopeSpans(SpanSource source, ref Utf8JsonReader reader)
    {
        var envelope = new ScopeEnvelope();
        for (var fields = reader.Fields(); fields.Next(ref reader, out var name);)
        {
            switch (name)
            {
                case "scope":
                    envelope.Scope = ReadScope(ref reader).ToByteString();
                    break;
                case "spans":
                    for (var items = reader.Items(); items.Next(ref reader);)
                    {
                        source.ReadSpan(envelope, ref reader);
                    }

                    break;
                case "schemaUrl":
                    envelope.SchemaUrl = reader.ReadText();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return envelope;
    }

    private static Resource ReadResource(ref Utf8JsonReader reader)
    {
        var resource = new Resource();
        for (var fields = reader.Fields(); fields.Next(ref reader, out var name);)
        {
            switch (name)
            {
                case "attributes":
                    OtlpJsonValues.ReadAttributes(ref reader, resource.Attributes);
                    break;
                case "droppedAttributesCount":
                    resource.DroppedAttributesCount = reader.ReadUInt32();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return resource;
    }

    private static InstrumentationScope ReadScope(ref Utf8JsonReader reader)
    {
        var scope = new InstrumentationScope();
        for (var fields = reader.Fields(); fields.Next(ref reader, out var name);)
        {
            switch (name)
            {
                case "name":
                    scope.Name = reader.ReadText();
                    break;
                case "version":
                    scope.Version = reader.ReadText();
                    break;
                case "attributes":
                    OtlpJsonValues.ReadAttributes(ref reader, scope.Attributes);
                    break;
                case "droppedAttributesCount":
                    scope.DroppedAttributesCount = reader.ReadUInt32();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return scope;
    }

    /// <summary>Reads each span from its own piece of the document, so that a fault ends with the span.</summary>
    private readonly ref struct SpanSource(ReadOnlySpan<byte> document, Action<string, string> reject)
    {
        private readonly ReadOnlySpan<byte> _document = document;

        public void ReadSpan(ScopeEnvelope envelope, ref Utf8JsonReader reader)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            try
            {
                var own = new Utf8JsonReader(_document[start..(int)reader.BytesConsumed], Options);
                own.Read();
                envelope.Spans.Add(OtlpJsonSpan.Read(ref own).ToByteString());
            }
            catch (JsonException wrong)
            {
                reject(WrongShape, wrong.Message);
            }
        }
    }
}

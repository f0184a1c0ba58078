using Google.Protobuf;
using Tracetest.Domain.Telemetry;
using Tracetest.Domain.Traces;

namespace Tracetest.Infrastructure.Telemetry;

/// <summary>Writes spans as an OTLP export request, with the ids they have.</summary>
/// <remarks>
/// The SDK cannot do this: it makes the id of each span itself. Numbers are the fields of OTLP's
/// <c>ExportTraceServiceRequest</c> and what it holds. Events and links are not written: a trigger span has none.
/// </remarks>
internal static class OtlpSpanWriter
{
    /// <summary>The request, from spans written by <see cref="Write"/>.</summary>
    public static byte[] Request(TelemetryExporter exporter, IEnumerable<byte[]> spans) => Message(request =>
        Add(request, 1, Message(resourceSpans =>
        {
            Add(resourceSpans, 1, Message(resource =>
            {
                foreach (var (key, value) in TelemetryResource.Of(exporter))
                {
                    Add(resource, 1, Attribute(new TraceAttribute(key, AttributeValue.From(value))));
                }
            }));
            Add(resourceSpans, 2, Message(scopeSpans =>
            {
                Add(scopeSpans, 1, Message(scope =>
                {
                    Add(scope, 1, TracetestInstrumentation.Name);
                    Add(scope, 2, TracetestInstrumentation.Version);
                }));
                foreach (var span in spans)
                {
                    Add(scopeSpans, 2, span);
                }
            }));
        })));

    /// <summary>One span.</summary>
    public static byte[] Write(Span span) => Message(output =>
    {
        Add(output, 1, span.TraceId.ToByteArray());
        Add(output, 2, span.Id.ToByteArray());
        Add(output, 3, span.TraceState);
        if (span.ParentId.IsValid)
        {
            Add(output, 4, span.ParentId.ToByteArray());
        }

        Add(output, 5, span.Name);
        Add(output, 6, (long)span.Kind);
        AddFixed(output, 7, (ulong)span.StartTimeUnixNano);
        AddFixed(output, 8, (ulong)span.EndTimeUnixNano);
        foreach (var attribute in span.Attributes)
        {
            Add(output, 9, Attribute(attribute));
        }

        if (span.Status is { } status)
        {
            Add(output, 15, Message(inner =>
            {
                Add(inner, 2, status.Description);
                Add(inner, 3, (long)status.Code);
            }));
        }

        output.WriteTag(16, WireFormat.WireType.Fixed32);
        output.WriteFixed32(span.Flags);
    });

    private static byte[] Attribute(TraceAttribute attribute) => Message(output =>
    {
        Add(output, 1, attribute.Key);
        Add(output, 2, Message(value => AddValue(value, attribute.Value)));
    });

    // Lists and maps go as the text the test language sees of them.
    private static void AddValue(CodedOutputStream output, AttributeValue value)
    {
        switch (value.Type)
        {
            case AttributeType.Boolean:
                Add(output, 2, value.AsBoolean ? 1 : 0);
                break;
            case AttributeType.Integer:
                Add(output, 3, value.AsInteger);
                break;
            case AttributeType.Double:
                AddFixed(output, 4, BitConverter.DoubleToUInt64Bits(value.AsDouble));
                break;
            default:
                Add(output, 1, value.ToText());
                break;
        }
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var target = new MemoryStream();
        using (var output = new CodedOutputStream(target, leaveOpen: true))
        {
            write(output);
        }

        return target.ToArray();
    }

    private static void Add(CodedOutputStream output, int field, byte[] bytes)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(bytes));
    }

    private static void Add(CodedOutputStream output, int field, string text)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(text);
    }

    private static void Add(CodedOutputStream output, int field, long number)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(number);
    }

    private static void AddFixed(CodedOutputStream output, int field, ulong bits)
    {
        output.WriteTag(field, WireFormat.WireType.Fixed64);
        output.WriteFixed64(bits);
    }
}

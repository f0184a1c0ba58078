using Google.Protobuf;
using Tracetest.Domain.Otlp;
using Tracetest.Infrastructure.Otlp;
using Tracetest.Infrastructure.Otlp.Wire;
using Tracetest.TestSupport.Otlp;

namespace Tracetest.Infrastructure.Tests.Otlp;

public sealed class OtlpDecoderTests
{
    [Fact]
    public void Decode_EmptyRequest_IsDecodedWithoutSpans() => Assert.Empty(Decode([]).Spans);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(32)]
    public void Decode_TraceIdOfWrongLength_RejectsThatSpanAlone(int length)
    {
        var bad = OtlpMessages.NewSpan();
        bad.TraceId = ByteString.CopyFrom(Enumerable.Repeat((byte)7, length).ToArray());

        AssertOnlyTheGoodOneIsLeft(bad, "trace id");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(9)]
    public void Decode_SpanIdOfWrongLength_RejectsThatSpanAlone(int length)
    {
        var bad = OtlpMessages.NewSpan();
        bad.SpanId = ByteString.CopyFrom(Enumerable.Repeat((byte)7, length).ToArray());

        AssertOnlyTheGoodOneIsLeft(bad, "span id");
    }

    [Fact]
    public void Decode_ZeroIds_RejectsThatSpanAlone()
    {
        var bad = OtlpMessages.NewSpan();
        bad.TraceId = ByteString.CopyFrom(new byte[16]);

        AssertOnlyTheGoodOneIsLeft(bad, "trace id");
    }

    [Fact]
    public void Decode_ParentIdOfWrongLength_RejectsThatSpanAlone()
    {
        var bad = OtlpMessages.NewSpan();
        bad.ParentSpanId = ByteString.CopyFrom(1, 2, 3);

        AssertOnlyTheGoodOneIsLeft(bad, "parent");
    }

    [Fact]
    public void Decode_SpanNestedBeyondTheParser_RejectsThatSpanAlone()
    {
        var bad = OtlpMessages.NewSpan();
        bad.Attributes.Add(new KeyValue { Key = "deep", Value = OtlpMessages.Nested(60) });

        AssertOnlyTheGoodOneIsLeft(bad, "readable");
    }

    [Fact]
    public void Decode_SpanBytesBroken_RejectsThatSpanAlone()
    {
        var scope = new ScopeEnvelope { Spans = { ByteString.CopyFrom(0xff, 0xff, 0xff), OtlpMessages.NewSpan().ToByteString() } };
        var request = new TracesEnvelope { ResourceSpans = { new ResourceEnvelope { ScopeSpans = { scope } } } };

        var decoded = Decode(request.ToByteArray());

        Assert.Single(decoded.Spans);
        Assert.Equal(1, decoded.Rejections.Count);
    }

    [Fact]
    public void Decode_NothingButBrokenSpans_IsMalformed()
    {
        var scope = new ScopeEnvelope { Spans = { ByteString.CopyFrom(0xff) } };
        var request = new TracesEnvelope { ResourceSpans = { new ResourceEnvelope { ScopeSpans = { scope } } } };

        Assert.IsType<OtlpDecoding.Malformed>(OtlpMessages.Decoder().Decode(request.ToByteArray(), OtlpEncoding.Protobuf));
    }

    [Fact]
    public void Decode_BrokenOuterMessage_IsMalformed() =>
        Assert.IsType<OtlpDecoding.Malformed>(
            OtlpMessages.Decoder().Decode([0xff, 0xff, 0xff, 0xff], OtlpEncoding.Protobuf));

    [Fact]
    public void Decode_BrokenResource_RejectsItsSpansAlone()
    {
        var bad = new ResourceEnvelope
        {
            Resource = ByteString.CopyFrom(0xff),
            ScopeSpans = { new ScopeEnvelope { Spans = { OtlpMessages.NewSpan().ToByteString() } } },
        };
        var request = TracesEnvelope.Parser.ParseFrom(OtlpMessages.Request(OtlpMessages.NewSpan()).ToByteArray());
        request.ResourceSpans.Add(bad);

        var decoded = Decode(request.ToByteArray());

        Assert.Single(decoded.Spans);
        Assert.Equal(1, decoded.Rejections.Count);
    }

    [Fact]
    public void Decode_SpanWithinLimits_KeepsItsBytesAsSent()
    {
        var span = OtlpMessages.NewSpan();

        Assert.Equal(span.ToByteString(), Assert.Single(Decode(OtlpMessages.Request(span).ToByteArray()).Spans).Message);
    }

    [Fact]
    public void Decode_TimesBeyondLong_AreClamped()
    {
        var span = OtlpMessages.NewSpan();
        (span.StartTimeUnixNano, span.EndTimeUnixNano) = (1UL << 63, ulong.MaxValue);

        var encoded = Assert.Single(Decode(OtlpMessages.Request(span).ToByteArray()).Spans);

        Assert.Equal((long.MaxValue, long.MaxValue), (encoded.StartTimeUnixNano, encoded.EndTimeUnixNano));
    }

    [Fact]
    public void Decode_NulInName_IsReplacedInTheColumnAndKeptInTheMessage()
    {
        var span = OtlpMessages.NewSpan(name: "a\0b");

        var encoded = Assert.Single(Decode(OtlpMessages.Request(span).ToByteArray()).Spans);

        Assert.Equal("a\uFFFDb", encoded.Name);
        Assert.Equal("a\0b", Parse(encoded).Name);
    }

    [Fact]
    public void Decode_ValueTooLong_IsCutAtAWholeCharacter()
    {
        var span = OtlpMessages.NewSpan();
        span.Attributes[0].Value.StringValue = new string('x', 99) + "\U0001F600";

        var encoded = Assert.Single(Decode(OtlpMessages.Request(span).ToByteArray(), new SpanLimits { MaxValueBytes = 100 }).Spans);

        Assert.Equal(new string('x', 99), Parse(encoded).Attributes[0].Value.StringValue);
    }

    [Fact]
    public void Decode_HugeValue_IsCutToTheDefaultLimit()
    {
        var span = OtlpMessages.NewSpan();
        span.Attributes[0].Value.StringValue = new string('x', 10_000_000);

        var encoded = Assert.Single(Decode(OtlpMessages.Request(span).ToByteArray()).Spans);

        Assert.Equal(64 * 1024, Parse(encoded).Attributes[0].Value.StringValue.Length);
    }

    [Fact]
    public void Decode_ListTooLong_IsCut()
    {
        var span = OtlpMessages.NewSpan();
        var list = new ArrayValue { Values = { Enumerable.Repeat(new AnyValue { StringValue = "12345678" }, 1000) } };
        span.Attributes[0].Value = new AnyValue { ArrayValue = list };

        var encoded = Assert.Single(Decode(OtlpMessages.Request(span).ToByteArray(), new SpanLimits { MaxValueBytes = 100 }).Spans);

        Assert.InRange(Parse(encoded).Attributes[0].Value.ArrayValue.Values.Count, 5, 15);
    }

    [Fact]
    public void Decode_TooManyOfEverything_IsDroppedAndCounted()
    {
        var span = OtlpMessages.NewSpan();
        span.Attributes.Add(Enumerable.Range(0, 600).Select(i => OtlpMessages.Text($"k{i}", "v")));
        span.Events.Add(Enumerable.Range(0, 300).Select(i => new Event { Name = $"e{i}" }));
        span.Links.Add(Enumerable.Range(0, 200).Select(_ => new Link()));

        var trimmed = Parse(Assert.Single(Decode(OtlpMessages.Request(span).ToByteArray()).Spans));

        Assert.Equal((512, 256, 128), (trimmed.Attributes.Count, trimmed.Events.Count, trimmed.Links.Count));
        Assert.Equal(
            (89u, 44u, 72u), (trimmed.DroppedAttributesCount, trimmed.DroppedEventsCount, trimmed.DroppedLinksCount));
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    [InlineData(45, false)]
    public void Decode_NestedValue_IsKeptUpToTheLimitAndEmptiedBelow(int levels, bool isKept)
    {
        var span = OtlpMessages.NewSpan();
        span.Attributes.Add(new KeyValue { Key = "deep", Value = OtlpMessages.Nested(levels) });

        var kept = Parse(Assert.Single(Decode(OtlpMessages.Request(span).ToByteArray()).Spans));

        Assert.Equal(isKept, kept.ToString().Contains("\"5\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Decode_SpanTooLargeEvenWhenCut_IsRejected()
    {
        var bad = OtlpMessages.NewSpan();
        bad.Attributes.Add(Enumerable.Range(0, 40).Select(i => OtlpMessages.Text($"k{i}", new string('x', 60_000))));

        AssertOnlyTheGoodOneIsLeft(bad, "too large");
    }

    [Fact]
    public void Decode_SameResourceAndScope_ShareAnOrigin()
    {
        var first = Decode(OtlpMessages.Request("shop", OtlpMessages.NewSpan()).ToByteArray()).Spans[0].Origin;
        var second = Decode(OtlpMessages.Request("shop", OtlpMessages.NewSpan()).ToByteArray()).Spans[0].Origin;
        var other = Decode(OtlpMessages.Request("till", OtlpMessages.NewSpan()).ToByteArray()).Spans[0].Origin;

        Assert.Equal(first, second);
        Assert.NotEqual(first.Id, other.Id);
        Assert.Equal("shop", first.ServiceName);
    }

    [Theory]
    [InlineData("none.storefront", 3)]
    [InlineData("none.orders", 4)]
    [InlineData("none.shipping", 4)]
    [InlineData("none.edge-types", 1)]
    [InlineData("none.edge-nan", 1)]
    [InlineData("none.edge-badutf8", 2)]
    public void Decode_RecordedCollectorBodies_GivesEverySpan(string name, int spans)
    {
        var fromProtobuf = Decode(RecordedOtlp.GrpcMessage(name));
        var fromJson = Decode(RecordedOtlp.Http($"json-{name}"), encoding: OtlpEncoding.Json);

        Assert.Equal(spans, fromProtobuf.Spans.Count);
        Assert.Equal(spans, fromJson.Spans.Count);
        Assert.Equal(0, fromProtobuf.Rejections.Count + fromJson.Rejections.Count);
    }

    [Theory]
    [InlineData("none.storefront")]
    [InlineData("none.orders")]
    [InlineData("none.shipping")]
    [InlineData("none.edge-types")]
    [InlineData("none.edge-nan")]
    public void Decode_RecordedJson_EqualsRecordedProtobuf(string name)
    {
        var fromProtobuf = Decode(RecordedOtlp.GrpcMessage(name)).Spans.Select(Parse);
        var fromJson = Decode(RecordedOtlp.Http($"json-{name}"), encoding: OtlpEncoding.Json).Spans.Select(Parse);

        Assert.Equal(fromProtobuf.Select(span => span.ToString()).Order(), fromJson.Select(span => span.ToString()).Order());
    }

    private static Span Parse(EncodedSpan span) => Span.Parser.ParseFrom(span.Message);

    private static void AssertOnlyTheGoodOneIsLeft(Span bad, string reason)
    {
        var good = OtlpMessages.NewSpan(name: "good");

        var decoded = Decode(OtlpMessages.Request(bad, good).ToByteArray());

        Assert.Equal("good", Assert.Single(decoded.Spans).Name);
        Assert.Equal(1, decoded.Rejections.Count);
        Assert.Contains(reason, decoded.Rejections.ToString(), StringComparison.Ordinal);
    }

    private static OtlpDecoding.Decoded Decode(
        byte[] request, SpanLimits? limits = null, OtlpEncoding encoding = OtlpEncoding.Protobuf) =>
        Assert.IsType<OtlpDecoding.Decoded>(OtlpMessages.Decoder(limits).Decode(request, encoding));
}

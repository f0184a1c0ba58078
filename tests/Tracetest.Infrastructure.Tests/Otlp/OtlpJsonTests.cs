using System.Text;
using Tracetest.Domain.Otlp;
using Tracetest.Infrastructure.Otlp;
using Tracetest.Infrastructure.Otlp.Wire;

namespace Tracetest.Infrastructure.Tests.Otlp;

public sealed class OtlpJsonTests
{
    private const string Ids = "\"traceId\":\"5B8EFFF798038103D269B633813FC60C\",\"spanId\":\"eee19b7ec3c1b174\"";

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"resourceSpans\":null}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[]}],\"unknown\":[1,{}]}")]
    public void Decode_RequestWithoutSpans_IsDecoded(string json) => Assert.Empty(Decoded(json).Spans);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"resourceSpans\":[")]
    [InlineData("{\"resourceSpans\":{}}")]
    [InlineData("{'a':1}")]
    public void Decode_BrokenDocument_IsMalformed(string json) => Assert.IsType<OtlpDecoding.Malformed>(Decode(json));

    [Fact]
    public void Decode_TextAfterTheDocument_IsIgnored() => Assert.Single(Decoded(Request(Ids) + " trailing [").Spans);

    [Theory]
    [InlineData("\"kind\":2", "Server")]
    [InlineData("\"kind\":\"SPAN_KIND_CLIENT\"", "Client")]
    [InlineData("\"kind\":null", "Unspecified")]
    [InlineData("\"kind\":99", "Unspecified")]
    public void Decode_Kind_ByNumberOrName(string field, string kind) => Assert.Equal(kind, One(field).Kind.ToString());

    [Theory]
    [InlineData("\"startTimeUnixNano\":\"1700000000000000001\"")]
    [InlineData("\"startTimeUnixNano\":1700000000000000001")]
    [InlineData("\"start_time_unix_nano\":\"1700000000000000001\"")]
    public void Decode_Time_AsTextOrNumberInEitherSpelling(string field) =>
        Assert.Equal(1_700_000_000_000_000_001, One(field).StartTimeUnixNano);

    [Theory]
    [InlineData("{\"stringValue\":\"a\\u0041\\n\\ud83d\\ude00\"}", "{ \"stringValue\": \"aA\\n\\ud83d\\ude00\" }")]
    [InlineData("{\"stringValue\":\"\\ud800x\"}", "{ \"stringValue\": \"\uFFFDx\" }")]
    [InlineData("{\"intValue\":\"-7\"}", "{ \"intValue\": \"-7\" }")]
    [InlineData("{\"intValue\":9007199254740993}", "{ \"intValue\": \"9007199254740993\" }")]
    [InlineData("{\"doubleValue\":\"NaN\"}", "{ \"doubleValue\": \"NaN\" }")]
    [InlineData("{\"doubleValue\":\"-Infinity\"}", "{ \"doubleValue\": \"-Infinity\" }")]
    [InlineData("{\"doubleValue\":\"1.5\"}", "{ \"doubleValue\": 1.5 }")]
    [InlineData("{\"doubleValue\":2}", "{ \"doubleValue\": 2 }")]
    [InlineData("{\"boolValue\":true}", "{ \"boolValue\": true }")]
    [InlineData("{\"bytesValue\":\"AAEC/v8=\"}", "{ \"bytesValue\": \"AAEC/v8=\" }")]
    [InlineData("{\"arrayValue\":{\"values\":[{\"intValue\":1},{}]}}", "{ \"arrayValue\": { \"values\": [ { \"intValue\": \"1\" }, { } ] } }")]
    [InlineData("{\"kvlistValue\":{\"values\":[{\"key\":\"k\",\"value\":null}]}}", "{ \"kvlistValue\": { \"values\": [ { \"key\": \"k\", \"value\": { } } ] } }")]
    [InlineData("{\"unknownValue\":{\"a\":[1]}}", "{ }")]
    [InlineData("null", "{ }")]
    public void Decode_Value_KeepsItsType(string json, string expected)
    {
        var span = Span.Parser.ParseFrom(One($"\"attributes\":[{{\"key\":\"a\",\"value\":{json}}}]").Message);

        Assert.Equal(expected, span.Attributes[0].Value.ToString());
    }

    [Theory]
    [InlineData("\"kind\":\"2\"")]
    [InlineData("\"kind\":\"nonsense\"")]
    [InlineData("\"startTimeUnixNano\":\"yesterday\"")]
    [InlineData("\"startTimeUnixNano\":\"-1\"")]
    [InlineData("\"startTimeUnixNano\":1.795262482e+18")]
    [InlineData("\"attributes\":{\"a\":\"b\"}")]
    [InlineData("\"attributes\":[{\"key\":\"a\",\"value\":{\"intValue\":5.5}}]")]
    [InlineData("\"attributes\":[{\"key\":\"a\",\"value\":{\"intValue\":\"99999999999999999999\"}}]")]
    [InlineData("\"attributes\":[{\"key\":\"a\",\"value\":{\"boolValue\":\"true\"}}]")]
    [InlineData("\"attributes\":[{\"key\":\"a\",\"value\":{\"bytesValue\":\"***\"}}]")]
    [InlineData("\"traceId\":\"W47/95gDgQPSabYzgT/GDA==\"")]
    public void Decode_WrongType_RejectsTheSpanAndKeepsItsNeighbour(string field)
    {
        var bad = $"{{{Ids},{field}}}";

        var together = Decoded(Spans($"{bad},{{{Ids}}}"));

        Assert.Single(together.Spans);
        Assert.Equal(1, together.Rejections.Count);
        Assert.IsType<OtlpDecoding.Malformed>(Decode(Spans(bad)));
    }

    [Theory]
    [InlineData("5b8efff798038103d269b633813fc6")]
    [InlineData("5b8efff798038103")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("")]
    public void Decode_TraceIdOfWrongShape_RejectsTheSpan(string id)
    {
        var decoded = Decoded(Spans($"{{\"traceId\":\"{id}\",\"spanId\":\"eee19b7ec3c1b174\"}}"));

        Assert.Empty(decoded.Spans);
        Assert.Equal(1, decoded.Rejections.Count);
    }

    [Fact]
    public void Decode_ValueNestedVeryDeep_CostsNoSpan()
    {
        const int Levels = 5000;
        var deep = string.Concat(Enumerable.Repeat("{\"arrayValue\":{\"values\":[", Levels)) + "{}"
            + string.Concat(Enumerable.Repeat("]}}", Levels));

        Assert.NotNull(One($"\"attributes\":[{{\"key\":\"a\",\"value\":{deep}}}]"));
    }

    [Fact]
    public void Decode_ResourceAfterItsSpans_IsStillTheirs()
    {
        var json = $"{{\"resourceSpans\":[{{\"scopeSpans\":[{{\"spans\":[{{{Ids}}}]}}],\"resource\":{{\"attributes\":"
            + "[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"late\"}}]}}]}";

        Assert.Equal("late", Assert.Single(Decoded(json).Spans).Origin.ServiceName);
    }

    private static string Spans(string spans) => $"{{\"resourceSpans\":[{{\"scopeSpans\":[{{\"spans\":[{spans}]}}]}}]}}";

    private static string Request(string fields) => Spans($"{{{fields}}}");

    private static EncodedSpan One(string field) => Assert.Single(Decoded(Request($"{Ids},{field}")).Spans);

    private static OtlpDecoding.Decoded Decoded(string json) => Assert.IsType<OtlpDecoding.Decoded>(Decode(json));

    private static OtlpDecoding Decode(string json) =>
        OtlpMessages.Decoder().Decode(Encoding.UTF8.GetBytes(json), OtlpEncoding.Json);
}

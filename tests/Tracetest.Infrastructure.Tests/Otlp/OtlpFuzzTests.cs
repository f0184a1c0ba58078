using System.Text;
using Google.Protobuf;
using Tracetest.Domain.Otlp;
using Tracetest.Infrastructure.Otlp;
using Tracetest.Infrastructure.Otlp.Wire;
using Tracetest.TestSupport.Otlp;
using Xunit.Sdk;

namespace Tracetest.Infrastructure.Tests.Otlp;

/// <summary>Real requests with bytes changed at random, from fixed seeds: nothing may escape as an exception.</summary>
public sealed class OtlpFuzzTests
{
    private const int Rounds = 4000;

    [Theory]
    [InlineData("none.orders", OtlpEncoding.Protobuf)]
    [InlineData("none.edge-types", OtlpEncoding.Protobuf)]
    [InlineData("none.orders", OtlpEncoding.Json)]
    [InlineData("none.edge-types", OtlpEncoding.Json)]
    public void Decode_MutatedRequest_IsAnOutcome(string name, OtlpEncoding encoding)
    {
        var original = encoding == OtlpEncoding.Json ? RecordedOtlp.Http($"json-{name}") : RecordedOtlp.GrpcMessage(name);
        var decoder = OtlpMessages.Decoder();
        var random = new Random(20_24);
        for (var round = 0; round < Rounds; round++)
        {
            var mutated = Mutate(original, random);
            try
            {
                decoder.Decode(mutated, encoding);
            }
            catch (Exception escaped)
            {
                throw FailException.ForFailure($"Round {round}: {escaped}\n{Convert.ToBase64String(mutated)}");
            }
        }
    }

    [Fact]
    public void Decode_MutatedSpan_CostsNoNeighbour()
    {
        var decoder = OtlpMessages.Decoder();
        var random = new Random(7);
        var original = OtlpMessages.NewSpan().ToByteArray();
        for (var round = 0; round < Rounds; round++)
        {
            var scope = new ScopeEnvelope();
            scope.Spans.Add(ByteString.CopyFrom(Mutate(original, random)));
            scope.Spans.Add(OtlpMessages.NewSpan(name: "neighbour").ToByteString());
            var request = new TracesEnvelope { ResourceSpans = { new ResourceEnvelope { ScopeSpans = { scope } } } };

            var decoded = Assert.IsType<OtlpDecoding.Decoded>(decoder.Decode(request.ToByteArray(), OtlpEncoding.Protobuf));

            Assert.Equal("neighbour", decoded.Spans[^1].Name);
            Assert.Equal(2, decoded.Spans.Count + decoded.Rejections.Count);
        }
    }

    [Fact]
    public void Map_WhateverWasStored_IsReadBack()
    {
        var decoder = OtlpMessages.Decoder();
        var random = new Random(11);
        var original = RecordedOtlp.GrpcMessage("none.edge-types");
        for (var round = 0; round < Rounds; round++)
        {
            if (decoder.Decode(Mutate(original, random), OtlpEncoding.Protobuf) is OtlpDecoding.Decoded decoded)
            {
                foreach (var span in decoded.Spans)
                {
                    var message = OtlpSpanMapper.Parse(span.Message.Span);
                    var mapped = new OtlpSpanMapper().Map(
                        message, Domain.Traces.Resource.Empty, Domain.Traces.InstrumentationScope.Empty);
                    Assert.NotNull(mapped);
                    Encoding.UTF8.GetBytes(span.Name);
                }
            }
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var changes = random.Next(1, 6); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 200), bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }
}

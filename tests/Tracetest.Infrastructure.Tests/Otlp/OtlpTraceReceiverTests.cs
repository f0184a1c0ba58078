using System.Diagnostics.Metrics;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tracetest.Domain.Otlp;
using Tracetest.Infrastructure.Otlp;

namespace Tracetest.Infrastructure.Tests.Otlp;

public sealed class OtlpTraceReceiverTests : IDisposable
{
    private readonly ServiceProvider _services =
        new ServiceCollection().AddMetrics().AddSingleton<OtlpMetrics>().BuildServiceProvider();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task ExportAsync_NoSpans_IsAcceptedWithoutWriting()
    {
        var writer = new FakeWriter(new SpanWrite.Unavailable("away", TimeSpan.FromSeconds(1)));

        Assert.Equal(new OtlpExport.Accepted(0, ""), await Receiver(writer).ExportAsync(default, OtlpEncoding.Protobuf, Cancel));
    }

    [Fact]
    public async Task ExportAsync_WriterUnavailable_IsUnavailable()
    {
        var writer = new FakeWriter(new SpanWrite.Unavailable("away", TimeSpan.FromSeconds(3)));

        var outcome = await ExportOneAsync(writer);

        Assert.Equal(new OtlpExport.Unavailable("away", TimeSpan.FromSeconds(3)), outcome);
    }

    [Fact]
    public async Task ExportAsync_DecoderAndWriterReject_TellsBoth()
    {
        var bad = OtlpMessages.NewSpan();
        bad.SpanId = ByteString.Empty;

        var outcome = await ExportAsync(new FakeWriter(new SpanWrite.Stored(1, "trace too large")), OtlpMessages.NewSpan(), bad);

        var accepted = Assert.IsType<OtlpExport.Accepted>(outcome);
        Assert.Equal(2, accepted.RejectedSpans);
        Assert.Contains("span id", accepted.Reason, StringComparison.Ordinal);
        Assert.Contains("trace too large", accepted.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExportAsync_SpanCutAndSpanRejected_AreCounted()
    {
        var counts = new Dictionary<string, long>();
        using var listener = Listen(counts);
        var (cut, bad) = (OtlpMessages.NewSpan(), OtlpMessages.NewSpan());
        cut.Attributes.Add(Enumerable.Range(0, 600).Select(i => OtlpMessages.Text($"k{i}", "v")));
        bad.TraceId = ByteString.Empty;

        await ExportAsync(new FakeWriter(new SpanWrite.Stored(0, "")), cut, bad);

        Assert.Equal(
            (1, 1, 89),
            (counts["tracetest.otlp.spans.stored"], counts["tracetest.otlp.spans.rejected"], counts["tracetest.otlp.limit_hits"]));
    }

    private MeterListener Listen(Dictionary<string, long> counts)
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, _, _) => counts[instrument.Name] = counts.GetValueOrDefault(instrument.Name) + value);
        listener.Start();
        return listener;
    }

    private Task<OtlpExport> ExportOneAsync(FakeWriter writer) => ExportAsync(writer, OtlpMessages.NewSpan());

    private Task<OtlpExport> ExportAsync(FakeWriter writer, params Tracetest.Infrastructure.Otlp.Wire.Span[] spans) =>
        Receiver(writer).ExportAsync(OtlpMessages.Request(spans).ToByteArray(), OtlpEncoding.Protobuf, Cancel);

    private OtlpTraceReceiver Receiver(FakeWriter writer)
    {
        var metrics = _services.GetRequiredService<OtlpMetrics>();
        return new OtlpTraceReceiver(new OtlpDecoder(Options.Create(new SpanLimits()), metrics), writer, metrics);
    }

    private sealed class FakeWriter(SpanWrite outcome) : ISpanWriter
    {
        public Task<SpanWrite> WriteAsync(IReadOnlyList<EncodedSpan> spans, CancellationToken cancellationToken) =>
            Task.FromResult(outcome);
    }
}

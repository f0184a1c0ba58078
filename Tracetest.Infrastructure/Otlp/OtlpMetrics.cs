using System.Diagnostics.Metrics;

namespace Tracetest.Infrastructure.Otlp;

/// <summary>What the OTLP receiver counts, under the meter <see cref="MeterName"/>.</summary>
public sealed class OtlpMetrics
{
    public const string MeterName = "Tracetest.Otlp";

    private readonly Counter<long> _stored;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _limitHits;
    private readonly Counter<long> _unavailable;

    public OtlpMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _stored = meter.CreateCounter<long>("tracetest.otlp.spans.stored", "{span}", "Spans acknowledged as durable.");
        _rejected = meter.CreateCounter<long>("tracetest.otlp.spans.rejected", "{span}", "Spans refused, by reason.");
        _limitHits = meter.CreateCounter<long>("tracetest.otlp.limit_hits", "{hit}", "Times something was cut, by limit.");
        _unavailable = meter.CreateCounter<long>(
            "tracetest.otlp.requests.unavailable", "{request}", "Requests sent away for a later try.");
    }

    public void Stored(int spans) => _stored.Add(spans);

    public void Rejected(string reason, int spans) =>
        _rejected.Add(spans, KeyValuePair.Create<string, object?>("reason", reason));

    public void LimitHit(string limit, int times = 1) =>
        _limitHits.Add(times, KeyValuePair.Create<string, object?>("limit", limit));

    public void Unavailable() => _unavailable.Add(1);
}

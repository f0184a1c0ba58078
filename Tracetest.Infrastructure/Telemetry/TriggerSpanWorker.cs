using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;

namespace Tracetest.Infrastructure.Telemetry;

/// <summary>Sends trigger spans to the user's collector, in batches and behind the run's back.</summary>
internal sealed class TriggerSpanWorker : BackgroundService, ITriggerSpanExporter
{
    private const int MostWaiting = 2048;
    private const int MostInBatch = 512;
    private const int MostBytesInBatch = 2 * 1024 * 1024; // receivers take 4 MiB; a span holds a response body of up to 1
    private static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly ILogger<TriggerSpanWorker> _log;
    private readonly TelemetryExporter? _exporter;
    private readonly TraceIdRatioBasedSampler _sampler;
    private readonly Channel<Span> _spans = Channel.CreateBounded<Span>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private bool _isFailing;

    public TriggerSpanWorker(TelemetryExporters exporters, TimeProvider time, ILogger<TriggerSpanWorker> log)
    {
        _time = time;
        _log = log;
        _exporter = exporters.Application;
        _sampler = new TraceIdRatioBasedSampler(_exporter?.SamplingRatio ?? 0);
    }

    public void Export(Span triggerSpan)
    {
        if (_exporter is not null && IsSampled(triggerSpan) && !_spans.Writer.TryWrite(triggerSpan))
        {
            _log.LogDebug("A trigger span was dropped: {Count} wait already, or the server stops", MostWaiting);
        }
    }

    /// <summary>Sends what is left, for a moment at most.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _spans.Writer.TryComplete();
        using var patience = new CancellationTokenSource(FlushTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        if (ExecuteTask is { } sending)
        {
            await Task.WhenAny(sending, Task.Delay(Timeout.Infinite, either.Token));
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_exporter is null)
        {
            return;
        }

        using var sender = new OtlpGrpcSender(_exporter.Endpoint);
        while (await _spans.Reader.WaitToReadAsync(stoppingToken))
        {
            await Task.Delay(BatchDelay, _time, stoppingToken);
            await SendAsync(sender, OtlpSpanWriter.Request(_exporter, NextBatch()), stoppingToken);
        }
    }

    private bool IsSampled(Span span)
    {
        var trace = ActivityTraceId.CreateFromBytes(span.TraceId.ToByteArray());
        var parameters = new SamplingParameters(default, trace, span.Name, ActivityKind.Internal);
        return _sampler.ShouldSample(parameters).Decision == SamplingDecision.RecordAndSample;
    }

    private List<byte[]> NextBatch()
    {
        var batch = new List<byte[]>();
        var size = 0;
        while (batch.Count < MostInBatch && size < MostBytesInBatch && _spans.Reader.TryRead(out var span))
        {
            batch.Add(OtlpSpanWriter.Write(span));
            size += batch[^1].Length;
        }

        return batch;
    }

    private async Task SendAsync(OtlpGrpcSender sender, byte[] request, CancellationToken stoppingToken)
    {
        using var timeout = new CancellationTokenSource(SendTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stoppingToken);
        try
        {
            Report(await sender.SendAsync(request, either.Token));
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            Report($"no answer within {SendTimeout.TotalSeconds} s");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            Report(failure.Message);
        }
    }

    // One warning for each outage: a collector that is down for an hour is one piece of news.
    private void Report(string? objection)
    {
        if (objection is not null && !_isFailing)
        {
            _log.LogWarning("Trigger spans do not reach {Endpoint} and are lost: {Reason}", _exporter?.Endpoint, objection);
        }

        _isFailing = objection is not null;
    }
}

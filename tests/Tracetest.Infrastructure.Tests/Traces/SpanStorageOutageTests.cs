using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Tracetest.Domain.Otlp;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.EmbeddedPostgres;
using Tracetest.Infrastructure.Tests.Otlp;
using Tracetest.TestSupport;
using Tracetest.TestSupport.Otlp;

namespace Tracetest.Infrastructure.Tests.Traces;

/// <summary>A database of its own, stopped and started while spans come in.</summary>
public sealed class SpanStorageOutageTests : IAsyncDisposable
{
    private readonly string _folder = TestFolder.Create("outage");
    private EmbeddedCluster? _cluster;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ExportAsync_DatabaseStopsAndStarts_SendsAwayMeanwhileAndLosesNothingAcknowledged()
    {
        await StartClusterAsync();
        await using var host = await OtlpReceiverHost.StartAsync(_cluster!.ConnectionString, Cancel);
        var first = await AcknowledgedAsync(host);

        await _cluster.StopAsync();
        var away = await host.Receiver.ExportAsync(Request(TraceId.NewRandom()), OtlpEncoding.Protobuf, Cancel);
        await StartClusterAsync();
        var second = await AcknowledgedAsync(host);

        Assert.IsType<OtlpExport.Unavailable>(away);
        Assert.NotNull(await host.Traces.FindAsync(first, Cancel));
        Assert.NotNull(await host.Traces.FindAsync(second, Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Sends one trace until it is acknowledged.</summary>
    private static async Task<TraceId> AcknowledgedAsync(OtlpReceiverHost host)
    {
        var trace = TraceId.NewRandom();
        while (await host.Receiver.ExportAsync(Request(trace), OtlpEncoding.Protobuf, Cancel) is not OtlpExport.Accepted)
        {
        }

        return trace;
    }

    private static byte[] Request(TraceId trace) => OtlpMessages.Request(OtlpMessages.NewSpan(trace)).ToByteArray();

    private async Task StartClusterAsync()
    {
        var options = new EmbeddedPostgresOptions { DataDirectory = Path.Combine(_folder, "cluster") };
        _cluster = new EmbeddedCluster(options, Environment.GetEnvironmentVariable, TimeProvider.System, NullLogger.Instance);
        Assert.IsType<ClusterStart.Ready>(await _cluster.StartAsync(Cancel));
    }
}

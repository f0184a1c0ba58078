using System.Globalization;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tracetest.Domain.Otlp;
using Tracetest.Domain.Traces;
using Tracetest.Infrastructure.Tests.Otlp;
using Tracetest.Infrastructure.Traces;
using Tracetest.TestSupport;
using Tracetest.TestSupport.Otlp;

namespace Tracetest.Infrastructure.Tests.Traces;

public sealed class SpanStorageTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ExportAsync_ManyRequestsOfOneTrace_StoresEverySpan()
    {
        await using var host = await StartAsync();
        var trace = TraceId.NewRandom();

        await Parallel.ForAsync(0, 20, Cancel, async (_, _) => await AcceptAsync(host, Requests(trace, 500)));

        Assert.Equal(10_000, (await host.Traces.FindAsync(trace, Cancel))!.Trace.Count);
    }

    [Fact]
    public async Task ExportAsync_HundredThousandSpansOfOneTrace_AreStoredAndReadBack()
    {
        await using var host = await StartAsync();
        var trace = TraceId.NewRandom();

        await Parallel.ForAsync(0, 20, Cancel, async (_, _) => await AcceptAsync(host, Requests(trace, 5000)));

        Assert.Equal(100_000, (await host.Traces.FindAsync(trace, Cancel))!.Trace.Count);
    }

    [Fact]
    public async Task ExportAsync_TwoSendersOfOneTraceWhoRepeatThemselves_LoseNothing()
    {
        await using var host = await StartAsync();
        var trace = TraceId.NewRandom();
        var requests = Enumerable.Range(0, 40).Select(_ => Requests(trace, 10)).ToArray();

        await Parallel.ForEachAsync(requests.Concat(requests), Cancel, async (request, _) => await AcceptAsync(host, request));

        Assert.Equal(400, (await host.Traces.FindAsync(trace, Cancel))!.Trace.Count);
    }

    [Fact]
    public async Task ExportAsync_AnyRequest_AnnouncesItsSpansOnceStored()
    {
        await using var host = await StartAsync();
        var trace = TraceId.NewRandom();
        using var watch = host.Arrivals.Watch(trace);

        await AcceptAsync(host, Requests(trace, 3));

        Assert.True(watch.Batches.TryRead(out var batch));
        Assert.Equal(3, batch.Length);
        Assert.All(batch, arrival => Assert.True(arrival.IsEnded));
    }

    [Fact]
    public async Task ExportAsync_TraceOverItsLimit_RejectsTheExcessAlone()
    {
        await using var host = await StartAsync(options => options.MaxSpansPerTrace = 100);
        var (full, other) = (TraceId.NewRandom(), TraceId.NewRandom());
        await AcceptAsync(host, Requests(full, 90));

        var outcome = await host.Receiver.ExportAsync(Requests(full, 30), OtlpEncoding.Protobuf, Cancel);
        await AcceptAsync(host, Requests(other, 5));

        Assert.Equal(new OtlpExport.Accepted(20, "20 spans: trace too large"), outcome);
        Assert.Equal(100, (await host.Traces.FindAsync(full, Cancel))!.Trace.Count);
    }

    [Fact]
    public async Task ExportAsync_TraceFilledBeforeARestart_IsStillFull()
    {
        var database = await postgres.CreateDatabaseAsync(Cancel);
        var trace = TraceId.NewRandom();
        await using (var before = await StartAsync(database, options => options.MaxSpansPerTrace = 50))
        {
            await AcceptAsync(before, Requests(trace, 50));
        }

        await using var after = await StartAsync(database, options => options.MaxSpansPerTrace = 50);
        var outcome = await after.Receiver.ExportAsync(Requests(trace, 51), OtlpEncoding.Protobuf, Cancel);

        Assert.Equal(51, Assert.IsType<OtlpExport.Accepted>(outcome).RejectedSpans);
    }

    [Fact]
    public async Task ExportAsync_HostStops_WhatWasTakenIsStoredAndLaterRequestsAreSentAway()
    {
        var database = await postgres.CreateDatabaseAsync(Cancel);
        await using var host = await StartAsync(database);
        var traces = Enumerable.Range(0, 50).Select(_ => TraceId.NewRandom()).ToArray();

        var exports = traces.Select(trace => host.Receiver.ExportAsync(Requests(trace, 20), OtlpEncoding.Protobuf, Cancel)).ToArray();
        await host.StopAsync(Cancel);
        var outcomes = await Task.WhenAll(exports);
        var late = await host.Receiver.ExportAsync(Requests(TraceId.NewRandom(), 1), OtlpEncoding.Protobuf, Cancel);

        Assert.All(outcomes, outcome => Assert.Equal(new OtlpExport.Accepted(0, ""), outcome));
        Assert.IsType<OtlpExport.Unavailable>(late);
        foreach (var trace in traces)
        {
            Assert.Equal(20, (await host.Traces.FindAsync(trace, Cancel))!.Trace.Count);
        }
    }

    [Fact]
    public async Task ExportAsync_QueueFull_SendsAwayAndTakesAgainOnceItIsEmpty()
    {
        var database = await postgres.CreateDatabaseAsync(Cancel);
        await using var host = await StartAsync(database, options => options.MaxQueuedBytes = 1024 * 1024);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await ExecuteAsync(connection, "lock table spans in access exclusive mode");

        var exports = Enumerable.Range(0, 10)
            .Select(_ => host.Receiver.ExportAsync(Requests(TraceId.NewRandom(), 1000), OtlpEncoding.Protobuf, Cancel))
            .ToArray();
        await transaction.RollbackAsync(Cancel);
        var outcomes = await Task.WhenAll(exports);
        var later = await host.Receiver.ExportAsync(Requests(TraceId.NewRandom(), 1), OtlpEncoding.Protobuf, Cancel);

        Assert.Contains(outcomes, outcome => outcome is OtlpExport.Accepted);
        Assert.Contains(outcomes, outcome => outcome is OtlpExport.Unavailable { RetryAfter.Ticks: > 0 });
        Assert.IsType<OtlpExport.Accepted>(later);
    }

    [Fact]
    public async Task ExportAsync_CommitTakesTooLong_SendsAwayAndRecovers()
    {
        var database = await postgres.CreateDatabaseAsync(Cancel);
        await using var host = await StartAsync(database, options => options.CommitTimeout = TimeSpan.FromMilliseconds(300));
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancel);
        var trace = TraceId.NewRandom();
        await using (await connection.BeginTransactionAsync(Cancel))
        {
            await ExecuteAsync(connection, "lock table spans in access exclusive mode");
            Assert.IsType<OtlpExport.Unavailable>(await host.Receiver.ExportAsync(Requests(trace, 2), OtlpEncoding.Protobuf, Cancel));
        }

        await AcceptAsync(host, Requests(trace, 3));

        Assert.Equal(3, (await host.Traces.FindAsync(trace, Cancel))!.Trace.Count);
    }

    [Fact]
    public async Task ExportAsync_ConnectionsKilledAllTheTime_LosesNothingAcknowledged()
    {
        var database = await postgres.CreateDatabaseAsync(Cancel);
        await using var host = await StartAsync(database);
        using var sending = new CancellationTokenSource();
        var killing = KillConnectionsAsync(database, sending.Token);
        var trace = TraceId.NewRandom();
        var acknowledged = 0;

        await Parallel.ForAsync(0, 300, Cancel, async (_, _) =>
        {
            var request = Requests(trace, 10);
            while (await host.Receiver.ExportAsync(request, OtlpEncoding.Protobuf, Cancel) is OtlpExport.Unavailable)
            {
            }

            Interlocked.Add(ref acknowledged, 10);
        });
        await sending.CancelAsync();
        await killing;
        host.Database.Clear(); // the pool may still hold a connection that was killed

        Assert.Equal(3000, acknowledged);
        Assert.Equal(3000, (await host.Traces.FindAsync(trace, Cancel))!.Trace.Count);
    }

    private static async Task KillConnectionsAsync(string database, CancellationToken stop)
    {
        const string Kill = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!stop.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            await ExecuteAsync(connection, Kill);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static async Task AcceptAsync(OtlpReceiverHost host, byte[] request) =>
        Assert.Equal(new OtlpExport.Accepted(0, ""), await host.Receiver.ExportAsync(request, OtlpEncoding.Protobuf, Cancel));

    private static byte[] Requests(TraceId trace, int spans) => OtlpMessages
        .Request([.. Enumerable.Range(0, spans).Select(i => OtlpMessages.NewSpan(trace, name: i.ToString(CultureInfo.InvariantCulture)))])
        .ToByteArray();

    private async Task<OtlpReceiverHost> StartAsync(Action<SpanStorageOptions>? configure = null) =>
        await StartAsync(await postgres.CreateDatabaseAsync(Cancel), configure);

    private static Task<OtlpReceiverHost> StartAsync(string database, Action<SpanStorageOptions>? configure = null) =>
        OtlpReceiverHost.StartAsync(database, Cancel, services => services.Configure(configure ?? (_ => { })));
}

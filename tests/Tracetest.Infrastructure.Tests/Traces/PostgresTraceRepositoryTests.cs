using Tracetest.Domain.Otlp;
using Tracetest.Domain.Traces;
using Tracetest.TestSupport;
using Tracetest.TestSupport.Otlp;

namespace Tracetest.Infrastructure.Tests.Traces;

/// <summary>The contract on PostgreSQL, filled through the receiver.</summary>
public sealed class PostgresTraceRepositoryTests(PostgresFixture postgres)
    : TraceRepositoryContract, IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private OtlpReceiverHost? _host;

    public async ValueTask InitializeAsync() =>
        _host = await OtlpReceiverHost.StartAsync(await postgres.CreateDatabaseAsync(Cancel), Cancel);

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected override Task<ITraceRepository> RepositoryAsync() => Task.FromResult(_host!.Traces);

    protected override async Task StoreAsync(params Span[] spans) =>
        Assert.Equal(
            new OtlpExport.Accepted(0, ""),
            await _host!.Receiver.ExportAsync(WireSpans.ToRequest(spans), OtlpEncoding.Protobuf, Cancel));
}

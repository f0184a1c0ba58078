using Tracetest.Domain.Traces;
using static Tracetest.Domain.Tests.Traces.TraceBuilder;

namespace Tracetest.Domain.Tests.Traces;

public sealed class SpanArrivalsTests
{
    private static readonly TraceId Other = TraceId.NewRandom();

    private readonly SpanArrivals _arrivals = new();

    [Fact]
    public void Publish_SpansOfAWatchedTrace_ArriveAsOneBatchInOrder()
    {
        using var watch = _arrivals.Watch(TraceNumber);

        _arrivals.Publish([Arrival(1), Arrival(9, Other), Arrival(2)]);

        Assert.True(watch.Batches.TryRead(out var batch));
        Assert.Equal([IdOf(1), IdOf(2)], batch.Select(arrival => arrival.SpanId));
        Assert.False(watch.Batches.TryRead(out _));
    }

    [Fact]
    public void Publish_TwoWatchers_BothAreTold()
    {
        using var first = _arrivals.Watch(TraceNumber);
        using var second = _arrivals.Watch(TraceNumber);

        _arrivals.Publish([Arrival(1)]);

        Assert.True(first.Batches.TryRead(out _));
        Assert.True(second.Batches.TryRead(out _));
    }

    [Fact]
    public async Task Dispose_WaitingReader_IsToldThatNothingComes()
    {
        var watch = _arrivals.Watch(TraceNumber);
        var waiting = watch.Batches.WaitToReadAsync(TestContext.Current.CancellationToken);

        watch.Dispose();

        Assert.False(await waiting);
    }

    [Fact]
    public void Dispose_OneOfTwo_LeavesTheOther()
    {
        var gone = _arrivals.Watch(TraceNumber);
        using var left = _arrivals.Watch(TraceNumber);

        gone.Dispose();
        _arrivals.Publish([Arrival(1)]);

        Assert.False(gone.Batches.TryRead(out _));
        Assert.True(left.Batches.TryRead(out _));
    }

    [Fact]
    public async Task Watch_OpenedAndClosedByMany_LosesNoBatchOfTheOneThatStays()
    {
        using var stays = _arrivals.Watch(TraceNumber);

        await Parallel.ForAsync(0, 200, TestContext.Current.CancellationToken, (i, _) =>
        {
            using var passing = _arrivals.Watch(TraceNumber);
            _arrivals.Publish([Arrival(i + 1)]);
            return ValueTask.CompletedTask;
        });

        stays.Dispose();
        Assert.Equal(200, await stays.Batches.ReadAllAsync(TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
    }

    private static SpanArrival Arrival(int id, TraceId? trace = null) => new(trace ?? TraceNumber, IdOf(id), default, true);
}

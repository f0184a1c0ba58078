using System.Diagnostics;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;

namespace Tracetest.Infrastructure.Tests.Triggers;

/// <summary>How a service under test behaves towards a trigger.</summary>
public enum ServiceBehaviour
{
    Answers,
    AnswersWithFailure,
    AnswersWithEndlessBody,
    ClosesAfterReading,
    ResetsAfterReading,
    NeverAnswers,
}

/// <summary>A service of the adapter's protocol.</summary>
public interface IServiceUnderTest : IAsyncDisposable
{
    int Port { get; }

    /// <summary>How many calls it read to their end.</summary>
    int Calls { get; }

    /// <summary>What came with the last call, by name.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Metadata { get; }
}

/// <summary>What every triggerer is held to; an adapter says how to start a service and how to aim at it.</summary>
public abstract class TriggererContract
{
    protected static TriggerContext Context { get; } = new(TraceId.NewRandom(), SpanId.NewRandom());

    /// <summary>A triggerer that waits no longer than this.</summary>
    protected abstract ITriggerer Triggerer(TimeSpan patience);

    protected abstract IServiceUnderTest Start(ServiceBehaviour behaviour);

    protected abstract Trigger TriggerAt(int port, params HttpHeader[] headers);

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static TimeSpan Long => TimeSpan.FromSeconds(60);

    [Fact]
    public async Task FireAsync_AService_GetsTheTraceByEveryPropagator()
    {
        await using var service = Start(ServiceBehaviour.Answers);

        Assert.IsType<TriggerOutcome.Responded>(await Triggerer(Long).FireAsync(TriggerAt(service.Port), Context, Cancelled));

        foreach (var (key, value) in TraceContextHeaders.For(Context))
        {
            Assert.Equal([value], Values(service, key));
        }

        Assert.Empty(Values(service, "baggage"));
    }

    [Fact]
    public async Task FireAsync_UserWroteTraceHeaders_OursGoOverThem()
    {
        await using var service = Start(ServiceBehaviour.Answers);
        var trigger = TriggerAt(service.Port, new("Traceparent", "theirs"), new("B3", "theirs"), new("b3", "again"));

        await Triggerer(Long).FireAsync(trigger, Context, Cancelled);

        Assert.Equal([$"00-{Context.TraceId}-{Context.SpanId}-01"], Values(service, "traceparent"));
        Assert.Equal([$"{Context.TraceId}-{Context.SpanId}-1"], Values(service, "b3"));
    }

    [Fact]
    public async Task FireAsync_AnActivityIsRunning_LeavesTheTraceAlone()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var own = new Activity("own").SetIdFormat(ActivityIdFormat.W3C).AddBaggage("secret", "1").Start();
        await using var service = Start(ServiceBehaviour.Answers);

        await Triggerer(Long).FireAsync(TriggerAt(service.Port), Context, Cancelled);

        Assert.Equal([$"00-{Context.TraceId}-{Context.SpanId}-01"], Values(service, "traceparent"));
        Assert.Empty(Values(service, "baggage"));
        Assert.Empty(Values(service, "correlation-context"));
    }

    [Fact]
    public async Task FireAsync_ServiceAnswersWithFailure_IsAResponse()
    {
        await using var service = Start(ServiceBehaviour.AnswersWithFailure);

        Assert.IsType<TriggerOutcome.Responded>(await Triggerer(Long).FireAsync(TriggerAt(service.Port), Context, Cancelled));
    }

    [Theory]
    [InlineData(ServiceBehaviour.ClosesAfterReading)]
    [InlineData(ServiceBehaviour.ResetsAfterReading)]
    public async Task FireAsync_ConnectionBreaksAfterTheRequest_FailsAndWasSentOnce(ServiceBehaviour behaviour)
    {
        await using var service = Start(behaviour);

        var failed = Assert.IsType<TriggerOutcome.Failed>(await Triggerer(Long).FireAsync(TriggerAt(service.Port), Context, Cancelled));

        Assert.False(failed.Error.IsConnectionError);
        Assert.NotEmpty(failed.Error.Message);
        Assert.Equal(1, service.Calls);
    }

    [Fact]
    public async Task FireAsync_NobodyListens_IsAConnectionError()
    {
        var service = Start(ServiceBehaviour.Answers);
        var port = service.Port;
        await service.DisposeAsync();

        var failed = Assert.IsType<TriggerOutcome.Failed>(await Triggerer(Long).FireAsync(TriggerAt(port), Context, Cancelled));

        Assert.True(failed.Error.IsConnectionError);
        Assert.Contains("refused", failed.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FireAsync_ServiceNeverAnswers_FailsWhenPatienceEnds()
    {
        await using var service = Start(ServiceBehaviour.NeverAnswers);

        var outcome = await Triggerer(TimeSpan.FromSeconds(1)).FireAsync(TriggerAt(service.Port), Context, Cancelled);

        Assert.True(Assert.IsType<TriggerOutcome.Failed>(outcome).Error.IsConnectionError);
        Assert.True(service.Calls <= 1);
    }

    [Fact]
    public async Task FireAsync_Cancelled_Throws()
    {
        await using var service = Start(ServiceBehaviour.NeverAnswers);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var firing = Triggerer(Long).FireAsync(TriggerAt(service.Port), Context, cancel.Token);
        await Eventually.IsTrueAsync(() => service.Calls == 1, Cancelled);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => firing);
    }

    [Fact]
    public async Task FireAsync_EndlessBody_IsCut()
    {
        await using var service = Start(ServiceBehaviour.AnswersWithEndlessBody);

        var outcome = await Triggerer(Long).FireAsync(TriggerAt(service.Port), Context, Cancelled);

        Assert.True(IsCut(Assert.IsType<TriggerOutcome.Responded>(outcome).Response));
    }

    /// <summary>Whether the response says that its body was longer than what is kept.</summary>
    protected abstract bool IsCut(TriggerResponse response);

    private static string[] Values(IServiceUnderTest service, string name) =>
        [.. service.Metadata.Where(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Value)];
}

using Tracetest.Domain.TestRuns;

namespace Tracetest.Domain.Tests.TestRuns;

public sealed class RunFeedTests
{
    private readonly RunFeed _feed = new();

    [Fact]
    public void Publish_Subscribers_AreAllToldInOrder()
    {
        var (first, second) = (new List<int>(), new List<int>());
        using var one = _feed.Subscribe(run => first.Add(run.Id));
        using var two = _feed.Subscribe(run => second.Add(run.Id));

        _feed.Publish(TestRunTests.NewRun(1));
        _feed.Publish(TestRunTests.NewRun(2));

        Assert.Equal([1, 2], first);
        Assert.Equal([1, 2], second);
    }

    [Fact]
    public void Publish_AfterDispose_IsNotHeard()
    {
        var heard = new List<int>();
        _feed.Subscribe(run => heard.Add(run.Id)).Dispose();

        _feed.Publish(TestRunTests.NewRun());

        Assert.Empty(heard);
    }

    [Fact]
    public void Publish_SubscriberThrows_TheOthersAreToldAndTheFaultIsRaised()
    {
        var (heard, faults) = (0, new List<Exception>());
        _feed.SubscriberFailed += (_, fault) => faults.Add(fault);
        using var before = _feed.Subscribe(_ => heard++);
        using var broken = _feed.Subscribe(_ => throw new InvalidOperationException("broken"));
        using var after = _feed.Subscribe(_ => heard++);

        _feed.Publish(TestRunTests.NewRun());

        Assert.Equal(2, heard);
        Assert.Equal("broken", Assert.Single(faults).Message);
    }
}

using Tracetest.Domain.Polling;
using Tracetest.Domain.TestRuns;

namespace Tracetest.Domain.Tests.TestRuns;

public sealed class QuietPeriodTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void For_AsManySpansAsLastTime_IsTheShortest()
    {
        var quiet = new QuietPeriod(PollingProfile.Default, expectedSpans: 20);
        quiet.Observe(Start, 20);

        Assert.Equal(QuietPeriod.Shortest, quiet.For(20));
    }

    [Fact]
    public void For_FewerSpansThanLastTime_IsLonger()
    {
        var quiet = new QuietPeriod(PollingProfile.Default, expectedSpans: 20);
        quiet.Observe(Start, 19);

        Assert.Equal(QuietPeriod.WhileMoreIsExpected, quiet.For(19));
    }

    [Fact]
    public void For_FirstRunOfATest_IsCautious() =>
        Assert.Equal(QuietPeriod.OfFirstRun, new QuietPeriod(PollingProfile.Default, expectedSpans: null).For(5));

    [Fact]
    public void For_FirstRunInFullBatches_ExpectsMore()
    {
        var quiet = new QuietPeriod(PollingProfile.Default, expectedSpans: null);
        quiet.Observe(Start, 500);

        Assert.Equal(QuietPeriod.WhileMoreIsExpected, quiet.For(500));
    }

    [Fact]
    public void For_SpansFarApart_IsThreeTimesTheWidestGap()
    {
        var quiet = new QuietPeriod(PollingProfile.Default, expectedSpans: 3);
        quiet.Observe(Start, 1);
        quiet.Observe(Start.AddSeconds(1.5), 1);
        quiet.Observe(Start.AddSeconds(2), 1);

        Assert.Equal(TimeSpan.FromSeconds(4.5), quiet.For(3));
    }

    [Fact]
    public void For_AnyCase_NeverExceedsTheProfile()
    {
        var profile = new PollingProfile { RetryDelay = TimeSpan.FromMilliseconds(300) };

        Assert.Equal(profile.RetryDelay, new QuietPeriod(profile, expectedSpans: null).For(1));
    }
}

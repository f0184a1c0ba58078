using Tracetest.Domain.Polling;

namespace Tracetest.Domain.TestRuns;

/// <summary>How long it must stay silent after the last span before a trace that can be whole counts as whole.</summary>
/// <remarks>
/// <para>Nobody tells us that a trace is over, so the answer is a guess, made from what is known: how many spans the test's last
/// run had, how far apart this trace's spans come, and whether they come in batches so large that more must follow.</para>
/// <para>Never more than the profile's <see cref="PollingProfile.RetryDelay"/>. Not thread-safe. See docs/adr/006.</para>
/// </remarks>
/// <param name="profile">The upper bound.</param>
/// <param name="expectedSpans">What the test's last run had; <see langword="null"/> when there was none.</param>
public sealed class QuietPeriod(PollingProfile profile, int? expectedSpans)
{
    /// <summary>Once as many spans have come as last time.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);

    /// <summary>While nothing is known of the test.</summary>
    public static readonly TimeSpan OfFirstRun = TimeSpan.FromSeconds(1);

    /// <summary>While fewer spans have come than last time, or they come in exporter batches.</summary>
    public static readonly TimeSpan WhileMoreIsExpected = TimeSpan.FromSeconds(2);

    /// <summary>From this many spans of one trace in one delivery on, an exporter is emptying a full queue.</summary>
    public const int FullBatch = 256;

    private const int GapFactor = 3;

    private DateTimeOffset? _lastArrival;
    private TimeSpan _widestGap;
    private int _largestBatch;

    /// <summary>Takes note of a delivery of spans.</summary>
    public void Observe(DateTimeOffset arrivedAt, int spans)
    {
        if (_lastArrival is { } last && arrivedAt - last > _widestGap)
        {
            _widestGap = arrivedAt - last;
        }

        _lastArrival = arrivedAt;
        _largestBatch = Math.Max(_largestBatch, spans);
    }

    /// <summary>The silence to wait for, with so many spans here.</summary>
    public TimeSpan For(int spans)
    {
        var byExpectation = expectedSpans switch
        {
            { } expected when spans >= expected => Shortest,
            { } => WhileMoreIsExpected,
            null when _largestBatch >= FullBatch => WhileMoreIsExpected,
            null => OfFirstRun,
        };
        var byRhythm = _widestGap * GapFactor;
        var longest = byExpectation > byRhythm ? byExpectation : byRhythm;
        return longest < profile.RetryDelay ? longest : profile.RetryDelay;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Polling;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.TestRuns;

/// <summary>What a run's wait for its spans ended with.</summary>
/// <param name="Stored">The trace; <see langword="null"/> when no span came.</param>
/// <param name="Quiet">The silence that made it count as whole; <see langword="null"/> when a limit or a user ended the wait.</param>
/// <param name="Events">What happened, oldest first.</param>
internal sealed record TraceWaitResult(StoredTrace? Stored, TimeSpan? Quiet, ImmutableArray<RunEvent> Events);

/// <summary>Waits until a run's trace counts as whole.</summary>
/// <remarks>
/// Arriving spans wake it; the clock only ends silences. It is over when
/// <list type="number">
/// <item>every span has ended, no parent is missing, every selector matches, and nothing came for the <see cref="QuietPeriod"/>; or</item>
/// <item>something of that is lacking, and nothing came for as long as the polling profile grants; or</item>
/// <item>the profile's timeout has passed since the trigger's answer; or</item>
/// <item>a user said so.</item>
/// </list>
/// Every <see cref="PollingProfile.RetryDelay"/>, but at most four times a second, it also looks at the store, for spans another
/// server took in.
/// </remarks>
internal sealed class TraceWait(
    TestRun run, CompiledSpecs specs, PollingProfile profile, int? expectedSpans, ITraceRepository traces, TimeProvider clock)
{
    private static readonly TimeSpan ShortestLookInterval = TimeSpan.FromMilliseconds(250);

    private readonly TraceCompleteness _completeness = new(run.SpanId);
    private readonly QuietPeriod _quiet = new(profile, expectedSpans);
    private readonly RunEvents _events = new(clock);
    private readonly ImmutableArray<RunEvent>.Builder _log = ImmutableArray.CreateBuilder<RunEvent>();

    private DateTimeOffset _lastArrival;
    private DateTimeOffset _nextLook = clock.GetUtcNow() + Max(profile.RetryDelay, ShortestLookInterval);
    private int _iterations;
    private int _spansWhenUnmatched = -1;
    private Task<bool>? _arrival;

    private DateTimeOffset Deadline => (run.TriggerCompletedAt ?? run.CreatedAt) + profile.Timeout;

    private TimeSpan Quiet => _quiet.For(_completeness.Spans);

    /// <summary>Waits to the end.</summary>
    /// <param name="watch">Opened before the trigger was fired, or else <paramref name="resumed"/> is true.</param>
    /// <param name="resumed">Whether spans may have come before the watch was opened.</param>
    /// <param name="skipped">Signalled when a user wants no more waiting.</param>
    /// <param name="cancellationToken">Ends the wait without a result.</param>
    public async Task<TraceWaitResult> UntilWholeAsync(
        SpanWatch watch, bool resumed, CancellationToken skipped, CancellationToken cancellationToken)
    {
        if (resumed)
        {
            await LookAsync(cancellationToken);
        }

        while (!skipped.IsCancellationRequested)
        {
            var news = await NextAsync(watch, NextDecision(), skipped, cancellationToken);
            if (!news.IsDefault)
            {
                Observe(news);
            }
            else if (await DecideAsync(cancellationToken) is { } result)
            {
                return result;
            }
        }

        return await SkipAsync(cancellationToken);
    }

    private void Observe(ImmutableArray<SpanArrival> news)
    {
        var fresh = news.Count(span => _completeness.Observe(span.SpanId, span.ParentId, span.IsEnded));
        NoteArrival(fresh);
        _log.Add(_events.SpansReceived(news.Length));
    }

    private void NoteArrival(int fresh)
    {
        if (fresh > 0)
        {
            _lastArrival = clock.GetUtcNow();
            _quiet.Observe(_lastArrival, fresh);
        }
    }

    /// <summary>The next moment at which silence means something.</summary>
    private DateTimeOffset NextDecision()
    {
        var next = Min(Deadline, _nextLook);
        return _completeness.Spans == 0 ? next : Min(next, _lastArrival + SilenceGranted());
    }

    private TimeSpan SilenceGranted() => (_completeness.CanBeWhole, IsKnownUnmatched) switch
    {
        (true, false) => Quiet,
        (true, true) => Max(Quiet, profile.RetryDelay * profile.SelectorMatchRetries),
        _ => Max(Quiet, profile.RetryDelay * (1 + profile.SelectorMatchRetries)),
    };

    private bool IsKnownUnmatched => _spansWhenUnmatched == _completeness.Spans;

    private async Task<TraceWaitResult?> DecideAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now >= Deadline)
        {
            return await EndAsync($"The limit of {RunEvents.Text(profile.Timeout)} since the answer has passed.", cancellationToken);
        }

        if (_completeness.Spans > 0 && now >= _lastArrival + SilenceGranted())
        {
            return await DecideOnSilenceAsync(cancellationToken);
        }

        if (now >= _nextLook)
        {
            await LookAsync(cancellationToken);
        }

        return null;
    }

    private async Task<TraceWaitResult?> DecideOnSilenceAsync(CancellationToken cancellationToken)
    {
        if (!_completeness.CanBeWhole || IsKnownUnmatched)
        {
            return await EndAsync($"Nothing new came for {RunEvents.Text(SilenceGranted())}, although {WhatIsLacking()}.", cancellationToken);
        }

        var (quiet, before) = (Quiet, _completeness.Spans);
        var stored = await LookAsync(cancellationToken);
        if (stored is null || _completeness.Spans != before)
        {
            return null; // another server took more in
        }

        if (specs.HasUnmatchedSelector(stored.Trace.WithTriggerRoot(TriggerSpan.Of(run))))
        {
            _spansWhenUnmatched = before;
            _log.Add(_events.LookedAt(State(false), "A selector matches no span yet."));
            return null;
        }

        return Ended(stored, quiet, $"Every span has ended, no parent is missing, and nothing new came for {RunEvents.Text(quiet)}.");
    }

    private string WhatIsLacking() => (_completeness, IsKnownUnmatched) switch
    {
        ({ MissingParents: > 0 } incomplete, _) => incomplete.MissingParents == 1
            ? "1 parent span is missing"
            : string.Create(CultureInfo.InvariantCulture, $"{incomplete.MissingParents} parent spans are missing"),
        (_, true) => "a selector matches no span",
        _ => "a span has not ended",
    };

    /// <summary>Reads the store, also for spans this server was not told of.</summary>
    private async Task<StoredTrace?> LookAsync(CancellationToken cancellationToken)
    {
        _iterations++;
        _nextLook = clock.GetUtcNow() + Max(profile.RetryDelay, ShortestLookInterval);
        using var span = RunInstrumentation.StartFetchTrace(run);
        var stored = await ReadAsync(cancellationToken);
        span.RecordRetrievedSpans(stored?.Trace.Count ?? 0);
        NoteArrival(stored?.Trace.Spans.Count(span => _completeness.Observe(span.Id, span.ParentId, span.EndTimeUnixNano > 0)) ?? 0);
        _log.Add(_events.LookedAt(
            State(false),
            stored is null ? "No span of the trace has come yet." : $"The trace has {stored.Trace.Count} spans so far."));
        return stored;
    }

    /// <summary>A database that is away for a while does not fail the run: the deadline still holds.</summary>
    private async Task<StoredTrace?> ReadAsync(CancellationToken cancellationToken) =>
        await PatientRead.OfAsync(token => traces.FindAsync(run.TraceId, token), Deadline, clock, cancellationToken);

    /// <summary>Ends the wait on what the store holds, be the trace whole or not.</summary>
    private async Task<TraceWaitResult> EndAsync(string reason, CancellationToken cancellationToken)
    {
        var stored = await LookAsync(cancellationToken);
        return stored is null ? Failed(reason) : Ended(stored, null, reason);
    }

    private async Task<TraceWaitResult> SkipAsync(CancellationToken cancellationToken)
    {
        var stored = await LookAsync(cancellationToken);
        _log.Add(_events.PollingSkipped("A user, or the test, asked to go on with what has come."));
        _log.Add(_events.FetchingSucceeded(stored?.Trace.Count ?? 0));
        return new TraceWaitResult(stored ?? Nothing(), null, _log.ToImmutable());
    }

    private StoredTrace Nothing() =>
        new(Trace.Assemble(run.TraceId, []), clock.GetUtcNow(), ImmutableDictionary<SpanId, DateTimeOffset>.Empty);

    private TraceWaitResult Ended(StoredTrace stored, TimeSpan? quiet, string reason)
    {
        using var span = RunInstrumentation.StartEvaluateTrace(run);
        span.RecordEvaluation(stored.Trace.Count, isComplete: true, reason);
        _log.Add(_events.LookedAt(State(true), reason));
        _log.Add(_events.PollingSucceeded(reason));
        _log.Add(_events.FetchingSucceeded(stored.Trace.Count));
        return new TraceWaitResult(stored, quiet, _log.ToImmutable());
    }

    private TraceWaitResult Failed(string reason)
    {
        using var span = RunInstrumentation.StartEvaluateTrace(run);
        span.RecordEvaluation(0, isComplete: false, reason, "No span of the trace has come.");
        _log.Add(_events.PollingFailed($"{reason} No span of trace {run.TraceId} has come."));
        _log.Add(_events.FetchingFailed("There is no trace to check."));
        return new TraceWaitResult(null, null, _log.ToImmutable());
    }

    private PollingState State(bool isComplete) => new(isComplete, _completeness.Spans, _iterations);

    /// <summary>The next delivery; default when there is none before the moment given, or the wait is skipped.</summary>
    private async Task<ImmutableArray<SpanArrival>> NextAsync(
        SpanWatch watch, DateTimeOffset until, CancellationToken skipped, CancellationToken cancellationToken)
    {
        if (watch.Batches.TryRead(out var ready))
        {
            return ready;
        }

        var pause = until - clock.GetUtcNow();
        if (pause <= TimeSpan.Zero)
        {
            return default;
        }

        // A silence ends every wait, so it is no exception: thrown ones would cost each run more than its verdict.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(skipped, cancellationToken);
        _arrival ??= watch.Batches.WaitToReadAsync(cancellationToken).AsTask();
        await Task.WhenAny(_arrival, Task.Delay(pause, clock, over.Token));
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        _arrival = _arrival.IsCompleted ? null : _arrival;
        return watch.Batches.TryRead(out var news) ? news : default;
    }

    private static DateTimeOffset Min(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}

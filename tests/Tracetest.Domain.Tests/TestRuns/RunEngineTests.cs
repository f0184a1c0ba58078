using Tracetest.Domain.Polling;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;
using Tracetest.Domain.Variables;

namespace Tracetest.Domain.Tests.TestRuns;

public sealed class RunEngineTests : IDisposable
{
    private const string RootName = "GET /parcels";

    private static readonly PollingProfile Quick = new()
    {
        RetryDelay = TimeSpan.FromMilliseconds(200),
        Timeout = TimeSpan.FromSeconds(30),
        SelectorMatchRetries = 1,
    };

    private readonly SpanArrivals _arrivals = new();
    private readonly FakeRuns _runs = new();
    private readonly FakeTraces _traces;
    private readonly List<RunEngine> _engines = [];
    private readonly RunFeed _feed = new();
    private int _outages;

    public RunEngineTests() => _traces = new FakeTraces(_arrivals);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _engines.ForEach(engine => engine.Dispose());

    [Fact]
    public async Task StartAsync_ServiceAnswersAndSendsSpans_PassesInThreeCommits()
    {
        var engine = Engine(Passing(), (context, _) =>
        {
            _traces.Receive(Root(context));
            return Task.FromResult(Answer);
        });

        var run = await RunAsync(engine);

        Assert.Equal(RunState.Finished, run.State);
        Assert.True(run.IsPassed);
        Assert.Equal(1, run.SpansJudged);
        Assert.Equal(3, _runs.Commits);
        Assert.NotNull(run.QuietPeriod);
    }

    [Fact]
    public async Task StartAsync_DatabaseAwayAfterTheAnswer_WaitsForItAndPasses()
    {
        _outages = 2;
        var engine = Engine(Passing(), (context, _) =>
        {
            _traces.Receive(Root(context));
            return Task.FromResult(Answer);
        });

        Assert.Equal(RunState.Finished, (await RunAsync(engine)).State);
    }

    [Fact]
    public async Task StartAsync_Anywhere_StoresTheIntentBeforeFiring()
    {
        RunState? whenFired = null;
        var engine = Engine(Passing(), (context, _) =>
        {
            whenFired = _runs.History.Last().State;
            _traces.Receive(Root(context));
            return Task.FromResult(Answer);
        });

        await RunAsync(engine);

        Assert.Equal(RunState.Executing, whenFired);
    }

    [Fact]
    public async Task StartAsync_FailingAssertion_FinishesWithTheGateFailed()
    {
        var engine = Engine(Test("attr:tracetest.span.name = \"something else\""), (context, _) =>
        {
            _traces.Receive(Root(context));
            return Task.FromResult(Answer);
        });

        var run = await RunAsync(engine);

        Assert.Equal(RunState.Finished, run.State);
        Assert.False(run.IsPassed);
        Assert.Equal(["test-specs"], run.Gates.Failed);
    }

    [Fact]
    public async Task StartAsync_ChildBeforeItsParent_WaitsForTheParent()
    {
        Span? root = null;
        var engine = Engine(Passing(), (context, _) =>
        {
            root = Root(context);
            _traces.Receive(Child(root));
            return Task.FromResult(Answer);
        });

        var started = await StartAsync(engine);
        var waited = WaitForAsync(started.Id);
        await Eventually(() => root is not null);
        _traces.Receive(root!);
        var run = await waited;

        Assert.Equal(2, run.SpansJudged);
        Assert.True(run.IsPassed);
    }

    [Fact]
    public async Task StartAsync_SpansOnlyAnotherServerSaw_AreFoundInTheStore()
    {
        var engine = Engine(Passing(), (context, _) =>
        {
            _traces.Store(Root(context));
            return Task.FromResult(Answer);
        });

        Assert.True((await RunAsync(engine)).IsPassed);
    }

    [Fact]
    public async Task StartAsync_NoSpanWithinTheLimit_EndsInTraceFailed()
    {
        var profile = Quick with { RetryDelay = TimeSpan.FromMilliseconds(50), Timeout = TimeSpan.FromMilliseconds(200) };
        var engine = Engine(Passing(), (_, _) => Task.FromResult(Answer), profile);

        var run = await RunAsync(engine);

        Assert.Equal(RunState.TraceFailed, run.State);
        Assert.Contains(run.TraceId.ToString(), run.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_SelectorThatMatchesNothing_IsJudgedAfterTheGrantedSilence()
    {
        var engine = Engine(Test("attr:tracetest.selected_spans.count = 0", selector: "span[name=\"nowhere\"]"), (context, _) =>
        {
            _traces.Receive(Root(context));
            return Task.FromResult(Answer);
        });

        var run = await RunAsync(engine);

        Assert.True(run.IsPassed);
        Assert.Null(run.QuietPeriod);
    }

    [Fact]
    public async Task StartAsync_TriggerWithoutAnswer_EndsInTriggerFailed()
    {
        var engine = Engine(Passing(), (_, _) =>
            Task.FromResult<TriggerOutcome>(new TriggerOutcome.Failed(new TriggerError("refused", IsConnectionError: true))));

        var run = await RunAsync(engine);
        var events = await _runs.EventsAsync(run.TestId, run.Id, Cancellation);

        Assert.Equal(RunState.TriggerFailed, run.State);
        Assert.Equal("refused", run.LastError);
        Assert.Contains(events, one => one.Type == RunEventTypes.HttpUnreachableHostError);
    }

    [Fact]
    public async Task StartAsync_UnknownTest_IsSaid() =>
        Assert.IsType<RunStart.NoSuchTest>(
            await Engine(Passing(), (_, _) => Task.FromResult(Answer)).StartAsync(new RunRequest("nobody"), Cancellation));

    [Fact]
    public async Task StartAsync_VariableNobodyGave_IsNamed()
    {
        var test = Passing() with { Trigger = new Trigger.Http { Method = "GET", Url = "http://x/${var:PATH}" } };

        var start = await Engine(test, (_, _) => Task.FromResult(Answer)).StartAsync(new RunRequest(test.Id), Cancellation);

        Assert.Equal(["PATH"], Assert.IsType<RunStart.MissingVariables>(start).Names);
    }

    [Fact]
    public async Task StartAsync_VariableGiven_IsResolvedInTheTrigger()
    {
        var test = Passing() with { Trigger = new Trigger.Http { Method = "GET", Url = "http://x/${var:PATH}" }, SkipTraceCollection = true };
        var engine = Engine(test, (_, _) => Task.FromResult(Answer));

        var run = await RunAsync(engine, new RunRequest(test.Id) { Variables = [new Variable("PATH", "a")] });

        Assert.Equal("http://x/a", Assert.IsType<Trigger.Http>(run.ResolvedTrigger).Url);
    }

    [Fact]
    public async Task StartAsync_TestWithoutTraceCollection_IsJudgedOnTheTriggerSpanAlone()
    {
        var test = Test("attr:tracetest.response.status = 200", selector: "span[name=\"Tracetest trigger\"]") with { SkipTraceCollection = true };

        var run = await RunAsync(Engine(test, (_, _) => Task.FromResult(Answer)));

        Assert.True(run.IsPassed);
        Assert.Equal(0, run.SpansJudged);
    }

    [Fact]
    public async Task StopAsync_WhileTheServiceIsCalled_StopsTheRun()
    {
        var engine = Engine(Passing(), async (_, cancellation) =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return Answer;
        });
        var started = await StartAsync(engine);

        Assert.True(await engine.StopAsync(started.TestId, started.Id, Cancellation));
        Assert.Equal(RunState.Stopped, (await _runs.FindAsync(started.TestId, started.Id, Cancellation))?.State);
        Assert.False(await engine.StopAsync(started.TestId, started.Id, Cancellation));
    }

    [Fact]
    public async Task SkipAwaitingTraceAsync_WhileWaiting_JudgesWhatHasCome()
    {
        var engine = Engine(Passing(), (context, _) =>
        {
            _traces.Receive(Child(Root(context)));
            return Task.FromResult(Answer);
        }, Quick with { RetryDelay = TimeSpan.FromSeconds(30), Timeout = TimeSpan.FromMinutes(1) });
        var started = await StartAsync(engine);
        var end = WaitForAsync(started.Id);
        await Eventually(() => _runs.History.Last().State == RunState.AwaitingTrace);

        Assert.True(await engine.SkipAwaitingTraceAsync(started.TestId, started.Id, Cancellation));

        Assert.Equal(1, (await end).SpansJudged);
    }

    [Fact]
    public async Task RecoverAsync_KilledWhileCalling_NeverFiresTwice()
    {
        var firing = new TaskCompletionSource();
        var triggerer = new FakeTriggerer(async (_, cancellation) =>
        {
            firing.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
            return Answer;
        });
        await StartAsync(Engine(Passing(), triggerer));
        await firing.Task;

        var next = Engine(Passing(), triggerer);
        var end = WaitForAsync(1);
        await next.RecoverAsync(Cancellation);
        var run = await end;

        Assert.Equal(RunState.TriggerFailed, run.State);
        Assert.Equal(1, triggerer.Calls);
        Assert.Contains("not made twice", run.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecoverAsync_KilledWhileWaiting_GoesOnToTheVerdict()
    {
        TriggerContext? context = null;
        var triggerer = new FakeTriggerer((given, _) =>
        {
            context = given;
            return Task.FromResult(Answer);
        });
        var first = Engine(Passing(), triggerer);
        await StartAsync(first);
        await Eventually(() => _runs.History.Last().State == RunState.AwaitingTrace);
        await first.ShutDownAsync(Cancellation);
        _traces.Receive(Root(context!));

        var next = Engine(Passing(), triggerer);
        var end = WaitForAsync(1);
        await next.RecoverAsync(Cancellation);
        var run = await end;

        Assert.True(run.IsPassed);
        Assert.Equal(1, triggerer.Calls);
    }

    [Fact]
    public async Task RecoverAsync_KilledBeforeFiring_FiresOnce()
    {
        var created = new TestRun
        {
            TestId = "t",
            TestVersion = 1,
            TraceId = TraceId.NewRandom(),
            SpanId = SpanId.NewRandom(),
            CreatedAt = TimeProvider.System.GetUtcNow(),
            ResolvedTrigger = Passing().Trigger,
        };
        await _runs.AddAsync(created, [], Cancellation);
        var triggerer = new FakeTriggerer((context, _) =>
        {
            _traces.Receive(Root(context));
            return Task.FromResult(Answer);
        });

        var end = WaitForAsync(1);
        await Engine(Passing(), triggerer).RecoverAsync(Cancellation);

        Assert.True((await end).IsPassed);
        Assert.Equal(1, triggerer.Calls);
    }

    [Fact]
    public async Task StartAsync_MoreThanTheSlots_AllGetTheirTurn()
    {
        var (running, most) = (0, 0);
        var engine = Engine(Passing(), async (context, cancellation) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            await Task.Delay(5, cancellation);
            Interlocked.Decrement(ref running);
            _traces.Receive(Root(context));
            return Answer;
        }, slots: 4);
        var ends = Enumerable.Range(1, 40).Select(WaitForAsync).ToList();
        for (var i = 0; i < 40; i++)
        {
            await StartAsync(engine);
        }

        Assert.All(await Task.WhenAll(ends), run => Assert.True(run.IsPassed));
        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public async Task StartAsync_TriggererThatBreaks_EndsTheRunAndTells()
    {
        var engine = Engine(Passing(), (_, _) => throw new InvalidOperationException("a bug"));
        RunBroke? told = null;
        engine.Broke += (_, broke) => told = broke;

        var run = await RunAsync(engine);

        Assert.Equal(RunState.TriggerFailed, run.State);
        Assert.Equal("a bug", told?.Exception.Message);
    }

    private static TriggerOutcome Answer { get; } =
        new TriggerOutcome.Responded(new TriggerResponse.Http(200, "200 OK", [], "{}"));

    private static Test Passing() => Test($"attr:tracetest.span.name = \"{RootName}\"");

    private static Test Test(string assertion, string selector = $"span[name=\"{RootName}\"]") => new()
    {
        Id = "t",
        Name = "T",
        Trigger = new Trigger.Http { Method = "GET", Url = "http://service.invalid" },
        Specs = [new TestSpec("", selector, [assertion])],
    };

    private static Span Root(TriggerContext context) => new()
    {
        TraceId = context.TraceId,
        Id = SpanId.NewRandom(),
        ParentId = context.SpanId,
        Name = RootName,
        StartTimeUnixNano = 1,
        EndTimeUnixNano = 2,
    };

    private static Span Child(Span parent) => parent with { Id = SpanId.NewRandom(), ParentId = parent.Id, Name = "child" };

    private RunEngine Engine(
        Test test, Func<TriggerContext, CancellationToken, Task<TriggerOutcome>> answer, PollingProfile? profile = null, int slots = 100) =>
        Engine(test, new FakeTriggerer(answer), profile, slots);

    private RunEngine Engine(Test test, FakeTriggerer triggerer, PollingProfile? profile = null, int slots = 100)
    {
        var ports = new RunPorts(
            new FakeTests(test), _runs, new FakeProfiles(profile ?? Quick) { Outages = _outages }, triggerer, _traces, _arrivals, new NoTriggerSpans());
        var engine = new RunEngine(ports, new RunProgress(_runs, _feed), new RunSlots(slots, 2), TimeProvider.System);
        _engines.Add(engine);
        return engine;
    }

    private static async Task<TestRun> StartAsync(RunEngine engine) =>
        Assert.IsType<RunStart.Started>(await engine.StartAsync(new RunRequest("t"), Cancellation)).Run;

    private async Task<TestRun> RunAsync(RunEngine engine, RunRequest? request = null)
    {
        var end = WaitForAsync(1);
        Assert.IsType<RunStart.Started>(await engine.StartAsync(request ?? new RunRequest("t"), Cancellation));
        return await end;
    }

    /// <summary>Listens from now on for the final state of a run.</summary>
    private Task<TestRun> WaitForAsync(int runId)
    {
        var end = new TaskCompletionSource<TestRun>(TaskCreationOptions.RunContinuationsAsynchronously);
        _feed.Subscribe(run =>
        {
            if (run.Id == runId && run.State.IsFinal())
            {
                end.TrySetResult(run);
            }
        });
        return end.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
    }

    private static async Task Eventually(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            await Task.Delay(10, deadline.Token);
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}

using System.Collections.Immutable;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;

namespace Tracetest.TestSupport.TestRuns;

/// <summary>Tests, runs and spans that are valid and otherwise nothing special.</summary>
public static class Samples
{
    public static Test Test(string id = "sample", string selector = "span[name=\"GET /parcels\"]", params string[] assertions) => new()
    {
        Id = id,
        Name = $"Sample {id}",
        Trigger = new Trigger.Http { Method = "GET", Url = "http://service.invalid/parcels" },
        Specs = [new TestSpec("", selector, [.. assertions])],
    };

    public static TestRun Run(string testId = "sample") => new()
    {
        TestId = testId,
        TestVersion = 1,
        TraceId = TraceId.NewRandom(),
        SpanId = SpanId.NewRandom(),
        CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        ResolvedTrigger = new Trigger.Http
        {
            Method = "POST",
            Url = "http://service.invalid",
            Headers = [new HttpHeader("Accept", "application/json")],
            Auth = new HttpAuth.Basic("user", "secret"),
        },
    };

    public static Span Span(TraceId trace, SpanId parent, string name, params (string Key, string Value)[] attributes) => new()
    {
        TraceId = trace,
        Id = SpanId.NewRandom(),
        ParentId = parent,
        Name = name,
        Kind = SpanKind.Server,
        StartTimeUnixNano = 1_700_000_000_000_000_000,
        EndTimeUnixNano = 1_700_000_000_020_000_000,
        Attributes = [.. attributes.Select(pair => new TraceAttribute(pair.Key, AttributeValue.From(pair.Value)))],
    };

    public static TriggerOutcome Answer(int status = 200, string body = "{}") =>
        new TriggerOutcome.Responded(new TriggerResponse.Http(status, $"{status} OK", [], body));

    public static RunEvent Event(string type) =>
        new(type, RunStage.Trigger, "title", "description", new DateTimeOffset(2026, 1, 2, 3, 4, 6, TimeSpan.Zero));

    public static ImmutableArray<RunEvent> Events(params string[] types) => [.. types.Select(Event)];
}

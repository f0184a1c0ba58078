using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;

namespace Tracetest.Web.Components.TestRuns;

/// <summary>The ports a run page talks to.</summary>
public sealed record RunPageServices(
    ITestRepository Tests, ITestRunRepository Runs, ITraceRepository Traces, IRunStarter Starter, RunFeed Feed, SpanArrivals Arrivals);

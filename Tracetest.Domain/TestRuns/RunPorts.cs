using Tracetest.Domain.Polling;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;

namespace Tracetest.Domain.TestRuns;

/// <summary>What a run needs of the world outside, handed around as one.</summary>
/// <param name="Tests">The tests with their versions.</param>
/// <param name="Runs">The stored runs.</param>
/// <param name="Profiles">How long to wait.</param>
/// <param name="Triggerer">Calls the service.</param>
/// <param name="Traces">The spans received.</param>
/// <param name="Arrivals">Tells when spans come in.</param>
/// <param name="TriggerSpans">Sends the trigger span to the user's own backend.</param>
public sealed record RunPorts(
    ITestRepository Tests,
    ITestRunRepository Runs,
    IPollingProfiles Profiles,
    ITriggerer Triggerer,
    ITraceRepository Traces,
    SpanArrivals Arrivals,
    ITriggerSpanExporter TriggerSpans);

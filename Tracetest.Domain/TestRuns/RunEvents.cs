using System.Globalization;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Polling;
using Tracetest.Domain.Triggers;

namespace Tracetest.Domain.TestRuns;

/// <summary>The events of a run in words.</summary>
/// <remarks>Source of types and stages: spec server 3.9; the wording is ours.</remarks>
internal sealed class RunEvents(TimeProvider clock)
{
    private const string DockerHostHint =
        "This server runs in a container, where localhost is the container itself. Use host.docker.internal, or the service's name.";

    public RunEvent Created() =>
        Trigger(RunEventTypes.CreatedInfo, "Run created", "The run is stored and will be executed.");

    public RunEvent ResolveStarted() =>
        Trigger(RunEventTypes.ResolveStart, "Resolving the trigger", "Variables are being put into the trigger.");

    public RunEvent Resolved() =>
        Trigger(RunEventTypes.ResolveSuccess, "Trigger resolved", "Every variable of the trigger has its value.");

    public RunEvent ResolveFailed(string reason) =>
        Trigger(RunEventTypes.ResolveError, "Trigger could not be resolved", reason);

    public RunEvent ExecutionStarted() =>
        Trigger(RunEventTypes.ExecutionStart, "Trigger started", "The service is being called.");

    public RunEvent ExecutionSucceeded() =>
        Trigger(RunEventTypes.ExecutionSuccess, "Trigger done", "The service answered.");

    public IEnumerable<RunEvent> ExecutionFailed(TriggerError error)
    {
        if (error.IsConnectionError)
        {
            yield return Trigger(RunEventTypes.HttpUnreachableHostError, "Host unreachable", error.Message);
        }

        if (error is { IsRunningInContainer: true, TargetsLocalhost: true })
        {
            yield return Trigger(RunEventTypes.DockerComposeHostMismatchError, "Localhost from inside a container", DockerHostHint);
        }

        yield return Trigger(RunEventTypes.ExecutionError, "Trigger failed", error.Message);
    }

    public RunEvent FetchingStarted() =>
        Trace(RunEventTypes.FetchingStart, "Trace collection started", "The service's spans are awaited.");

    public RunEvent PollingStarted(PollingProfile profile) =>
        Trace(
            RunEventTypes.PollingStart,
            "Waiting for spans",
            $"Spans wake the run as they come in over OTLP; it waits at most {Text(profile.Timeout)}.",
            new PollingState(false, 0, 0));

    public RunEvent SpansReceived(int count) =>
        Trace(RunEventTypes.OtlpServerReceivedSpans, "Spans received", $"{Spans(count)} came in over OTLP.");

    public RunEvent LookedAt(PollingState state, string reason) =>
        Trace(RunEventTypes.PollingIterationInfo, "Trace looked at", reason, state);

    public RunEvent PollingSucceeded(string reason) =>
        Trace(RunEventTypes.PollingSuccess, "Waiting for spans is over", reason);

    public RunEvent PollingSkipped(string reason) =>
        Trace(RunEventTypes.PollingSkipped, "Waiting for spans was skipped", reason);

    public RunEvent PollingFailed(string reason) =>
        Trace(RunEventTypes.PollingError, "Waiting for spans failed", reason);

    public RunEvent FetchingSucceeded(int count) =>
        Trace(RunEventTypes.FetchingSuccess, "Trace collected", $"The trace has {Spans(count)}.");

    public RunEvent FetchingFailed(string reason) =>
        Trace(RunEventTypes.FetchingError, "Trace not collected", reason);

    public RunEvent AnalyzerSkipped() =>
        Trace(RunEventTypes.TraceLinterSkipped, "Analyzer skipped", "This version has no analyzer yet.");

    public RunEvent Stopped(string reason) =>
        Trace(RunEventTypes.StoppedInfo, "Run stopped", reason);

    public RunEvent SpecsStarted() =>
        Test(RunEventTypes.TestSpecsRunStart, "Checking specs", "Outputs are read and assertions are checked.");

    public RunEvent OutputMissing(OutputResult output) =>
        Test(RunEventTypes.OutputGenerationWarning, $"Output {output.Name} missing", output.Error);

    public RunEvent AssertionWarning(string assertion, AssertionFault fault) =>
        Test(RunEventTypes.TestSpecsAssertionWarning, "Assertion could not be evaluated", $"{assertion}: {fault.Message}");

    public RunEvent SpecsDone(AssertionResults results) =>
        Test(RunEventTypes.TestSpecsRunSuccess, "Specs checked", $"{results.PassedCount} checks passed, {results.FailedCount} did not.");

    public RunEvent SpecsFailed(string reason) =>
        Test(RunEventTypes.TestSpecsRunError, "Check failed", reason);

    private static string Spans(int count) => count == 1 ? "1 span" : $"{count} spans";

    /// <summary>A time as events tell it: milliseconds below a second, else seconds with a decimal where needed.</summary>
    public static string Text(TimeSpan time) => time.TotalSeconds < 1
        ? time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms"
        : time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s";

    private RunEvent Trigger(string type, string title, string description) =>
        new(type, RunStage.Trigger, title, description, clock.GetUtcNow());

    private RunEvent Trace(string type, string title, string description, PollingState? polling = null) =>
        new(type, RunStage.Trace, title, description, clock.GetUtcNow(), polling);

    private RunEvent Test(string type, string title, string description) =>
        new(type, RunStage.Test, title, description, clock.GetUtcNow());
}

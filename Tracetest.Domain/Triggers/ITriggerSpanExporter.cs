using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Triggers;

/// <summary>Sends the span that stands for the trigger to where the user's services send theirs, and so closes the tree.</summary>
/// <remarks>
/// Source: spec server 2.4 and 6.4 (<c>server.telemetry.applicationExporter</c>).
/// <list type="bullet">
/// <item>The span MUST go out as it is: its own trace id, span id, times, trace state and attributes, and no parent.</item>
/// <item>Exporting MUST NOT wait, throw or fail a run, whatever the collector does.</item>
/// <item>When no exporter is configured, or the trace is not sampled, nothing is sent.</item>
/// </list>
/// </remarks>
public interface ITriggerSpanExporter
{
    /// <summary>Queues the span; it is sent within a moment, or dropped when the collector cannot keep up.</summary>
    void Export(Span triggerSpan);
}

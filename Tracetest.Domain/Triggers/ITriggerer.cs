using System.Collections.Immutable;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Triggers;

/// <summary>Fires a trigger at the system under test.</summary>
/// <remarks>
/// Every adapter is held to this contract by <c>TriggererContract</c> in the tests.
/// <list type="bullet">
/// <item>It MUST send the trace context of <see cref="TriggerContext"/> by all propagators of spec server 2.4, over headers the user wrote.</item>
/// <item>It MUST fire at most once: no retry, whatever happens.</item>
/// <item>A refused connection, a timeout and a broken answer are outcomes, and MUST NOT be thrown.</item>
/// <item>Any answer at all, whatever its status, is a response and not a failure.</item>
/// <item>Cancellation MUST throw <see cref="OperationCanceledException"/>, and MUST NOT become an outcome.</item>
/// <item>The body kept is bounded; the outcome says when it was cut.</item>
/// </list>
/// </remarks>
public interface ITriggerer
{
    /// <summary>Fires the trigger, whose texts have been resolved, and waits for the answer.</summary>
    Task<TriggerOutcome> FireAsync(Trigger trigger, TriggerContext context, CancellationToken cancellationToken);
}

/// <summary>The trace a trigger starts.</summary>
/// <param name="TraceId">The run's trace.</param>
/// <param name="SpanId">The span the service's first span shall name as its parent.</param>
public sealed record TriggerContext(TraceId TraceId, SpanId SpanId);

/// <summary>What came of firing a trigger: a closed set.</summary>
public abstract record TriggerOutcome
{
    private TriggerOutcome()
    {
    }

    /// <summary>The service answered.</summary>
    /// <param name="Response">Its answer.</param>
    public sealed record Responded(TriggerResponse Response) : TriggerOutcome;

    /// <summary>No answer could be had.</summary>
    /// <param name="Error">Why, in words for the user.</param>
    public sealed record Failed(TriggerError Error) : TriggerOutcome;
}

/// <summary>The service's answer to a trigger: a closed set, one case per kind of trigger.</summary>
public abstract record TriggerResponse
{
    private TriggerResponse()
    {
    }

    /// <summary>The answer to an HTTP request.</summary>
    /// <param name="StatusCode">E.g. 200.</param>
    /// <param name="Status">Code and reason, e.g. <c>200 OK</c>.</param>
    /// <param name="Headers">One entry per value, in the order received.</param>
    /// <param name="Body">As text; at most <see cref="MaxBodyLength"/> bytes of it.</param>
    /// <param name="IsBodyCut">Whether the body was longer than what is kept.</param>
    public sealed record Http(
        int StatusCode, string Status, ImmutableArray<HttpHeader> Headers, string Body, bool IsBodyCut = false) : TriggerResponse
    {
        /// <summary>How much of a body is kept, in bytes. Source: spec performance-and-reliability 5.4.</summary>
        public const int MaxBodyLength = 1024 * 1024;
    }
}

/// <summary>Why a trigger got no answer.</summary>
/// <param name="Message">For the user: what was tried, what happened, what to do. Holds no secret.</param>
/// <param name="IsConnectionError">The service could not be reached, or not in time.</param>
/// <param name="IsRunningInContainer">This server runs in a container.</param>
/// <param name="TargetsLocalhost">The trigger's host is the local machine, which in a container is the container.</param>
public sealed record TriggerError(
    string Message, bool IsConnectionError = false, bool IsRunningInContainer = false, bool TargetsLocalhost = false);

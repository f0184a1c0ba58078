using System.Collections.Immutable;
using System.Globalization;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;

namespace Tracetest.Web.Components.TestRuns;

/// <summary>The span that stands for the trigger, until the domain builds it.</summary>
internal static class TriggerSpan
{
    public static Span Of(TestRun run) => new()
    {
        TraceId = run.TraceId,
        Id = run.SpanId,
        Name = SemanticConventions.TriggerSpanName,
        StartTimeUnixNano = UnixNano.From(run.TriggeredAt ?? run.CreatedAt),
        EndTimeUnixNano = run.TriggerCompletedAt is { } end ? UnixNano.From(end) : 0,
        Attributes = Attributes(run.Response),
    };

    private static ImmutableArray<TraceAttribute> Attributes(TriggerResponse? response) => response is TriggerResponse.Http http
        ?
        [
            new(SemanticConventions.ResponseStatus, AttributeValue.From(http.StatusCode.ToString(CultureInfo.InvariantCulture))),
            new(SemanticConventions.ResponseBody, AttributeValue.From(http.Body)),
        ]
        : [];
}

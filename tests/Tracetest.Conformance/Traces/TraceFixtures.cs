using System.Collections.Concurrent;
using System.Text.Json;
using Tracetest.Domain.Traces;

namespace Tracetest.Conformance.Traces;

/// <summary>The traces vectors name, each built once.</summary>
/// <param name="traces">Span trees by name.</param>
/// <param name="fallback">Where names are looked up that <paramref name="traces"/> lacks.</param>
internal sealed class TraceFixtures(Fields traces, TraceFixtures? fallback)
{
    private readonly ConcurrentDictionary<string, Trace> _built = new();

    /// <summary>The trace a vector is about: the name of one, or a span tree.</summary>
    public Trace TraceOf(Fields vector) => vector.Required("trace") switch
    {
        { ValueKind: JsonValueKind.String } name => Named(name.GetString()!),
        _ => SpanTrees.TraceOf(vector.Object("trace")),
    };

    private Trace Named(string name)
    {
        if (traces.Has(name))
        {
            return _built.GetOrAdd(name, _ => SpanTrees.TraceOf(traces.Object(name)));
        }

        return fallback?.Named(name) ?? throw new MalformedVectorException($"there is no fixture \"{name}\"");
    }
}

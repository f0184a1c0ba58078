using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tracetest.Domain.Traces;

/// <summary>The spans of one trace as a forest, in document order.</summary>
/// <remarks>
/// <para>Document order is depth-first: a span, then its children by start time (equal starts in the order given). So the
/// descendants of the span at <c>i</c> are exactly the positions from <c>i + 1</c> up to, not including,
/// <see cref="SubtreeEnd"/>. All positions are zero-based.</para>
/// <para>A trace MAY have many roots: spans without a parent, spans whose parent is absent, and of a ring of parents the one
/// that starts first. Source: spec datastores 1.5 (reference: a placeholder root, rings vanish).</para>
/// <para>Immutable, thread-safe. Building takes O(n log n) time and no recursion, whatever the depth.</para>
/// </remarks>
public sealed class Trace
{
    private readonly ImmutableArray<int> _parents;
    private readonly ImmutableArray<int> _depths;
    private readonly ImmutableArray<int> _ends;
    private readonly FrozenDictionary<SpanId, int> _positions;
    private readonly ImmutableArray<int> _roots;
    private readonly Lazy<TraceVocabulary> _vocabulary;

    private Trace(TraceId id, TraceOrder order)
    {
        Id = id;
        Spans = order.Spans;
        _parents = order.Parents;
        _depths = order.Depths;
        _ends = order.Ends;
        _roots = [.. FindRoots()];
        _positions = Spans.Select((span, position) => KeyValuePair.Create(span.Id, position)).ToFrozenDictionary();
        _vocabulary = new Lazy<TraceVocabulary>(() => TraceVocabulary.Of(this));
    }

    /// <summary>The id all its spans carry.</summary>
    public TraceId Id { get; }

    /// <summary>Each span once, in document order.</summary>
    public ImmutableArray<Span> Spans { get; }

    /// <summary>Number of spans.</summary>
    public int Count => Spans.Length;

    /// <summary>The attribute names its spans have, with samples of their values; gathered when first asked for.</summary>
    public TraceVocabulary Vocabulary => _vocabulary.Value;

    /// <summary>The positions of the roots, in order of start time.</summary>
    public IEnumerable<int> Roots => _roots;

    /// <summary>Puts spans in order.</summary>
    /// <param name="id">The trace's id; the spans' own are not looked at.</param>
    /// <param name="spans">In any order. Of spans with the same id the last counts; placeholder roots are dropped.</param>
    public static Trace Assemble(TraceId id, IEnumerable<Span> spans) => new(id, TraceOrder.Of(spans));

    /// <summary>Position of the parent; -1 for a root.</summary>
    public int ParentOf(int position) => _parents[position];

    /// <summary>Number of ancestors; 0 for a root.</summary>
    public int DepthOf(int position) => _depths[position];

    /// <summary>Position of the root above a span; of a root itself.</summary>
    public int RootOf(int position)
    {
        var index = _roots.BinarySearch(position);
        return _roots[index < 0 ? ~index - 1 : index];
    }

    /// <summary>The position after the last descendant.</summary>
    public int SubtreeEnd(int position) => _ends[position];

    /// <summary>The positions of the children, in document order.</summary>
    public IEnumerable<int> ChildrenOf(int position)
    {
        for (var i = position + 1; i < _ends[position]; i = _ends[i])
        {
            yield return i;
        }
    }

    /// <summary>Whether the span names a parent that is not in the trace.</summary>
    public bool IsMissingParent(int position) =>
        Spans[position].ParentId is { IsValid: true } parent && !_positions.ContainsKey(parent);

    /// <summary>The position of a span; -1 when the trace does not hold it.</summary>
    public int PositionOf(SpanId id) => _positions.TryGetValue(id, out var position) ? position : -1;

    /// <summary>
    /// This trace under the span that stands for the trigger: every root becomes its child, and those that named no parent
    /// name it. A trigger span the service's own store delivered is kept and gains the given one's attributes.
    /// </summary>
    /// <remarks>Source: spec server 2.6.</remarks>
    public Trace WithTriggerRoot(Span trigger)
    {
        var delivered = Roots.Select(root => Spans[root]).FirstOrDefault(span => span.Name == SemanticConventions.TriggerSpanName);
        var root = delivered is null ? trigger : delivered with
        {
            ParentId = default,
            Attributes = delivered.Attributes.AddRange(trigger.Attributes),
            Resource = trigger.Resource,
        };
        var others = Spans.Where(span => span != delivered);
        return new Trace(Id, TraceOrder.Under(root, others));
    }

    private IEnumerable<int> FindRoots()
    {
        for (var i = 0; i < Count; i = _ends[i])
        {
            yield return i;
        }
    }
}

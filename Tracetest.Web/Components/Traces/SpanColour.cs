using System.Collections.Immutable;
using Tracetest.Domain.Traces;

namespace Tracetest.Web.Components.Traces;

/// <summary>What the colour of a bar says: one thing at a time.</summary>
public enum SpanColour
{
    /// <summary>What kind of work the span describes.</summary>
    Type,

    /// <summary>Which service emitted it.</summary>
    Service,
}

/// <summary>The custom property that holds a span's colour.</summary>
public static class SpanColours
{
    /// <summary>Neighbours in a trace get colours far apart; after twelve services the colours come again.</summary>
    private static readonly ImmutableArray<int> ServiceOrder = [1, 3, 6, 7, 2, 5, 4, 8, 9, 10, 11, 12];

    public static string Of(Waterfall waterfall, int position, SpanColour colour) =>
        colour == SpanColour.Type ? OfType(SpanType.Of(waterfall.Trace.Spans[position])) : OfService(waterfall.ServiceRank(position));

    public static string OfType(string type) => $"var(--type-{type})";

    public static string OfService(int rank) => rank < 0 ? OfType(SpanType.General) : $"var(--svc-{ServiceOrder[rank % ServiceOrder.Length]})";
}

using System.Collections.Immutable;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.LanguageServices;

/// <summary>What of a span is the same each time a test runs.</summary>
internal static class StableProperties
{
    private const int MaxValueLength = 100;
    private const int MinIdDigits = 4;
    private const int MinHexId = 8;

    /// <summary>Bounds how many ways there are to combine them.</summary>
    private const int MaxProperties = 10;

    /// <summary>In the order they are written; none that is ever an id, a time, an amount or a whole URL.</summary>
    private static readonly ImmutableArray<(string Property, string Label)> All =
    [
        (SemanticConventions.SpanTypeKey, "type"), (SemanticConventions.ServiceName, "service"), ("name", "name"),
        ("http.route", "route"), ("http.request.method", "method"), ("http.method", "method"),
        ("rpc.service", "RPC service"), ("rpc.method", "RPC method"), ("graphql.operation.name", "operation"),
        ("db.system.name", "database"), ("db.system", "database"), ("db.operation.name", "operation"), ("db.operation", "operation"),
        ("db.collection.name", "collection"), ("db.sql.table", "table"),
        ("messaging.system", "messaging system"), ("messaging.destination.name", "destination"), ("messaging.destination", "destination"),
        ("messaging.operation.type", "operation"), ("messaging.operation", "operation"), ("faas.name", "function"), ("kind", "kind"),
    ];

    /// <summary>Those a span has with a value worth comparing.</summary>
    public static ImmutableArray<StableProperty> Of(Span span) =>
    [
        .. All.Select(known => new StableProperty(known.Property, known.Label, TextOf(span, known.Property) ?? ""))
            .Where(property => property.Value.Length is > 0 and <= MaxValueLength && !LooksGenerated(property.Value))
            .Take(MaxProperties),
    ];

    private static string? TextOf(Span span, string property) => property switch
    {
        "name" => span.Name,
        "kind" => span.Kind == SpanKind.Unspecified ? null : span.Kind.ToName(),
        _ => span.TextOf(property),
    };

    /// <summary>Whether a text holds what looks like an id: many digits, or hexadecimal digits with a digit among them.</summary>
    private static bool LooksGenerated(string text)
    {
        var (digits, hex, hasDigit) = (0, 0, false);
        foreach (var c in text)
        {
            digits = char.IsAsciiDigit(c) ? digits + 1 : 0;
            hex = char.IsAsciiHexDigit(c) ? hex + 1 : 0;
            hasDigit = hex > 0 && (hasDigit || char.IsAsciiDigit(c));
            if (digits >= MinIdDigits || (hex >= MinHexId && hasDigit) || char.IsControl(c) || char.IsSurrogate(c))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A property of a span that is the same each time a test runs.</summary>
/// <param name="Property">As filters name it.</param>
/// <param name="Label">As people name it.</param>
/// <param name="Value">Its text.</param>
internal readonly record struct StableProperty(string Property, string Label, string Value)
{
    /// <summary>Whether many spans share it, so that alone it tells a span from others only by chance.</summary>
    public bool IsBroad => Property is SemanticConventions.SpanTypeKey or SemanticConventions.ServiceName or "http.request.method" or "http.method" or "kind";

    /// <summary>The filter that asks for it.</summary>
    public SelectorFilter ToFilter() => new SelectorFilter.Comparison(Property, FilterOperator.Equals, new FilterLiteral.Text(Value));
}

using System.Collections.Immutable;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Traces;

namespace Tracetest.Web.Components.Assertions;

/// <summary>An attribute an assertion reads and its span does not have.</summary>
/// <param name="Name">As written.</param>
/// <param name="Near">What may have been meant, of the attributes of the trace.</param>
public sealed record MissingAttribute(string Name, ImmutableArray<AttributeUse> Near)
{
    /// <summary>The first one; <see langword="null"/> when the span has all the assertion reads off it.</summary>
    public static MissingAttribute? Of(string assertion, Span span, Trace trace) =>
        Statement.Parse(assertion).Value is { } statement
        && Read(statement.Left).Concat(Read(statement.Right)).FirstOrDefault(name => string.IsNullOrEmpty(span.TextOf(name))) is { } missing
            ? new MissingAttribute(missing, trace.Vocabulary.Nearest(missing))
            : null;

    private static IEnumerable<string> Read(Expression side) => side.Operations.Select(operation => operation.Term).Prepend(side.Term)
        .OfType<Term.Attribute>()
        .Where(term => term.Source == AttributeSource.Span && !term.Name.StartsWith(SemanticConventions.SelectedSpansPrefix, StringComparison.Ordinal))
        .Select(term => term.Name);
}

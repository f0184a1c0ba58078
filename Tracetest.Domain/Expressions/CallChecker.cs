using System.Collections.Immutable;
using Tracetest.Domain.Expressions.Filters;
using Tracetest.Domain.Expressions.Functions;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions;

/// <summary>Finds what is wrong with calls of functions and filters as far as their text tells.</summary>
internal static class CallChecker
{
    public static Diagnostic? Check(Term.Call call)
    {
        var kinds = call.Arguments.Select(argument => Literals.Of(argument)?.Kind).ToImmutableArray();
        var ranges = call.Arguments.Select(argument => argument.Range);
        return Place(FunctionCatalog.Check(call.Name, kinds), new TextRange(call.Range.Start, call.Name.Length), [.. ranges]);
    }

    /// <param name="filter">The filter.</param>
    /// <param name="isAggregate">Whether it stands behind <c>selected:</c> or <c>event:</c>.</param>
    public static Diagnostic? Check(FilterCall filter, bool isAggregate)
    {
        var texts = filter.Arguments.Select(argument => Literals.Of(argument)?.UnescapedText).ToImmutableArray();
        return Place(FilterCatalog.Check(filter.Name, texts, isAggregate), filter.Range, [.. filter.Arguments.Select(InnerRange)]);
    }

    /// <summary>Where the value of an argument stands: of a string, what is between its quotes.</summary>
    private static TextRange InnerRange(Term argument) =>
        argument is Term.String ? new TextRange(argument.Range.Start + 1, argument.Range.Length - 2) : argument.Range;

    /// <summary>The fault with its place in the whole text.</summary>
    private static Diagnostic? Place(CallFault? fault, TextRange name, ImmutableArray<TextRange> arguments)
    {
        if (fault is null)
        {
            return null;
        }

        var whole = fault.Argument is { } number ? arguments[number] : name;
        var within = fault.Diagnostic.Range;
        var start = Math.Min(whole.Start + within.Start, whole.End);
        return fault.Diagnostic with
        {
            Range = within.Length == 0 && within.Start == 0 ? whole : new TextRange(start, Math.Min(within.Length, whole.End - start)),
        };
    }
}

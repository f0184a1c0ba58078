using System.Collections.Immutable;
using Tracetest.Domain.Expressions.Filters;

namespace Tracetest.Domain.Expressions;

/// <summary>Turns filter calls into evaluators; a filter whose arguments are literals is prepared once.</summary>
internal static class FilterCompiler
{
    /// <param name="input">What the filter is applied to.</param>
    /// <param name="call">The filter and its arguments.</param>
    /// <param name="isAggregate">Whether the input comes from several spans or events, which is what aggregates work on.</param>
    public static CompiledTerm Compile(CompiledTerm input, FilterCall call, bool isAggregate)
    {
        var arguments = call.Arguments.Select(ExpressionCompiler.Compile).ToImmutableArray();
        var reads = arguments.Aggregate(input.Reads, (all, argument) => all | argument.Reads);
        var source = input.Within(reads);
        if (arguments.All(argument => argument.Reads == Reads.Nothing))
        {
            var prepared = Prepare(call, [.. arguments.Select(argument => argument.Evaluator)], EvaluationContext.Empty, isAggregate);
            return new CompiledTerm((in EvaluationContext context) => Apply(source(context), prepared, call, context), reads);
        }

        var evaluators = arguments.Select(argument => argument.Within(reads)).ToImmutableArray();
        return new CompiledTerm(
            (in EvaluationContext context) =>
            {
                var value = source(context);
                return value.IsValue ? Apply(value, Prepare(call, evaluators, context, isAggregate), call, context) : value;
            },
            reads);
    }

    private static Evaluated Apply(Evaluated input, Filter filter, FilterCall call, in EvaluationContext context)
    {
        if (!input.IsValue)
        {
            return input;
        }

        var outcome = context.Selection is { } selection && input.Value.IsSingle && FilterCatalog.IsCostly(call.Name)
            ? selection.Cache.Apply(filter, input.Value)
            : filter(input.Value, context.Selection?.Cache.Documents);
        return outcome.IsValue ? outcome : outcome.Fault.At(call.Range);
    }

    private static Filter Prepare(FilterCall call, ImmutableArray<Evaluator> arguments, in EvaluationContext context, bool isAggregate)
    {
        var texts = ImmutableArray.CreateBuilder<string>(arguments.Length);
        foreach (var argument in arguments)
        {
            var evaluated = argument(context);
            if (!evaluated.IsValue)
            {
                return (_, _) => evaluated;
            }

            texts.Add(evaluated.Value.UnescapedText);
        }

        return context.Selection is { } selection
            ? selection.Cache.Prepare(call, texts.MoveToImmutable(), isAggregate)
            : FilterCatalog.Prepare(call.Name, texts.MoveToImmutable(), isAggregate);
    }
}

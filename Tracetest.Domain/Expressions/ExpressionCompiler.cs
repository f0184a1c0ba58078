using System.Collections.Immutable;
using System.Text;
using Tracetest.Domain.Expressions.Filters;
using Tracetest.Domain.Expressions.Functions;
using Tracetest.Domain.Quantities;

namespace Tracetest.Domain.Expressions;

/// <summary>Turns expressions into evaluators, doing all work that needs no context once.</summary>
internal static class ExpressionCompiler
{
    public static CompiledExpression Compile(Expression expression)
    {
        var evaluator = Compile(expression.Term);
        foreach (var operation in expression.Operations)
        {
            evaluator = Operate(evaluator, operation.Operator, Compile(operation.Term));
        }

        foreach (var filter in expression.Filters)
        {
            evaluator = Filter(evaluator, filter);
        }

        return new CompiledExpression(expression, evaluator);
    }

    private static Evaluator Compile(Term term) => term switch
    {
        Term.Number number => Constant(Value.Of(number.Text, ValueKind.Number)),
        Term.Duration duration => CompileDuration(duration),
        Term.Attribute attribute => context => AttributeLookup.Find(attribute.Name, context),
        Term.Variable variable => context => FindVariable(variable.Name, context),
        Term.String text => CompileText(text),
        Term.List list => CompileList(list),
        Term.Call call => CompileCall(call),
        _ => throw new InvalidOperationException($"Unknown term {term.GetType()}."),
    };

    private static Evaluator Constant(Evaluated outcome) => _ => outcome;

    private static Evaluator CompileDuration(Term.Duration duration) => Durations.TryParse(duration.Text) is { } nanoseconds
        ? Constant(Value.Of(Digits(nanoseconds), ValueKind.Duration))
        : Constant(ExpressionFault.Evaluation($"{duration.Text} is more nanoseconds than 64 bits can hold"));

    private static string Digits(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Evaluated FindVariable(string name, EvaluationContext context)
    {
        if (context.Variables is null)
        {
            return Value.Of("", ValueKind.String);
        }

        return context.Variables.TryGetValue(name, out var text)
            ? Value.Of(text)
            : ExpressionFault.Resolution($"variable \"{name}\" not found");
    }

    private static Evaluator CompileText(Term.String text)
    {
        if (text.Parts.All(part => part is TextPart.Literal))
        {
            return Constant(Value.Of(string.Concat(text.Parts)));
        }

        var parts = text.Parts.Select(CompilePart).ToImmutableArray();
        return context => Concatenate(parts, context);
    }

    private static Evaluator CompilePart(TextPart part)
    {
        if (part is not TextPart.Hole hole)
        {
            return Constant(Value.Of(part.ToString(), ValueKind.String));
        }

        var inner = hole.Expression.Compile();
        return context =>
        {
            var evaluated = inner.Evaluate(context);
            return evaluated.IsValue
                ? evaluated
                : evaluated.Fault with { Detail = $"could not execute expression: {evaluated.Fault.Detail}" };
        };
    }

    private static Evaluated Concatenate(ImmutableArray<Evaluator> parts, EvaluationContext context)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            var evaluated = part(context);
            if (!evaluated.IsValue)
            {
                return evaluated;
            }

            text.Append(evaluated.Value.Text);
        }

        return Value.Of(text.ToString());
    }

    private static Evaluator CompileList(Term.List list)
    {
        var items = list.Items.Select(Compile).ToImmutableArray();
        return context =>
        {
            var values = ImmutableArray.CreateBuilder<Value>(items.Length);
            for (var i = 0; i < items.Length; i++)
            {
                var item = items[i](context);
                if (!item.IsValue)
                {
                    return ExpressionFault.Resolution($"at index {i} of array: {item.Fault.Message}");
                }

                values.Add(item.Value);
            }

            return Value.Of(values.MoveToImmutable());
        };
    }

    private static Evaluator CompileCall(Term.Call call)
    {
        if (Function.Find(call.Name) is not { } function)
        {
            return Constant(ExpressionFault.Resolution($"could not find function \"{call.Name}\""));
        }

        var arguments = call.Arguments.Select(Compile).ToImmutableArray();
        return context =>
        {
            var values = ImmutableArray.CreateBuilder<Value>(arguments.Length);
            for (var i = 0; i < arguments.Length; i++)
            {
                var argument = arguments[i](context);
                if (!argument.IsValue)
                {
                    return ExpressionFault.Resolution($"on argument {i} of function {call.Name}: {argument.Fault.Message}");
                }

                values.Add(argument.Value.First);
            }

            return function.Invoke(values.MoveToImmutable(), context.Functions);
        };
    }

    private static Evaluator Operate(Evaluator left, ArithmeticOperator symbol, Evaluator right) => context =>
    {
        var leftOutcome = left(context);
        if (!leftOutcome.IsValue)
        {
            return leftOutcome;
        }

        var rightOutcome = right(context);
        return rightOutcome.IsValue ? Arithmetic.Compute(leftOutcome.Value, symbol, rightOutcome.Value) : rightOutcome;
    };

    private static Evaluator Filter(Evaluator input, FilterCall call)
    {
        var arguments = call.Arguments.Select(Compile).ToImmutableArray();
        if (call.Arguments.All(IsConstant))
        {
            var prepared = PrepareFilter(call.Name, arguments, EvaluationContext.Empty);
            return context => Apply(input(context), prepared);
        }

        return context =>
        {
            var value = input(context);
            return value.IsValue ? PrepareFilter(call.Name, arguments, context)(value.Value) : value;
        };
    }

    private static Evaluated Apply(Evaluated input, Func<Value, Evaluated> filter) => input.IsValue ? filter(input.Value) : input;

    private static bool IsConstant(Term term) =>
        term is Term.Number or Term.Duration || (term is Term.String text && text.Parts.All(part => part is TextPart.Literal));

    private static Func<Value, Evaluated> PrepareFilter(
        string name, ImmutableArray<Evaluator> arguments, EvaluationContext context)
    {
        var texts = ImmutableArray.CreateBuilder<string>(arguments.Length);
        foreach (var argument in arguments)
        {
            var evaluated = argument(context);
            if (!evaluated.IsValue)
            {
                return _ => evaluated;
            }

            texts.Add(evaluated.Value.UnescapedText);
        }

        return FilterCatalog.Prepare(name, texts.MoveToImmutable());
    }
}

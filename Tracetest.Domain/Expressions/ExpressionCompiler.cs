using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tracetest.Domain.Expressions.Functions;
using Tracetest.Domain.Quantities;

namespace Tracetest.Domain.Expressions;

/// <summary>Turns expressions into evaluators, doing all work that needs no context once.</summary>
internal static class ExpressionCompiler
{
    public static CompiledExpression Compile(Expression expression) => new(expression, Compile(expression, isEnclosed: false));

    /// <param name="expression">What to compile.</param>
    /// <param name="isEnclosed">Whether it stands in parentheses or brackets, where products come before sums.</param>
    internal static CompiledTerm Compile(Expression expression, bool isEnclosed)
    {
        var value = Operate(expression, isEnclosed);
        return expression.Filters.Aggregate(value, (input, filter) => FilterCompiler.Compile(input, filter, IsListed(expression.Term)));
    }

    /// <summary>Whether a term comes from several spans or events, which is what aggregates work on.</summary>
    internal static bool IsListed(Term term) => term switch
    {
        Term.Attribute attribute => attribute.Source is AttributeSource.Selected or AttributeSource.Event,
        Term.Group group => IsListed(group.Inner.Term),
        _ => false,
    };

    private static CompiledTerm Operate(Expression expression, bool isEnclosed)
    {
        var sum = Compile(expression.Term);
        (Operation Operation, CompiledTerm Left)? waiting = null;
        foreach (var operation in expression.Operations)
        {
            var operand = Compile(operation.Term);
            if (isEnclosed && operation.Operator is ArithmeticOperator.Add or ArithmeticOperator.Subtract)
            {
                sum = waiting is { } before ? Operate(before.Left, before.Operation, sum) : sum;
                waiting = (operation, sum);
                sum = operand;
                continue;
            }

            sum = Operate(sum, operation, operand);
        }

        return waiting is { } last ? Operate(last.Left, last.Operation, sum) : sum;
    }

    private static CompiledTerm Operate(CompiledTerm left, Operation operation, CompiledTerm right)
    {
        var reads = left.Reads | right.Reads;
        var (leftSide, rightSide) = (left.Within(reads), right.Within(reads));
        return new CompiledTerm(
            (in EvaluationContext context) =>
            {
                var a = leftSide(context);
                if (!a.IsValue)
                {
                    return a;
                }

                var b = rightSide(context);
                return b.IsValue ? Arithmetic.Compute(a.Value, operation, b.Value) : b;
            },
            reads);
    }

    internal static CompiledTerm Compile(Term term) => term switch
    {
        Term.Number number => Constant(Value.Of(number.Text, ValueKind.Number)),
        Term.Duration duration => Constant(NanosecondsOf(duration)),
        Term.Truth truth => Constant(Value.Of(truth.ToString(), ValueKind.String)),
        Term.Attribute attribute => CompileAttribute(attribute.Source, attribute.Name),
        Term.Variable variable => new((in EvaluationContext context) => FindVariable(variable.Name, context), Reads.Selection, IsCheap: true),
        Term.String text => CompileText(text),
        Term.List list => CompileList(list),
        Term.Call call => CompileCall(call),
        Term.Group group => Compile(group.Inner, isEnclosed: true),
        _ => throw new InvalidOperationException($"Unknown term {term.GetType()}."),
    };

    private static CompiledTerm Constant(Evaluated outcome) => new((in EvaluationContext _) => outcome, Reads.Nothing, IsCheap: true);

    private static Evaluated NanosecondsOf(Term.Duration duration) => Durations.TryParse(duration.Text) is { } nanoseconds
        ? Value.Of(nanoseconds.ToString(CultureInfo.InvariantCulture), ValueKind.Duration)
        : ExpressionFault.Evaluation($"{duration.Text} is more nanoseconds than 64 bits can hold").At(duration.Range);

    private static CompiledTerm CompileAttribute(AttributeSource source, string name) => source switch
    {
        AttributeSource.Span when AttributeLookup.IsMeta(name) =>
            new((in EvaluationContext context) => AttributeLookup.OfSelection(name, context), Reads.Selection),
        AttributeSource.Selected => new((in EvaluationContext context) => AttributeLookup.OfSelected(name, context), Reads.Selection),
        AttributeSource.Parent => new((in EvaluationContext context) => AttributeLookup.OfParent(name, context), Reads.Span),
        AttributeSource.Root => new((in EvaluationContext context) => AttributeLookup.OfRoot(name, context), Reads.Span),
        AttributeSource.Event => new((in EvaluationContext context) => AttributeLookup.OfEvents(name, context), Reads.Span),
        _ => new((in EvaluationContext context) => AttributeLookup.OfSpan(name, context), Reads.Span),
    };

    private static Evaluated FindVariable(string name, in EvaluationContext context)
    {
        if (context.Variables is null)
        {
            return Value.Of("", ValueKind.String);
        }

        return context.Variables.TryGetValue(name, out var text)
            ? Value.Of(text)
            : ExpressionFault.Resolution($"variable \"{name}\" not found");
    }

    private static CompiledTerm CompileText(Term.String text)
    {
        if (text.Constant is { } constant)
        {
            return Constant(Value.Of(constant).WithKnownKind());
        }

        var parts = text.Parts.Select(CompilePart).ToImmutableArray();
        var reads = ReadsOf(parts);
        var evaluators = parts.Select(part => part.Within(reads)).ToImmutableArray();
        return new CompiledTerm((in EvaluationContext context) => Concatenate(evaluators, context), reads);
    }

    private static Reads ReadsOf(ImmutableArray<CompiledTerm> parts) => parts.Aggregate(Reads.Nothing, (reads, part) => reads | part.Reads);

    private static CompiledTerm CompilePart(TextPart part)
    {
        if (part is not TextPart.Hole hole)
        {
            return Constant(Value.Of(part.ToString(), ValueKind.String));
        }

        var inner = Compile(hole.Expression, isEnclosed: false);
        return inner with
        {
            Evaluator = (in EvaluationContext context) =>
            {
                var evaluated = inner.Evaluator(context);
                return evaluated.IsValue
                    ? evaluated
                    : evaluated.Fault with { Detail = $"could not execute expression: {evaluated.Fault.Detail}" };
            },
        };
    }

    private static Evaluated Concatenate(ImmutableArray<Evaluator> parts, in EvaluationContext context)
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

    private static CompiledTerm CompileList(Term.List list)
    {
        var items = list.Items.Select(item => Compile(item, isEnclosed: true)).ToImmutableArray();
        var reads = ReadsOf(items);
        var evaluators = items.Select(item => item.Within(reads)).ToImmutableArray();
        return new CompiledTerm(
            (in EvaluationContext context) =>
            {
                var values = ImmutableArray.CreateBuilder<Value>(evaluators.Length);
                for (var i = 0; i < evaluators.Length; i++)
                {
                    var item = evaluators[i](context);
                    if (!item.IsValue)
                    {
                        return ExpressionFault.Resolution($"at index {i} of array: {item.Fault.Message}");
                    }

                    values.Add(item.Value);
                }

                return Value.Of(values.MoveToImmutable());
            },
            reads);
    }

    private static CompiledTerm CompileCall(Term.Call call)
    {
        if (FunctionCatalog.Find(call.Name) is not { } function)
        {
            return Constant(FunctionCatalog.NotFound(call.Name).At(call.Range));
        }

        var arguments = call.Arguments.Select(argument => Compile(argument, isEnclosed: true).Evaluator).ToImmutableArray();
        return new CompiledTerm((in EvaluationContext context) => Invoke(call, function, arguments, context), Reads.Chance);
    }

    private static Evaluated Invoke(Term.Call call, Function function, ImmutableArray<Evaluator> arguments, in EvaluationContext context)
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

        var outcome = function.Invoke(values.MoveToImmutable(), context.Functions);
        return outcome.IsValue ? outcome : outcome.Fault.At(call.Range);
    }
}

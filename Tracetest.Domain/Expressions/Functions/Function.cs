using System.Collections.Immutable;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions.Functions;

/// <summary>A function of the language.</summary>
/// <remarks>Source: spec language 5. Immutable, thread-safe.</remarks>
internal sealed class Function(
    CallDescription description, ImmutableArray<ValueKind> kinds, Func<ImmutableArray<string>, FunctionContext, string> compute)
{
    public CallDescription Description => description;

    /// <summary>Finds the first argument of a wrong kind; those of unknown kind pass.</summary>
    public CallFault? CheckKinds(ImmutableArray<ValueKind?> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is { } kind && kind != kinds[i])
            {
                return new CallFault(i, new Diagnostic(new TextRange(0, 0), $"a {kind.ToName()}", $"a {kinds[i].ToName()}", HintFor(kinds[i])));
            }
        }

        return null;
    }

    /// <summary>Checks the arguments and computes the value.</summary>
    public Evaluated Invoke(ImmutableArray<Value> arguments, FunctionContext context)
    {
        if (arguments.Length < description.MinimumCount)
        {
            return ExpressionFault.Evaluation(
                $"missing required parameters. Expected at least {description.MinimumCount} params, got {arguments.Length}");
        }

        if (arguments.Length > description.MaximumCount)
        {
            return ExpressionFault.Evaluation(
                $"too many arguments for function {description.Name}. Expected at most {description.MaximumCount}, got {arguments.Length}");
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Kind != kinds[i])
            {
                return ExpressionFault.Evaluation(
                    $"invalid argument type on index {i}: expected {kinds[i].ToName()}, got {arguments[i].Kind.ToName()}");
            }
        }

        return Value.Of(compute([.. arguments.Select(argument => argument.Text)], context));
    }

    private static string HintFor(ValueKind kind) => kind == ValueKind.String ? "a text of digits alone is a number" : "";
}

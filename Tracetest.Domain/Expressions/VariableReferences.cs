using System.Collections.Immutable;

namespace Tracetest.Domain.Expressions;

/// <summary>Finds the variables an expression names.</summary>
public static class VariableReferences
{
    /// <summary>Every <c>var:</c> and <c>env:</c> name in order of appearance, repeats included.</summary>
    /// <remarks>Looks everywhere: operands, holes of strings, filter arguments, lists and call arguments.</remarks>
    public static ImmutableArray<string> Of(Expression expression)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        Collect(expression, names);
        return names.ToImmutable();
    }

    private static void Collect(Expression expression, ImmutableArray<string>.Builder names)
    {
        Collect(expression.Term, names);
        foreach (var operation in expression.Operations)
        {
            Collect(operation.Term, names);
        }

        foreach (var filter in expression.Filters)
        {
            Collect(filter.Arguments, names);
        }
    }

    private static void Collect(ImmutableArray<Term> terms, ImmutableArray<string>.Builder names)
    {
        foreach (var term in terms)
        {
            Collect(term, names);
        }
    }

    private static void Collect(Term term, ImmutableArray<string>.Builder names)
    {
        switch (term)
        {
            case Term.Variable variable:
                names.Add(variable.Name);
                break;
            case Term.List list:
                Collect(list.Items, names);
                break;
            case Term.Call call:
                Collect(call.Arguments, names);
                break;
            case Term.String text:
                foreach (var hole in text.Parts.OfType<TextPart.Hole>())
                {
                    Collect(hole.Expression, names);
                }

                break;
        }
    }
}

using Tracetest.Domain.Quantities;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions.Filters;

/// <summary><c>get_index</c>: one item of a list, counting from 0, or the <c>last</c>.</summary>
internal static class IndexFilter
{
    private const string Name = "get_index";

    public static Diagnostic? Check(string argument) => argument == "last" || NumberTexts.ParseWhole(argument) is not null
        ? null
        : new Diagnostic(new TextRange(0, argument.Length), $"`{argument}`", "an index", "write a whole number, counting from 0, or `last`");

    public static Filter Prepare(string argument)
    {
        if (argument == "last")
        {
            return (value, _) => ItemAt(value, CountOf(value) - 1);
        }

        return NumberTexts.ParseWhole(argument) is { } index
            ? (value, _) => ItemAt(value, index)
            : FilterCatalog.Fails(Name, $"index must be an integer or `last`, not `{argument}`");
    }

    private static Evaluated ItemAt(Value value, long index)
    {
        var count = CountOf(value);
        if (index < 0 || index >= count)
        {
            return FilterCatalog.Fault(Name, $"index out of boundaries: {index} out of {count}");
        }

        return value.IsList ? value.Items[(int)index] : value;
    }

    private static int CountOf(Value value) => value.IsList ? value.Items.Length : value.IsNil ? 0 : 1;
}

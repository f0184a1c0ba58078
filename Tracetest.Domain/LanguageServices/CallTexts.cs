using System.Collections.Immutable;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Expressions.Filters;
using Tracetest.Domain.Expressions.Functions;

namespace Tracetest.Domain.LanguageServices;

/// <summary>Filters and functions as editors show them.</summary>
internal static class CallTexts
{
    /// <summary>The filters that may stand behind a value, the most fitting first.</summary>
    /// <param name="isListed">Whether the value comes from several spans or events.</param>
    public static ImmutableArray<CallDescription> Filters(bool isListed) =>
        isListed ? [.. FilterCatalog.Aggregates, .. FilterCatalog.All] : FilterCatalog.All;

    /// <summary>The filter of a name; <see langword="null"/> when there is none.</summary>
    public static CallDescription? FindFilter(string name) =>
        FilterCatalog.All.FirstOrDefault(filter => filter.Name == name) ?? AggregateFilters.Describe(name);

    /// <summary>The function of a name; <see langword="null"/> when there is none.</summary>
    public static CallDescription? FindFunction(string name) => FunctionCatalog.All.FirstOrDefault(function => function.Name == name);

    /// <summary>A filter with arguments to fill in.</summary>
    public static string Filter(CallDescription filter) =>
        string.Join(' ', filter.Parameters.Select(parameter => Arguments(parameter)[0]).Prepend(filter.Name));

    /// <summary>What may be filled in for an argument of a filter.</summary>
    public static ImmutableArray<string> Arguments(string parameter) => parameter switch
    {
        "path" => ["'$.'"],
        "index" => ["0", "'last'"],
        _ => ["''"],
    };

    /// <summary>What a filter or function does, in sentences.</summary>
    public static string Describe(CallDescription call) =>
        $"{char.ToUpperInvariant(call.Summary[0])}{call.Summary[1..]}. Gives {call.Returns}. Example: `{call.Example}`.";
}

using Tracetest.Domain.Expressions;
using Tracetest.Domain.Selectors;

namespace Tracetest.Web.Components.Tests;

/// <summary>What is wrong with a selector or an assertion while it is typed, by the language's own parsers.</summary>
internal static class SpecLanguage
{
    public static string? SelectorFault(string selector) => Selector.Parse(selector).Error?.ToString();

    public static string? AssertionFault(string assertion) => Statement.Parse(assertion).Error?.ToString();
}

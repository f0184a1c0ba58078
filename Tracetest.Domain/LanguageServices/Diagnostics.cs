using System.Collections.Immutable;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.LanguageServices;

/// <summary>Tells what is wrong with a text. Stateless, thread-safe.</summary>
public static class Diagnostics
{
    /// <summary>Most diagnostics told of one text.</summary>
    public const int MaxCount = DiagnosticBag.MaxCount;

    /// <summary>
    /// Everything found, by position: errors, whatever the trace; and in a sound text warnings of what does not fit the trace and the
    /// variables of the context.
    /// </summary>
    public static ImmutableArray<Diagnostic> Of(string text, LanguageKind kind, LanguageContext context)
    {
        if (LanguageLimits.TooLong(text) is { } tooLong)
        {
            return [tooLong];
        }

        var found = kind switch
        {
            LanguageKind.Selector => SelectorDiagnostics.Of(text, context),
            LanguageKind.Expression => OfExpression(text, context),
            LanguageKind.Assertion => OfAssertion(text, context),
            _ => OfText(text, context),
        };
        return [.. found.DistinctBy(diagnostic => (diagnostic.Range, diagnostic.Severity)).OrderBy(diagnostic => diagnostic.Index).Take(MaxCount)];
    }

    private static IEnumerable<Diagnostic> OfExpression(string text, LanguageContext context)
    {
        var parsed = Expression.Parse(text);
        return parsed.IsValid
            ? ExpressionChecker.Check(parsed.Value).Concat(new NameDiagnostics(context).Of(parsed.Value))
            : parsed.Errors;
    }

    private static IEnumerable<Diagnostic> OfAssertion(string text, LanguageContext context)
    {
        var parsed = Statement.Parse(text);
        if (!parsed.IsValid)
        {
            return parsed.Errors;
        }

        var names = new NameDiagnostics(context);
        return ExpressionChecker.Check(parsed.Value).Concat(names.Of(parsed.Value.Left)).Concat(names.Of(parsed.Value.Right));
    }

    private static IEnumerable<Diagnostic> OfText(string text, LanguageContext context)
    {
        var parsed = InterpolatedText.Parse(text);
        var names = new NameDiagnostics(context);
        var inHoles = parsed.Errors.IsEmpty ? parsed.Holes.SelectMany(hole => ExpressionChecker.Check(hole).Concat(names.Of(hole))) : [];
        return parsed.Errors.Concat(inHoles).Concat(Unclosed(text));
    }

    private static ImmutableArray<Diagnostic> Unclosed(string text) => Holes.Unclosed(text, 0, text.Length) is { } open
        ? [Holes.UnclosedWarning(TextRange.Between(open, text.Length))]
        : [];
}

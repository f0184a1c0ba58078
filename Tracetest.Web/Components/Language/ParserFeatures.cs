using System.Collections.Immutable;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Syntax;
using Tracetest.Web.Interop;

namespace Tracetest.Web.Components.Language;

/// <summary>What the parsers alone can say.</summary>
public sealed class ParserFeatures : ILanguageFeatures
{
    public static ParserFeatures Instance { get; } = new();

    public ImmutableArray<CodeToken> Tokenise(LanguageKind kind, string text) => [];

    public ImmutableArray<Diagnostic> Diagnose(LanguageKind kind, string text) => kind switch
    {
        LanguageKind.Selector => TestCheck.OfSelector(text),
        LanguageKind.Assertion => TestCheck.OfAssertion(text),
        LanguageKind.Expression => TestCheck.OfValue(text),
        _ => TestCheck.OfTriggerText(text),
    };

    public CodeCompletions? Complete(LanguageKind kind, string text, int position) => null;

    public CodeHover? Hover(LanguageKind kind, string text, int position) => null;
}

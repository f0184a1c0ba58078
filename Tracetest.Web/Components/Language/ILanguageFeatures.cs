using System.Collections.Immutable;
using Tracetest.Domain.Syntax;
using Tracetest.Web.Interop;

namespace Tracetest.Web.Components.Language;

/// <summary>What an editor asks of the test language. Nothing throws, whatever the text and the position.</summary>
public interface ILanguageFeatures
{
    /// <summary>The coloured stretches, in order, without overlap.</summary>
    ImmutableArray<CodeToken> Tokenise(LanguageKind kind, string text);

    /// <summary>What is wrong, by position.</summary>
    ImmutableArray<Diagnostic> Diagnose(LanguageKind kind, string text);

    /// <summary>What may be written at a position; <see langword="null"/> for nothing.</summary>
    CodeCompletions? Complete(LanguageKind kind, string text, int position);

    /// <summary>What is known of what stands at a position; <see langword="null"/> for nothing.</summary>
    CodeHover? Hover(LanguageKind kind, string text, int position);
}

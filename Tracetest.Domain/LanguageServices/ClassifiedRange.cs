using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.LanguageServices;

/// <summary>A piece of a text and what it is.</summary>
/// <param name="Range">Where it stands; at least one character.</param>
/// <param name="Class">What it is.</param>
public readonly record struct ClassifiedRange(TextRange Range, TokenClass Class);

/// <summary>What a piece of a text is, which decides its colour.</summary>
public enum TokenClass
{
    /// <summary>A word of the language: <c>span</c>, <c>true</c>, <c>false</c>.</summary>
    Keyword,

    /// <summary>An arithmetic sign, the <c>|</c> before a filter, the <c>></c> and <c>!</c> of selectors.</summary>
    Operator,

    /// <summary>What compares two values.</summary>
    Comparator,

    /// <summary>The name of an attribute, with its prefix.</summary>
    Attribute,

    /// <summary>The name of a variable, with its prefix.</summary>
    Variable,

    /// <summary>The name of a function.</summary>
    Function,

    /// <summary>The name of a filter behind <c>|</c>.</summary>
    Filter,

    /// <summary>A pseudo-class of a selector, without its colon.</summary>
    PseudoClass,

    /// <summary>A string with its quotes, or a piece of one beside <c>${…}</c>.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A number with a unit.</summary>
    Duration,

    /// <summary>Brackets, commas, colons, points.</summary>
    Punctuation,

    /// <summary>A comment, which selectors may have.</summary>
    Comment,

    /// <summary>The <c>${</c> and <c>}</c> around an expression in a text.</summary>
    Interpolation,

    /// <summary>Text of a trigger, which stands for itself.</summary>
    Text,

    /// <summary>What no rule reads.</summary>
    Error,
}

using System.Collections.Immutable;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.LanguageServices;

/// <summary>What may be written at a place of a text.</summary>
/// <param name="Replace">What the chosen one takes the place of; empty to insert.</param>
/// <param name="Items">The best first; at most <see cref="MaxCount"/>.</param>
public sealed record CompletionList(TextRange Replace, ImmutableArray<Completion> Items)
{
    /// <summary>Most items given.</summary>
    public const int MaxCount = 200;
}

/// <summary>One thing that may be written.</summary>
/// <param name="Label">What the list shows.</param>
/// <param name="Insert">What is written.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Detail">A few words beside the label, e.g. <c>12 spans</c>; may be empty.</param>
/// <param name="Documentation">A sentence or two of plain text; may be empty.</param>
public sealed record Completion(string Label, string Insert, CompletionKind Kind, string Detail = "", string Documentation = "");

/// <summary>What a completion is.</summary>
public enum CompletionKind
{
    /// <summary>A word of the language.</summary>
    Keyword,

    /// <summary>An arithmetic operator, bracket or comma, or the <c>|</c> before a filter.</summary>
    Operator,

    /// <summary>What compares two values.</summary>
    Comparator,

    /// <summary>The prefix of a name.</summary>
    Prefix,

    /// <summary>The name of an attribute.</summary>
    Attribute,

    /// <summary>The name of a variable.</summary>
    Variable,

    /// <summary>A value.</summary>
    Value,

    /// <summary>A function.</summary>
    Function,

    /// <summary>A filter, or one of its arguments.</summary>
    Filter,

    /// <summary>A pseudo-class of a selector.</summary>
    PseudoClass,

    /// <summary>A whole step of a selector.</summary>
    Step,
}

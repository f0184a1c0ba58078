using System.Collections.Immutable;
using System.Text;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions;

/// <summary>A text of a trigger: everything stands for itself but <c>${expression}</c>.</summary>
/// <remarks>
/// Source: spec language 11, the recommended implementation: nothing is quoted or escaped, and a hole ends at the first <c>}</c>
/// that is not within a string of its expression. <c>${}</c>, and <c>${</c> with no <c>}</c> after it, stand for themselves.
/// Immutable, thread-safe.
/// </remarks>
public sealed class InterpolatedText
{
    private readonly ImmutableArray<Part> _parts;

    private InterpolatedText(string source, ImmutableArray<Part> parts, Diagnostic? error)
    {
        Source = source;
        Error = error;
        _parts = parts;
        VariableNames = error is null
            ? [.. parts.Where(part => part.Hole is not null).SelectMany(part => VariableReferences.Of(part.Hole!.Source))]
            : [];
    }

    /// <summary>The text as given.</summary>
    public string Source { get; }

    /// <summary>What is wrong with the first faulty hole; <see langword="null"/> when the text is sound.</summary>
    public Diagnostic? Error { get; }

    /// <summary>The variables named, in order of appearance, repeats included; none when the text is faulty.</summary>
    public ImmutableArray<string> VariableNames { get; }

    /// <summary>Reads a text; a faulty one comes back too, and says so when resolved.</summary>
    public static InterpolatedText Parse(string text)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        var next = 0;
        for (var open = NextHole(text, 0); open >= 0; open = NextHole(text, next))
        {
            var end = text.Length;
            var hole = ExpressionParser.ParseHole(text, open + 2, ref end);
            if (!hole.IsValid)
            {
                return new InterpolatedText(text, [], hole.Error);
            }

            if (end == text.Length)
            {
                return new InterpolatedText(text, [], new Diagnostic(new TextRange(end, 0), "the end", "`}`"));
            }

            parts.Add(new Part(text[next..open], hole.Value.Compile()));
            next = end + 1;
        }

        parts.Add(new Part(text[next..], null));
        return new InterpolatedText(text, parts.ToImmutable(), null);
    }

    /// <summary>The text with every hole replaced by its value; the first fault from left to right wins.</summary>
    public Evaluated Resolve(EvaluationContext context)
    {
        if (Error is not null)
        {
            return ExpressionFault.Syntax(Source, Error);
        }

        var text = new StringBuilder();
        foreach (var (literal, hole) in _parts)
        {
            text.Append(literal);
            if (hole is null)
            {
                continue;
            }

            var value = hole.Evaluate(context);
            if (!value.IsValue)
            {
                return value;
            }

            text.Append(value.Value.Text);
        }

        return Value.Of(text.ToString());
    }

    /// <summary>Where the next hole opens; -1 when none does.</summary>
    private static int NextHole(string text, int start)
    {
        for (var open = text.IndexOf("${", start, StringComparison.Ordinal); open >= 0;)
        {
            var close = text.IndexOf('}', open);
            if (close != open + 2)
            {
                return close < 0 ? -1 : open;
            }

            open = text.IndexOf("${", close, StringComparison.Ordinal);
        }

        return -1;
    }

    /// <summary>A literal and the hole behind it.</summary>
    private readonly record struct Part(string Literal, CompiledExpression? Hole);
}

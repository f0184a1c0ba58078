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

    private InterpolatedText(string source, ImmutableArray<Part> parts, IReadOnlyList<Diagnostic> errors)
    {
        Source = source;
        Errors = [.. errors.OrderBy(error => error.Index)];
        _parts = parts;
        Holes = [.. parts.Where(part => part.Hole is not null).Select(part => part.Hole!.Source)];
        VariableNames = Errors.IsEmpty ? [.. Holes.SelectMany(hole => VariableReferences.Of(hole))] : [];
    }

    /// <summary>The text as given.</summary>
    public string Source { get; }

    /// <summary>What is wrong with the holes, by position; none when the text is sound.</summary>
    public ImmutableArray<Diagnostic> Errors { get; }

    /// <summary>The first fault; <see langword="null"/> when the text is sound.</summary>
    public Diagnostic? Error => Errors.IsEmpty ? null : Errors[0];

    /// <summary>The expressions of the holes, in order of appearance.</summary>
    public ImmutableArray<Expression> Holes { get; }

    /// <summary>The variables named, in order of appearance, repeats included; none when the text is faulty.</summary>
    public ImmutableArray<string> VariableNames { get; }

    /// <summary>Reads a text; a faulty one comes back too, and says so when resolved.</summary>
    public static InterpolatedText Parse(string text)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        var errors = new DiagnosticBag();
        var next = 0;
        for (var open = Expressions.Holes.Next(text, 0); open >= 0; open = Expressions.Holes.Next(text, next))
        {
            var end = text.Length;
            var hole = ExpressionParser.ReadHole(text, open + 2, ref end, errors);
            if (end == text.Length)
            {
                errors.Add(new Diagnostic(new TextRange(end, 0), "the end", "`}`", "a string within `${…}` may have no closing quote"));
            }

            parts.Add(new Part(text[next..open], hole.Compile()));
            next = Math.Min(end + 1, text.Length);
        }

        parts.Add(new Part(text[next..], null));
        return new InterpolatedText(text, parts.ToImmutable(), errors.All);
    }

    /// <summary>The text with every hole replaced by its value; the first fault from left to right wins.</summary>
    public Evaluated Resolve(in EvaluationContext context)
    {
        if (Error is { } error)
        {
            return ExpressionFault.Syntax(Source, error);
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

    /// <summary>A literal and the hole behind it.</summary>
    private readonly record struct Part(string Literal, CompiledExpression? Hole);
}

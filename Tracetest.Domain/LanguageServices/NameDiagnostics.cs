using Tracetest.Domain.Expressions;
using Tracetest.Domain.Syntax;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.LanguageServices;

/// <summary>Warns of names in expressions that the trace and the variables of a context do not have.</summary>
internal sealed class NameDiagnostics(LanguageContext context)
{
    /// <summary>Most names warned of in one expression: near names are looked for among all of the trace.</summary>
    public const int MaxCount = 20;

    private readonly TraceWords _words = new(context);

    public IEnumerable<Diagnostic> Of(Expression expression) => ExpressionTerms.All(expression)
        .Select(term => term switch
        {
            Term.Attribute { Source: AttributeSource.Event } attribute => OfEvent(attribute),
            Term.Attribute attribute => OfAttribute(attribute),
            Term.Variable variable => OfVariable(variable),
            _ => null,
        })
        .OfType<Diagnostic>()
        .Take(MaxCount);

    /// <summary>The likely cure for an attribute that no span has; empty when none is near.</summary>
    public static string HintFor(string name, Trace trace, Func<string, string> write) => trace.Vocabulary.Nearest(name) is [var nearest, ..]
        ? $"did you mean `{write(nearest.Name)}`, seen on {TraceWords.Count(nearest.SpanCount)}"
        : "";

    private Diagnostic? OfAttribute(Term.Attribute attribute)
    {
        if (context.Trace is not { Count: > 0 } trace || attribute.Name == "name" || AttributeLookup.IsMeta(attribute.Name)
            || _words.SpanCount(attribute.Name) > 0 || !MayBeKnown(trace, attribute.Name))
        {
            return null;
        }

        var hint = HintFor(attribute.Name, trace, name => ExpressionTexts.Attribute(attribute.Source, name));
        return Warning(attribute.Range, attribute.ToString(), $"an attribute that one of the trace's {TraceWords.Count(trace.Count)} has", hint);
    }

    /// <summary>Whether the vocabulary would have the name, had a span the attribute.</summary>
    private static bool MayBeKnown(Trace trace, string name) => name != SemanticConventions.SpanKindKey
        && name.Length <= TraceVocabulary.MaxNameLength && trace.Vocabulary.Attributes.Length < TraceVocabulary.MaxNames;

    private Diagnostic? OfEvent(Term.Attribute attribute)
    {
        if (context.Trace is not { Count: > 0 } || _words.EventNames() is var names && names.ContainsKey(attribute.Name))
        {
            return null;
        }

        var hint = Spelling.Nearest(attribute.Name, names.Keys) is [var nearest, ..]
            ? $"did you mean `{ExpressionTexts.Attribute(AttributeSource.Event, nearest)}`"
            : "";
        return Warning(attribute.Range, attribute.ToString(), "an attribute that an event has", hint);
    }

    private Diagnostic? OfVariable(Term.Variable variable)
    {
        if (context.Variables is not { } variables || variables.ContainsKey(variable.Name))
        {
            return null;
        }

        var hint = Spelling.Nearest(variable.Name, variables.Keys) is [var nearest, ..] ? $"did you mean `{variable.Prefix}:{nearest}`" : "";
        return Warning(variable.Range, variable.ToString(), "a variable that is set", hint);
    }

    private static Diagnostic Warning(TextRange range, string found, string expected, string hint) =>
        new(range, $"`{TraceWords.Shown(found)}`", expected, hint, DiagnosticSeverity.Warning);
}

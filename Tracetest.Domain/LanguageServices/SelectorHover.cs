using Tracetest.Domain.Selectors;
using Tracetest.Domain.Syntax;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.LanguageServices;

/// <summary>Explains the pieces of a selector.</summary>
internal static class SelectorHover
{
    public static HoverText? At(string text, int position, LanguageContext context)
    {
        var tokens = SelectorWalk.Read(text);
        var walk = new SelectorWalk(text, tokens);
        for (var i = 0; tokens[i].Kind != SelectorTokenKind.End && tokens[i].Range.Start <= position;)
        {
            var (count, tokenClass) = walk.Pass(i);
            var range = TextRange.Between(tokens[i].Range.Start, tokens[i + count - 1].Range.End);
            if (position < range.End || (position == range.End && (position == text.Length || char.IsWhiteSpace(text[position]))))
            {
                return Explain(text, tokens, i, range, tokenClass, walk, context);
            }

            i += count;
        }

        return null;
    }

    private static HoverText? Explain(
        string text, List<SelectorToken> tokens, int index, TextRange range, TokenClass tokenClass, SelectorWalk walk, LanguageContext context)
    {
        var written = text.Substring(range.Start, range.Length);
        return tokenClass switch
        {
            TokenClass.Attribute => OfProperty(tokens, index, context),
            TokenClass.Comparator => new HoverText(range, written, WordDescriptions.OfFilterOperator(written)),
            TokenClass.PseudoClass => new HoverText(range, written, WordDescriptions.OfPseudoClass(written)),
            TokenClass.String => new HoverText(
                range, "string", $"The text that `{TraceWords.Shown(walk.Property)}` is compared with.", "string", Shown(tokens[index].Text)),
            TokenClass.Number => new HoverText(range, written, "A number.", "number", Shown(tokens[index].Text)),
            TokenClass.Duration => new HoverText(range, written, "A duration; amounts are compared exactly.", "duration", Shown(written)),
            TokenClass.Operator => OfSign(range, written),
            TokenClass.Keyword or TokenClass.Punctuation => OfWhole(text, context),
            _ => null,
        };
    }

    private static HoverText OfSign(TextRange range, string sign) =>
        new(range, sign, sign == ">" ? "The spans behind it lie directly below those before it." : "The span does not have the attribute.");

    /// <summary>A property, all words of it.</summary>
    private static HoverText OfProperty(List<SelectorToken> tokens, int index, LanguageContext context)
    {
        var (first, last) = (index, index);
        while (first > 1 && tokens[first].IsSymbol(".") != tokens[first - 1].IsSymbol(".") && IsNamePart(tokens[first - 1]))
        {
            first--;
        }

        while (tokens[last].IsSymbol(".") != tokens[last + 1].IsSymbol(".") && IsNamePart(tokens[last + 1]))
        {
            last++;
        }

        var name = string.Concat(tokens[first..(last + 1)].Select(token => token.Text));
        var range = TextRange.Between(tokens[first].Range.Start, tokens[last].Range.End);
        var hover = new HoverText(range, TraceWords.Shown(name), Describe(name, context));
        return context.Span is { } span && TextOf(span, name) is { } value ? hover with { Type = "string", Value = Shown(value) } : hover;
    }

    private static bool IsNamePart(SelectorToken token) => token.Kind == SelectorTokenKind.Word || token.IsSymbol(".");

    private static string Describe(string name, LanguageContext context) => name switch
    {
        "name" => "The name of the span.",
        "kind" => "The kind of the span, such as `server` or `client`.",
        _ when context.Trace is { } trace =>
            $"An attribute. {TraceWords.Count(new TraceWords(context).SpanCount(name))} of the trace's {trace.Count} have it.",
        _ => "An attribute.",
    };

    private static string? TextOf(Span span, string name) => name switch
    {
        "name" => span.Name,
        "kind" => span.Kind.ToName(),
        _ => span.TextOf(name),
    };

    private static HoverText? OfWhole(string text, LanguageContext context)
    {
        if (context.Trace is not { } trace || Selector.Parse(text) is not { IsValid: true, Value: var selector })
        {
            return null;
        }

        var count = selector.Select(trace).Length;
        return new HoverText(new TextRange(0, text.Length), "selector", $"Picks {TraceWords.Count(count)} of the trace's {trace.Count}.");
    }

    private static string Shown(string value) => TraceWords.Shown(value, HoverText.MaxValueLength);
}

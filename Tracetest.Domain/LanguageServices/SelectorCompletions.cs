using System.Globalization;
using Tracetest.Domain.Quantities;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.Syntax;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.LanguageServices;

/// <summary>Completions in selectors.</summary>
internal sealed class SelectorCompletions
{
    private readonly SelectorWalk _walk;
    private readonly Proposals _proposals;
    private readonly TraceWords _words;
    private readonly LanguageContext _context;
    private readonly bool _isTyped;
    private readonly bool _isQuoted;

    private SelectorCompletions(SelectorWalk walk, TextRange replace, string typed, bool isQuoted, LanguageContext context)
    {
        (_walk, _context, _isQuoted, _isTyped) = (walk, context, isQuoted, typed.Length > 0);
        _proposals = new Proposals(replace, typed);
        _words = new TraceWords(context);
    }

    public static CompletionList At(string text, int position, LanguageContext context)
    {
        if (SelectorHighlighter.IsInComment(text, position))
        {
            return Completions.Nothing(position);
        }

        var tokens = SelectorWalk.Read(text);
        var inString = tokens.FindIndex(token => token.Kind == SelectorTokenKind.String && token.Range.Start < position
            && (position < token.Range.End || (position == token.Range.End && token.IsFaulty)));
        return inString >= 0
            ? InString(text, position, tokens, tokens[inString], context)
            : AtWord(text, position, tokens, context);
    }

    private static CompletionList InString(
        string text, int position, List<SelectorToken> tokens, SelectorToken token, LanguageContext context)
    {
        var walk = WalkTo(text, tokens, token.Range.Start);
        var replace = TextRange.Between(token.Range.Start, token.IsFaulty ? position : token.Range.End);
        var typed = text[(token.Range.Start + 1)..position];
        return new SelectorCompletions(walk, replace, typed, isQuoted: true, context).ToList();
    }

    private static CompletionList AtWord(string text, int position, List<SelectorToken> tokens, LanguageContext context)
    {
        var (start, end) = (position, position);
        while (start > 0 && IsWordPart(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && IsWordPart(text[end]))
        {
            end++;
        }

        var walk = WalkTo(text, tokens, start);
        if (walk.Expected == SelectorPart.Operator && start == position && start > 0 && text[start - 1] == '!')
        {
            start--;
        }

        return new SelectorCompletions(walk, TextRange.Between(start, end), text[start..position], isQuoted: false, context).ToList();
    }

    private static SelectorWalk WalkTo(string text, List<SelectorToken> tokens, int end)
    {
        var walk = new SelectorWalk(text, tokens);
        for (var i = 0; tokens[i].Kind != SelectorTokenKind.End && tokens[i].Range.End <= end;)
        {
            i += walk.Pass(i).Count;
        }

        return walk;
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '-';

    private CompletionList ToList()
    {
        switch (_walk.Expected)
        {
            case SelectorPart.Step when !_isQuoted:
                AddSteps();
                break;
            case SelectorPart.Bracket when !_isQuoted:
                AddSign("[", "opens the filters");
                break;
            case SelectorPart.AfterStep when !_isQuoted:
                AddAfterStep();
                break;
            case SelectorPart.PseudoClass when !_isQuoted:
                AddPseudoClasses("");
                break;
            case SelectorPart.Property:
                AddProperties();
                break;
            case SelectorPart.Operator when !_isQuoted:
                AddOperators();
                break;
            case SelectorPart.Value:
                AddValues();
                break;
            case SelectorPart.AfterValue:
                AddAfterValue();
                break;
            default:
                break;
        }

        return _proposals.ToList();
    }

    private void AddSteps()
    {
        _proposals.Add(new Completion(
            "span[", "span[", CompletionKind.Step, "", "Picks the spans that pass every filter in the brackets; `span[]` picks all."));
        foreach (var property in (ReadOnlySpan<string>)[SemanticConventions.SpanTypeKey, SemanticConventions.ServiceName])
        {
            foreach (var value in _words.Values(property))
            {
                var step = $"span[{property} = {SelectorText.Quote(value)}]";
                _proposals.Add(new Completion(step, step, CompletionKind.Step), value);
            }
        }
    }

    private void AddAfterStep()
    {
        AddPseudoClasses(":");
        AddSign("span[", "below, at any depth");
        AddSign(">", "directly below");
        AddSign(",", "or else");
    }

    private void AddPseudoClasses(string colon)
    {
        foreach (var (name, insert) in ((string, string)[])[("first", "first"), ("last", "last"), ("nth_child", "nth_child(1)")])
        {
            _proposals.Add(new Completion(
                colon + name, colon + insert, CompletionKind.PseudoClass, insert[name.Length..], WordDescriptions.OfPseudoClass(name)));
        }
    }

    private void AddProperties()
    {
        if (!_isQuoted)
        {
            _proposals.Add(new Completion("name", "name", CompletionKind.Attribute, SpanCount(), "The name of the span."));
            _proposals.Add(new Completion(
                "kind", "kind", CompletionKind.Attribute, SpanCount(), "The kind of the span, such as `server` or `client`."));
        }

        foreach (var (name, detail, documentation) in _words.Attributes())
        {
            var insert = _isQuoted ? SelectorText.Quote(name) : SelectorText.Name(name);
            _proposals.Add(new Completion(name, insert, CompletionKind.Attribute, detail, documentation));
        }
    }

    private string SpanCount() => _context.Trace is { } trace ? TraceWords.Count(trace.Count) : "";

    private void AddOperators()
    {
        foreach (var text in FilterOperators.All)
        {
            _proposals.Add(new Completion(text, text, CompletionKind.Comparator, "", WordDescriptions.OfFilterOperator(text)));
        }

        AddSign("]", "has the attribute");
        AddSign(",", "has the attribute, and");
    }

    private void AddAfterValue()
    {
        if (!_isQuoted && !_isTyped)
        {
            AddSign("]", "ends the filters");
            AddSign(",", "and");
            return;
        }

        AddProperties();
    }

    private void AddSign(string sign, string detail) => _proposals.Add(new Completion(sign, sign, CompletionKind.Operator, detail));

    private void AddValues()
    {
        if (_walk.Property is "kind" or SemanticConventions.SpanKindKey)
        {
            AddKinds();
            return;
        }

        var isAmount = _walk.Operator is "<" or "<=" or ">" or ">=";
        foreach (var value in _words.Values(_walk.Property == "name" ? SemanticConventions.SpanName : _walk.Property))
        {
            var isBare = !_isQuoted && IsBare(value, isAmount);
            if (isBare || !isAmount)
            {
                var literal = isBare ? value : SelectorText.Quote(value);
                _proposals.Add(new Completion(literal, literal, CompletionKind.Value, $"seen as {_walk.Property}"), value);
            }
        }
    }

    private void AddKinds()
    {
        var counts = (_context.Trace?.Spans ?? []).CountBy(span => span.Kind).ToDictionary();
        foreach (var kind in Enum.GetValues<SpanKind>().OrderBy(kind => !counts.ContainsKey(kind)))
        {
            var literal = SelectorText.Quote(kind.ToName());
            var detail = counts.TryGetValue(kind, out var count) ? TraceWords.Count(count) : "";
            _proposals.Add(new Completion(literal, literal, CompletionKind.Value, detail), kind.ToName());
        }
    }

    /// <summary>Whether a value reads the same without quotes.</summary>
    private static bool IsBare(string value, bool isAmount)
    {
        var isWhole = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == value;
        return isWhole || (isAmount && (Durations.IsDuration(value) || IsDecimal(value))) || (!isAmount && value is "true" or "false");
    }

    private static bool IsDecimal(string value) =>
        NumberTexts.PrefixLength(value) is > 0 and var length && length == value.Length && !(value is ['0', not '.', ..]);
}

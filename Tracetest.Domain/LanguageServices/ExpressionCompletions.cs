using Tracetest.Domain.Expressions;
using Tracetest.Domain.Expressions.Functions;

namespace Tracetest.Domain.LanguageServices;

/// <summary>Completions in expressions and assertions.</summary>
/// <param name="place">Where the cursor stands.</param>
/// <param name="isAssertion">Whether two expressions are compared.</param>
/// <param name="context">Where names and values come from.</param>
internal sealed class ExpressionCompletions(ExpressionPlace place, bool isAssertion, LanguageContext context)
{
    /// <summary>Where nothing is typed yet, what comes behind the attributes is to be seen too.</summary>
    private const int MaxUntyped = 100;

    private readonly Proposals _proposals = new(place.Replace, place.Typed);
    private readonly TraceWords _words = new(context);

    public CompletionList ToList()
    {
        if (place.Quote is not null)
        {
            AddValues();
            return _proposals.ToList();
        }

        switch (place.Expected)
        {
            case ExpectedPart.Operand:
                AddOperands();
                break;
            case ExpectedPart.Continuation:
                AddContinuations(withOperators: true);
                break;
            case ExpectedPart.FilterName:
                AddFilters();
                break;
            default:
                AddFilterArguments();
                break;
        }

        return _proposals.ToList();
    }

    private void AddOperands()
    {
        AddValues();
        AddPrefixes();
        AddAttributes();
        AddVariables();
        foreach (var function in FunctionCatalog.All)
        {
            _proposals.Add(new Completion(
                function.Name, function.Example, CompletionKind.Function, function.Example, CallTexts.Describe(function)));
        }

        _proposals.Add(new Completion("true", "true", CompletionKind.Keyword));
        _proposals.Add(new Completion("false", "false", CompletionKind.Keyword));
    }

    /// <summary>The values seen of the attribute on the other side.</summary>
    private void AddValues()
    {
        if (place.Expected != ExpectedPart.Operand || place.Compared is not { } attribute || attribute.Prefix == "event")
        {
            return;
        }

        foreach (var value in _words.Values(attribute.Text))
        {
            if (ExpressionTexts.Literal(value, place.Quote) is { } literal)
            {
                _proposals.Add(new Completion(literal, literal, CompletionKind.Value, $"seen as {attribute.Text}"), value);
            }
        }
    }

    private void AddPrefixes()
    {
        foreach (var source in WordDescriptions.Sources)
        {
            var prefix = $"{source.ToPrefix()}:";
            _proposals.Add(new Completion(prefix, prefix, CompletionKind.Prefix, "attribute", WordDescriptions.OfSource(source)));
        }

        foreach (var prefix in WordDescriptions.VariablePrefixes.Select(prefix => $"{prefix}:"))
        {
            _proposals.Add(new Completion(prefix, prefix, CompletionKind.Prefix, "variable", WordDescriptions.OfVariables));
        }
    }

    /// <summary>Behind a prefix the attributes of that source, else those of the span.</summary>
    private void AddAttributes()
    {
        var source = WordDescriptions.Sources.FirstOrDefault(each => place.Typed.StartsWith($"{each.ToPrefix()}:", StringComparison.Ordinal));
        var max = place.Typed.Length == 0 ? MaxUntyped : int.MaxValue;
        foreach (var (name, detail, documentation) in _words.Attributes(source).Take(max))
        {
            var text = ExpressionTexts.Attribute(source, name);
            _proposals.Add(new Completion(text, text, CompletionKind.Attribute, detail, documentation), $"{source.ToPrefix()}:{name}");
        }
    }

    private void AddVariables()
    {
        var prefix = WordDescriptions.VariablePrefixes.FirstOrDefault(each => place.Typed.StartsWith($"{each}:", StringComparison.Ordinal)) ?? "var";
        foreach (var (name, value) in _words.Variables().Where(variable => ExpressionTexts.IsVariableName(variable.Key)))
        {
            var text = $"{prefix}:{name}";
            _proposals.Add(new Completion(text, text, CompletionKind.Variable, TraceWords.Shown(value)));
        }
    }

    /// <summary>What may stand behind a value.</summary>
    /// <param name="withOperators">Whether arithmetic may go on; behind a filter it may not.</param>
    private void AddContinuations(bool withOperators)
    {
        if (isAssertion && place.Comparator is null && place.Closing is null)
        {
            foreach (var comparator in ComparatorTexts.All.Select(ComparatorTexts.ToText))
            {
                _proposals.Add(new Completion(comparator, comparator, CompletionKind.Comparator, "", WordDescriptions.OfComparator(comparator)));
            }
        }

        _proposals.Add(new Completion("|", "| ", CompletionKind.Operator, "filter", "What stands before goes through a filter."));
        foreach (var sign in withOperators ? ["+", "-", "*", "/"] : Array.Empty<string>())
        {
            _proposals.Add(new Completion(sign, sign, CompletionKind.Operator, "", WordDescriptions.OfOperator(sign)));
        }

        if (place.Closing is { } closing)
        {
            _proposals.Add(new Completion(closing, closing, CompletionKind.Operator));
            _proposals.Add(new Completion(",", ", ", CompletionKind.Operator));
        }
    }

    private void AddFilters()
    {
        foreach (var filter in CallTexts.Filters(place.IsListed))
        {
            _proposals.Add(new Completion(
                filter.Name, CallTexts.Filter(filter), CompletionKind.Filter, string.Join(' ', filter.Parameters), CallTexts.Describe(filter)));
        }
    }

    private void AddFilterArguments()
    {
        var filter = place.Filter is null ? null : CallTexts.FindFilter(place.Filter);
        if (filter is null || place.ArgumentCount >= filter.MaximumCount)
        {
            AddContinuations(withOperators: false);
            return;
        }

        var parameter = filter.Parameters[place.ArgumentCount];
        foreach (var argument in CallTexts.Arguments(parameter))
        {
            _proposals.Add(new Completion(argument, argument, CompletionKind.Filter, parameter, CallTexts.Describe(filter)));
        }
    }
}

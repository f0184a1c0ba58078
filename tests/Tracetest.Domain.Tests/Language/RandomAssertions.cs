using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Tracetest.Domain.Expressions;
using static Tracetest.Domain.Tests.Language.Samples;

namespace Tracetest.Domain.Tests.Language;

/// <summary>Assertions that can be foretold: mostly about what the trace holds, and with a right side made from the value of the left.</summary>
internal sealed class RandomAssertions(Random random, PlainTrace trace, List<PlainSpan> selected, Dictionary<string, string> variables)
{
    private static readonly Comparator[] Comparators =
    [
        Comparator.Equal, Comparator.Equal, Comparator.Equal, Comparator.Equal, Comparator.NotEqual, Comparator.Less, Comparator.LessOrEqual,
        Comparator.Greater, Comparator.GreaterOrEqual, Comparator.Contains, Comparator.Contains, Comparator.NotContains, Comparator.StartsWith,
        Comparator.EndsWith, Comparator.Matches, Comparator.NotMatches,
    ];

    private static readonly string[] Added =
    [
        "name", "tracetest.span.name", "tracetest.span.type", "tracetest.span.duration", "tracetest.span.duration", "service.name", "absent", "name",
        "tracetest.selected_spans.count", "tracetest.selected_spans.count", "tracetest.selected_spans.other",
    ];

    private static readonly string[] FilterNames =
        ["json_path", "json_path", "json_path", "regex", "regex_group", "get_index", "get_index", "type", "length", "type", "typ"];

    private static readonly string[] Aggregates = ["min", "max", "avg", "sum", "count", "distinct", "p1", "p50", "p95", "p99", "p100", "p0"];

    private static readonly string[] Indices = ["last", "-1", "x", "01"];

    private PlainSpan _model = trace.Rows[0];

    public Statement Next()
    {
        _model = selected.Count > 0 && !OneIn(random, 5) ? Pick(random, selected) : Pick(random, trace.Rows);
        var left = Expression(2);
        var comparator = Pick(random, Comparators);
        var value = new PlainEvaluator(trace, selected, _model, variables).Evaluate(left);
        return new Statement(left, comparator, Right(comparator, value));
    }

    private Expression Right(Comparator comparator, PlainValue left)
    {
        if (comparator is Comparator.Matches or Comparator.NotMatches)
        {
            return Only(Literal(Regex.IsMatch(left.Text, "^[a-zA-Z0-9]{1,9}\\z") && OneIn(random, 2) ? left.Text : Pick(random, PatternTexts)));
        }

        if (left.Fault is not null || OneIn(random, 5))
        {
            return Expression(1);
        }

        return Only(Literal(comparator switch
        {
            Comparator.Contains when left.Kind == "json" => Pick(random, Documents),
            Comparator.Contains or Comparator.NotContains when left.IsList && left.Items!.Count > 0 => Pick(random, left.Items).Text,
            Comparator.Contains or Comparator.NotContains => Part(left.Text),
            Comparator.StartsWith => Part(left.Text, 0),
            Comparator.EndsWith => Part(left.Text, length: left.Text.Length),
            Comparator.Equal or Comparator.NotEqual => left.Text,
            _ when left.Kind == "duration" => Pick(random, Durations),
            _ => OneIn(random, 2) ? Pick(random, Numbers) : left.Text,
        }));
    }

    private string Part(string text, int? start = null, int? length = null)
    {
        if (text.Length == 0 || text.Any(char.IsSurrogate))
        {
            return text;
        }

        var from = start ?? random.Next(text.Length);
        return text.Substring(from, Math.Min(text.Length - from, length ?? random.Next(1, text.Length - from + 1)));
    }

    private Expression Expression(int depth)
    {
        var term = Operand(depth);
        var operations = OneIn(random, IsAmount(term) ? 2 : 20) ? Operations(term, depth) : [];
        var isListed = term is Term.Attribute { Source: AttributeSource.Selected or AttributeSource.Event };
        var filters = OneIn(random, 6) || ((isListed || term is Term.Attribute { Name: "body" }) && !OneIn(random, 3)) ? Filters(isListed) : [];
        return new Expression(term, operations, filters);
    }

    private static bool IsAmount(Term term) =>
        term is Term.Number or Term.Duration or Term.Attribute { Name: "latency" or "code" or "db.rows" or "tracetest.selected_spans.count" };

    private ImmutableArray<Operation> Operations(Term first, int depth) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new Operation(
        Pick(random, new[] { ArithmeticOperator.Add, ArithmeticOperator.Subtract, ArithmeticOperator.Multiply, ArithmeticOperator.Divide }),
        OneIn(random, 8) ? Operand(depth - 1) : first is Term.Duration or Term.Attribute { Name: "latency" } ? DurationTerm() : NumberTerm(true)))];

    private ImmutableArray<FilterCall> Filters(bool isListed) =>
        [.. Enumerable.Range(0, OneIn(random, 3) ? 2 : 1).Select(_ => Filter(OneIn(random, isListed ? 2 : 30) ? Aggregates : FilterNames))];

    private FilterCall Filter(string[] names)
    {
        var name = Pick(random, names);
        ImmutableArray<Term> arguments = name switch
        {
            "json_path" => [Literal(Pick(random, Paths))],
            "regex" or "regex_group" => [Literal(Pick(random, PatternTexts))],
            "get_index" => [OneIn(random, 3) ? Literal(Pick(random, Indices)) : new Term.Number(Pick(random, Numbers[..3]))],
            _ => [],
        };
        return new FilterCall(name, OneIn(random, 25) ? arguments.Add(Attribute()) : arguments);
    }

    private Term Operand(int depth) => random.Next(depth > 0 ? 20 : 12) switch
    {
        < 6 => Attribute(),
        6 => NumberTerm(true),
        7 => DurationTerm(),
        8 or 9 => Literal(Text(random)),
        10 => new Term.Variable(Pick(random, new[] { "v1", "v2", "v3", "v4", "none" }), OneIn(random, 2) ? "env" : "var"),
        11 => new Term.Truth(OneIn(random, 2)),
        12 or 13 => new Term.List([.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Expression(depth - 1))]),
        14 or 15 => new Term.Group(Expression(depth - 1)),
        16 => Call(depth),
        _ => Interpolated(),
    };

    private Term.Call Call(int depth)
    {
        var bound = OneIn(random, 3) ? Expression(depth - 1) : Only(NumberTerm(true));
        return OneIn(random, 5)
            ? new Term.Call(OneIn(random, 2) ? "randomInt" : "nothing", [.. Enumerable.Repeat(bound, random.Next(0, 4))])
            : new Term.Call("randomInt", [bound, bound]);
    }

    private Term.String Interpolated()
    {
        var parts = ImmutableArray.CreateBuilder<TextPart>();
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            if (OneIn(random, 2))
            {
                parts.Add(new TextPart.Literal(Pick(random, new[] { "/users/", "-", "$", "100% ", "[", "{\"id\":" })));
            }

            parts.Add(new TextPart.Hole(Hole()));
        }

        return new Term.String(parts.Any(part => part.ToString()!.Contains('"', StringComparison.Ordinal)) ? '\'' : '"', parts.ToImmutable());
    }

    /// <summary>An expression without quotes and braces.</summary>
    private Expression Hole()
    {
        Term term = random.Next(4) switch
        {
            0 => NumberTerm(true),
            1 => new Term.Variable("v1", "var"),
            2 => DurationTerm(),
            _ => new Term.Attribute(AttributeSource.Span, Pick(random, new[] { "a", "b", "code", "name", "app-id" })),
        };
        return new Expression(term, OneIn(random, 3) ? Operations(new Term.Number("1"), 0).RemoveAll(each => each.Term is not Term.Number) : [], []);
    }

    private Term.Attribute Attribute()
    {
        var source = random.Next(12) switch
        {
            0 when _model.Parent != 0 => AttributeSource.Parent,
            1 => AttributeSource.Root,
            2 => AttributeSource.Selected,
            3 when !_model.Events.IsEmpty => AttributeSource.Event,
            _ => AttributeSource.Span,
        };
        var owner = source == AttributeSource.Root ? trace.RootOf(_model)
            : source == AttributeSource.Parent && trace.ParentOf(_model) is { } parent ? parent : _model;
        var name = OneIn(random, 4) ? Pick(random, Added)
            : source == AttributeSource.Event ? _model.Events[0].Attributes.IsEmpty ? "name" : _model.Events[0].Attributes[0].Key
            : owner.Attributes.IsEmpty || OneIn(random, 8) ? Pick(random, OneIn(random, 3) ? AttributeNames : Added) : Pick(random, owner.Attributes).Key;
        var isBare = Regex.IsMatch(name, @"^[a-zA-Z_0-9][a-zA-Z_0-9.-]*\z");
        return new Term.Attribute(source, name, isBare && !OneIn(random, 8) ? null : OneIn(random, 2) ? '"' : '\'');
    }

    private Term.Number NumberTerm(bool isSigned) => new((isSigned && OneIn(random, 5) ? "-" : "") + Pick(random, Numbers));

    private Term.Duration DurationTerm() => new(Pick(random, Durations));

    private static Expression Only(Term term) => new(term, [], []);

    /// <summary>A term whose text, without the backslashes before quotes, is the one given, or another if it cannot be written.</summary>
    private Term Literal(string text)
    {
        if (PlainAmounts.IsNumber(text) && !OneIn(random, 4))
        {
            return new Term.Number(text);
        }

        if (PlainAmounts.IsDuration(text) && !OneIn(random, 4))
        {
            return new Term.Duration(text);
        }

        var quote = text.Contains('"', StringComparison.Ordinal) || OneIn(random, 3) ? '\'' : '"';
        if (text.Contains(quote, StringComparison.Ordinal))
        {
            text = text.Contains('\\', StringComparison.Ordinal) ? "" : text.Replace(quote.ToString(), $"\\{quote}", StringComparison.Ordinal);
        }

        text = text.EndsWith('\\') || text.Contains("${", StringComparison.Ordinal) ? "" : text;
        return new Term.String(quote, text.Length == 0 ? [] : [new TextPart.Literal(text)]);
    }
}

using System.Globalization;
using Tracetest.Domain.Selectors;

namespace Tracetest.Domain.Tests.Selectors;

/// <summary>Every selector that can be built can be written, and what is written reads back as the same selector.</summary>
public sealed class SelectorRoundTripTests
{
    private const int Seed = 20261121;
    private const int Rounds = 5_000;

    private static readonly string[] Names =
    [
        "name", "kind", "http.status_code", "a", "_x.y_1", "größe", "true", "false.x", "true.false", "span", "contains", "matches", "not", "starts", "ms", "s",
        "and", "or", "first", "app-id", "a b", "1st", "a..b", ".a", "a.", "\"q\"", "back\\slash", "line\nend", "x]", "//", "/*", "😀", "\ud800", "!a", "a,b",
    ];

    private static readonly string[] Texts = ["", "x", "a \"b\"", "\\", "\t\r\n\0", "]", "//", "/* */", "😀", "\ud800", "é", "ms", "^a+$", "it's", "`"];

    [Fact]
    public void ToString_GeneratedSelectors_ReadBackAsTheSame()
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var selector = new Selector([.. Enumerable.Range(0, random.Next(4)).Select(_ => Path(random))]);

            var parsed = Selector.Parse(selector.ToString());

            Assert.True(parsed.IsValid, $"round {round}: {selector}: {parsed.Error}");
            Assert.Equal(Outline(selector), Outline(parsed.Value));
        }
    }

    [Fact]
    public void Parse_GeneratedSelectors_GiveRangesThatHoldWhatTheyAreOf()
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds / 10; round++)
        {
            var text = new Selector([Path(random), Path(random)]).ToString();

            foreach (var filter in Selector.Parse(text).Value!.Alternatives.SelectMany(Steps).SelectMany(step => step.Filters))
            {
                Assert.Equal(filter.ToString(), text.Substring(filter.Range.Start, filter.Range.Length));
                Assert.Equal(SelectorText.Name(filter.Property), text.Substring(filter.PropertyRange.Start, filter.PropertyRange.Length));
                if (filter is SelectorFilter.Comparison comparison)
                {
                    Assert.Equal(comparison.OperatorText, text.Substring(comparison.OperatorRange.Start, comparison.OperatorRange.Length));
                    Assert.Equal(comparison.Literal.ToString(), text.Substring(comparison.Literal.Range.Start, comparison.Literal.Range.Length));
                }
            }
        }
    }

    [Fact]
    public void Parse_Steps_HaveTheRangeOfTheirOwnText()
    {
        const string Text = " span[a = 1]:last > span[ b ] , span[]";

        var steps = Selector.Parse(Text).Value!.Alternatives.SelectMany(Steps);

        Assert.Equal(["span[a = 1]:last", "span[ b ]", "span[]"], steps.Select(step => Text.Substring(step.Range.Start, step.Range.Length)));
    }

    /// <summary>Everything a selector says but where it stands, told without <c>ToString</c>.</summary>
    internal static string Outline(Selector selector) => string.Join(" , ", selector.Alternatives.Select(path => string.Join(" ; ", Steps(path).Select((step, index) =>
        $"{(index > 0 ? step.Relation : "")} {string.Join(" & ", step.Filters.Select(Outline))} {step.PseudoClass?.GetType().Name} {step.PseudoClass?.Argument}"))));

    private static string Outline(SelectorFilter filter) => filter switch
    {
        SelectorFilter.Comparison comparison =>
            $"{Escape(filter.Property)} {comparison.Operator} {comparison.Literal.GetType().Name} {Escape(comparison.Literal.Value)}",
        _ => $"{filter.GetType().Name} {Escape(filter.Property)}",
    };

    private static string Escape(string text) => string.Concat(text.Select(c => ((int)c).ToString("x4", CultureInfo.InvariantCulture)));

    private static IEnumerable<SelectorStep> Steps(SelectorStep first)
    {
        for (var step = first; step is not null; step = step.Child)
        {
            yield return step;
        }
    }

    private static SelectorStep Path(Random random)
    {
        SelectorStep? below = null;
        for (var i = random.Next(3); i >= 0; i--)
        {
            below = new SelectorStep([.. Enumerable.Range(0, random.Next(4)).Select(_ => Filter(random))], PseudoClassOf(random), below)
            {
                Relation = random.Next(2) == 0 ? StepRelation.Child : StepRelation.Descendant,
            };
        }

        return below!;
    }

    private static PseudoClass? PseudoClassOf(Random random) => random.Next(6) switch
    {
        0 => new PseudoClass.First(),
        1 => new PseudoClass.Last(),
        2 => new PseudoClass.NthChild(random.NextInt64()),
        _ => null,
    };

    private static SelectorFilter Filter(Random random)
    {
        var name = Names[random.Next(Names.Length)];
        return random.Next(8) switch
        {
            0 => new SelectorFilter.Existence(name),
            1 => new SelectorFilter.Absence(name),
            2 => new SelectorFilter.Comparison(name, FilterOperator.Matches, new FilterLiteral.Text("^a+$|\\.\"")),
            3 => new SelectorFilter.Comparison(name, FilterOperator.LessThan + random.Next(4), Amount(random)),
            _ => new SelectorFilter.Comparison(name, (FilterOperator)random.Next((int)FilterOperator.Matches), Literal(random)),
        };
    }

    private static FilterLiteral Literal(Random random) => random.Next(3) switch
    {
        0 => new FilterLiteral.Text(Texts[random.Next(Texts.Length)]),
        1 => new FilterLiteral.Truth(random.Next(2) == 0),
        _ => Amount(random),
    };

    private static FilterLiteral Amount(Random random)
    {
        string[] decimals = ["0.5", "1.", ".5", "1e3", "2.50E-7", "-0.5", "-1e9"];
        string[] durations = ["100ms", "1.5s", "0ns", "3h", "0.25m", "7us"];
        return random.Next(3) switch
        {
            0 => new FilterLiteral.Whole(random.Next(-1_000, 1_000)),
            1 => new FilterLiteral.Decimal(decimals[random.Next(decimals.Length)]),
            _ => new FilterLiteral.Duration(durations[random.Next(durations.Length)]),
        };
    }
}

using System.Text;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.Syntax;
using Tracetest.Domain.Tests.Traces;

namespace Tracetest.Domain.Tests.Selectors;

/// <summary>Random texts, always the same ones: none may end in an exception.</summary>
public sealed class SelectorFuzzTests
{
    private const int Seed = 7;
    private const int Rounds = 30_000;

    private static readonly string[] Pieces =
    [
        "span", "[", "]", "span[", "span[a", "a", ".", "=", "contains", "\"", "\"x\"", "\"]\"", "\",\"", "\\", "\\u00e9", "1", "0x", "1.5", "1e", "true", ",", " ",
        ":", ":first", ":nth_child", "(", ")", "2", "//", "/*", "*/", "\n", "é", "\ud800", "😀", "'", "_", "0b1", "!", "!=", "==", "<", "<=", ">", ">=", "-",
        "ms", "100ms", "µs", "starts", "with", "starts-with", "not-contains", "not", "matches", "\"(\"", "\"\\\\d\"", "and", "or", "&&", "||", "“", "”", "attr:a",
        "nth-child", "app-id", "exists", "null", "\0", "=~", "*", "#", "99999999999999999999",
    ];

    [Fact]
    public void Parse_RandomTexts_RoundTripOrTellFaultsWithinTheText()
    {
        var trace = TraceBuilder.RandomTrace(new Random(Seed), 9);
        foreach (var text in Texts())
        {
            var parsed = Selector.Parse(text);
            if (parsed.IsValid)
            {
                Assert.Equal(
                    SelectorRoundTripTests.Outline(parsed.Value), SelectorRoundTripTests.Outline(Selector.Parse(parsed.Value.ToString()).Value!));
                Assert.InRange(parsed.Value.Select(trace).Length, 0, trace.Count);
            }
            else
            {
                Assert.NotEmpty(parsed.Errors);
                Assert.All(parsed.Errors, fault => AssertLiesIn(fault, text));
            }
        }
    }

    [Theory]
    [InlineData("'")]
    [InlineData("“")]
    [InlineData("span[a==")]
    [InlineData("\"\\q")]
    [InlineData("span[a-b ")]
    [InlineData("/ ")]
    [InlineData(">")]
    [InlineData("a ")]
    [InlineData("span[a = b")]
    [InlineData(":x-")]
    [InlineData("1.2")]
    public void Parse_LongFaultyText_ComesBackWithFewFaults(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, LanguageLimits.MaxLength / piece.Length));

        Assert.InRange(Selector.Parse(text).Errors.Length, 1, 100);
    }

    private static void AssertLiesIn(Diagnostic fault, string text)
    {
        Assert.InRange(fault.Range.Start, 0, text.Length);
        Assert.InRange(fault.Range.End, fault.Range.Start, text.Length);
        Assert.NotEmpty(fault.Found);
        Assert.NotEmpty(fault.Expected);
    }

    private static IEnumerable<string> Texts()
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var text = new StringBuilder(random.Next(2) == 0 ? "span[" : "");
            for (var i = random.Next(1, 14); i > 0; i--)
            {
                text.Append(Pieces[random.Next(Pieces.Length)]).Append(random.Next(4) == 0 ? " " : "");
            }

            yield return text.ToString();
        }
    }
}

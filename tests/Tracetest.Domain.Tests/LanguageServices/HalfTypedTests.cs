using System.Text;
using Tracetest.Domain.LanguageServices;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Tests.LanguageServices;

/// <summary>Texts as they are while somebody types: every service has an answer for every beginning and every place in it.</summary>
public sealed class HalfTypedTests
{
    private const int Seed = 11;
    private const int Rounds = 3_000;

    private static readonly string[] Pieces =
    [
        "span", "[", "]", "span[", "attr:", "attr:http.method", "attr:\"app id\"", "var:", "var:HOST", "selected:", "event:", ".", "-", "!", "=", "!=", "<",
        "contains", "not-", "starts-with", "matches", "\"", "'", "\"x\"", "\\", "${", "}", "{", "(", ")", ",", "|", "json_path", "p95", "uuid()", "1", "1.5",
        "5ms", " ", ":", ":first", "//", "/*", "*/", "\n", "é", "\ud800", "😀", "\u00a0", "“", "`", "true", "http.method", "0x",
    ];

    [Theory]
    [InlineData(LanguageKind.Assertion, "attr:http.status_code | json_path '$.a' not-contains \"a ${var:HOST | length} b\"")]
    [InlineData(LanguageKind.Assertion, "(selected:tracetest.span.duration | p95) <= [1, -2.5, randomInt(1, 5 ms)] + attr:\"app id\" * 3")]
    [InlineData(LanguageKind.Assertion, "attr:a starts-with 'it\\'s ${\"nested\"}' | regex \"(\" = event:cache.key")]
    [InlineData(LanguageKind.Expression, "parent:http.method | get_index 'last' | matches (1)")]
    [InlineData(LanguageKind.Text, "{\"a\": \"${var:HOST}\", \"b\": ${'}' | length}, \"c\": ${}, \"d\": \"${\"e ${f}\"}\"}")]
    [InlineData(LanguageKind.Selector, "span[name=\"x\\n\" http.status_code >= 1.5ms, !a, \"app id\" matches \"(a|b)\"]:nth_child(2) > span[] /* c */, span[a.b] // d")]
    public void EveryService_EveryPrefixAndPosition_AnswersWithinTheText(LanguageKind kind, string whole)
    {
        for (var length = 0; length <= whole.Length; length++)
        {
            var text = whole[..length];
            for (var position = 0; position <= length; position++)
            {
                Ask(text, position, kind);
            }
        }
    }

    [Theory]
    [InlineData(LanguageKind.Selector)]
    [InlineData(LanguageKind.Expression)]
    [InlineData(LanguageKind.Assertion)]
    [InlineData(LanguageKind.Text)]
    public void EveryService_RandomTexts_AnswersWithinTheText(LanguageKind kind)
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(1, 14); i > 0; i--)
            {
                text.Append(Pieces[random.Next(Pieces.Length)]);
            }

            Ask(text.ToString(), random.Next(0, text.Length + 1), kind);
        }
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(500)]
    public void At_PositionOutsideTheText_CountsAsItsEnd(int position)
    {
        Assert.InRange(Completions.At("attr:a", position, LanguageKind.Assertion, Shop.Context).Replace.Start, 0, 6);
        Assert.NotNull(Hover.At("attr:a ", 2, LanguageKind.Assertion, Shop.Context with { Position = position, Selected = [position] }));
    }

    [Theory]
    [InlineData("${")]
    [InlineData("\"${")]
    [InlineData("(")]
    [InlineData("span[")]
    [InlineData("{")]
    [InlineData("a-")]
    [InlineData("attr:x | ")]
    [InlineData("span[attr.x = 1] ")]
    [InlineData("attr:x+")]
    [InlineData("// \n")]
    public void EveryService_LongTexts_Answers(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 20_000 / piece.Length));
        foreach (var kind in Enum.GetValues<LanguageKind>())
        {
            Ask(text, text.Length / 2, kind);
        }
    }

    private static void Ask(string text, int position, LanguageKind kind)
    {
        var list = Completions.At(text, position, kind, Shop.Context);
        AssertThat(list.Replace.Start >= 0 && list.Replace.Length >= 0 && list.Replace.End <= text.Length, list.Replace, text);
        AssertThat(list.Replace.Touches(position), list.Replace, text);
        Assert.All(list.Items, item => Assert.NotEqual("", item.Label + item.Insert));

        if (Hover.At(text, position, kind, Shop.Context) is { } hover)
        {
            AssertThat(hover.Range.Touches(position) && hover.Range.End <= text.Length, hover.Range, text);
        }

        AssertCovered(text, kind);
        foreach (var diagnostic in Diagnostics.Of(text, kind, Shop.Context))
        {
            Assert.InRange(diagnostic.Index, 0, text.Length);
        }
    }

    private static void AssertCovered(string text, LanguageKind kind)
    {
        var end = 0;
        foreach (var (range, _) in Highlighter.Tokenise(text, kind))
        {
            AssertThat(range.Start >= end && range.Length > 0 && range.End <= text.Length, range, text);
            AssertThat(text.AsSpan(end, range.Start - end).IsWhiteSpace(), range, text);
            end = range.End;
        }

        AssertThat(text.AsSpan(end).IsWhiteSpace(), new TextRange(end, 0), text);
    }

    /// <summary>Writes the text into a message only when there is one: long texts have many ranges.</summary>
    private static void AssertThat(bool holds, TextRange range, string text)
    {
        if (!holds)
        {
            Assert.Fail($"{range} in {text}");
        }
    }
}

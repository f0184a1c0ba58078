using System.Text;
using Tracetest.Domain.LanguageServices;

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
    public void EveryService_LongTexts_Answers(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 2_000));
        foreach (var kind in Enum.GetValues<LanguageKind>())
        {
            Ask(text, text.Length / 2, kind);
        }
    }

    private static void Ask(string text, int position, LanguageKind kind)
    {
        var list = Completions.At(text, position, kind, Shop.Context);
        Assert.True(list.Replace.Start >= 0 && list.Replace.Length >= 0 && list.Replace.End <= text.Length, $"{list.Replace} in {text}");
        Assert.True(list.Replace.Touches(position), $"{list.Replace} at {position} in {text}");
        Assert.All(list.Items, item => Assert.NotEqual("", item.Label + item.Insert));

        if (Hover.At(text, position, kind, Shop.Context) is { } hover)
        {
            Assert.True(hover.Range.Touches(position) && hover.Range.End <= text.Length, $"{hover.Range} at {position} in {text}");
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
        foreach (var (range, tokenClass) in Highlighter.Tokenise(text, kind))
        {
            Assert.True(range.Start >= end && range.Length > 0 && range.End <= text.Length, $"{tokenClass} {range} behind {end} in {text}");
            Assert.True(string.IsNullOrWhiteSpace(text[end..range.Start]), $"nothing from {end} to {range.Start} in {text}");
            end = range.End;
        }

        Assert.True(string.IsNullOrWhiteSpace(text[end..]), $"nothing from {end} in {text}");
    }
}

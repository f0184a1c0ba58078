using Tracetest.Domain.Patterns;

namespace Tracetest.Domain.Tests.Patterns;

public sealed class PatternTests
{
    [Theory]
    [InlineData("(a|ab)(c|bcd)(d*)", "abcd", "abcd|a|bcd|")]
    [InlineData("(a)|(b)", "b", "b||b")]
    [InlineData("(a*)*", "b", "|;|")]
    [InlineData("(|a)*", "aa", "|;|;|")]
    [InlineData("(|a)+", "aa", "|;|;|")]
    [InlineData("(a+|b)*", "ab", "ab|b")]
    [InlineData("(?:(a)|b)*", "ab", "ab|a")]
    [InlineData("(a){0}b", "b", "b|")]
    [InlineData("(?P<x>\\d)-(\\d)-(?<y>\\d)", "1-2-3", "1-2-3|1|2|3")]
    [InlineData("(a??)(a?)", "a", "a||a")]
    [InlineData("(?U)(a+)(a+?)", "aaa", "aaa|a|aa")]
    public void Matches_Groups_AreWhatEachTookLast(string pattern, string text, string expected) => Assert.Equal(
        expected,
        string.Join(';', Parse(pattern).Matches(text, withGroups: true)!.Select(match => string.Join('|', [match.Text, .. match.Groups]))));

    [Theory]
    [InlineData("(?i)k", "kK\u212A", 3)]
    [InlineData("(?i)s", "sS\u017F", 3)]
    [InlineData("(?i)[^k]", "kK\u212Ax", 1)]
    [InlineData("(?i)\\W", "\u212A\u017F", 0)]
    [InlineData("(?i)[[:^word:]]", "\u212A\u017F", 0)]
    [InlineData("(?i)\\p{Lu}", "aA1", 2)]
    [InlineData("(?i)Σ", "σςΣ", 3)]
    [InlineData("\\w", "éa\u0663_", 2)]
    [InlineData("\\d", "1\u0663", 1)]
    [InlineData("\\s", " \t\n\f\r\v\u00a0", 5)]
    [InlineData("[[:space:]]", " \v\u00a0", 2)]
    [InlineData("\\b", "é", 0)]
    [InlineData("\\B", "é", 2)]
    [InlineData("\\p{Greek}", "Ωω\u1f00µ", 3)]
    [InlineData("\\p{Han}", "中a", 1)]
    [InlineData("\\pL", "\U0001d49c", 1)]
    [InlineData("[\U0001f600-\U0001f64f]", "\U0001f610\U0001f650", 1)]
    [InlineData("[^a]", "\U0001f600a", 1)]
    [InlineData("$", "a\n", 1)]
    [InlineData("(?m)$", "a\n", 2)]
    [InlineData("(?m)^", "a\nb", 2)]
    [InlineData(".", "\r\u2028\n", 2)]
    public void Matches_ClassesAndPlaces_AreThoseOfRe2(string pattern, string text, int count) =>
        Assert.Equal(count, Parse(pattern).Matches(text)!.Count);

    [Fact]
    public void Matches_HalfASurrogatePair_IsOneUnknownCharacter() =>
        Assert.Equal("\ud83d", Assert.Single(Parse("^\ufffd$").Matches("\ud83d")!).Text);

    [Fact]
    public void Parse_SeveralFaults_ReportsAllInOrder()
    {
        var parsed = Pattern.Parse(@"(*a[z-b]\1");

        Assert.Equal([0, 1, 4, 8], parsed.Errors.Select(error => error.Index));
        Assert.Equal("found `*`, expected something to repeat before it; for the character itself write `\\*`", parsed.Errors[1].Message);
    }

    [Theory]
    [InlineData("((a{100}){100}){100}")]
    [InlineData("(?:a{1000}b){1000}")]
    public void Parse_RepetitionsWithinRepetitions_AreBounded(string pattern) => Assert.False(Pattern.Parse(pattern).IsValid);

    [Fact]
    public void Parse_MonstrousPatterns_AreRefusedOrRead()
    {
        string[] pieces = ["(", ")", "[", "{", "a**", @"\pL", "(?i)k", @"[\pLa]", "(a)", @"\p{x}", "[:", "a{9}", ".*", "|"];
        foreach (var piece in pieces)
        {
            var parsed = Pattern.Parse(string.Concat(Enumerable.Repeat(piece, 10_000 / piece.Length)));
            Assert.InRange(parsed.Errors.Length, 0, 20);
        }

        Assert.Equal("found 10001 characters, expected at most 10000", Pattern.Parse(new string('a', 10_001)).Error?.Message);
    }

    [Fact]
    public void TryMatch_MoreWorkThanAllowed_SaysThatItIsNotKnown()
    {
        var text = string.Concat(Enumerable.Repeat("ab", 1_000));
        var pattern = Pattern.Parse("[ab]{100}c", maxWork: 50_000).Value!;

        Assert.False(pattern.TryMatch(text, out _));
        Assert.False(pattern.IsMatch(text));
        Assert.Null(pattern.Matches(text));
        Assert.True(pattern.IsMatch("x" + text[..100] + "c"));
    }

    [Fact]
    public void Matches_MoreThanAllowed_AreNone() => Assert.Null(Parse("a").Matches(new string('a', Pattern.MaxMatches + 1)));

    [Fact]
    public async Task IsMatch_ManyThreads_DoNotDisturbOneAnother()
    {
        var pattern = Parse("^(a|b)*c$");
        var texts = Enumerable.Range(0, 2_000).Select(i => new string('a', i % 50) + (i % 2 == 0 ? "c" : "d")).ToArray();

        var answers = await Task.WhenAll(texts.Select(text => Task.Run(() => pattern.IsMatch(text))));

        Assert.Equal(texts.Select(text => text.EndsWith('c')), answers);
    }

    private static Pattern Parse(string pattern) => Pattern.Parse(pattern).Value!;
}

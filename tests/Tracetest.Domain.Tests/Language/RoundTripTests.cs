using Tracetest.Domain.Expressions;

namespace Tracetest.Domain.Tests.Language;

/// <summary>The text of a tree reads back as the same tree.</summary>
public sealed class RoundTripTests
{
    private const int Seed = 20240506;

    private static int Rounds => LongRuns.IsLong ? 200_000 : 20_000;

    [Fact]
    public void ToString_RandomStatements_ReadBackAsTheSame()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var tree = new RandomTrees(new Random(Seed + round)).Statement();
            var text = tree.ToString();
            var parsed = Statement.Parse(text);

            Assert.True(parsed.IsValid, $"seed {Seed}, round {round}: {text}\n{TreeText.Of(tree)}\n{parsed.Error}");
            AssertSame(round, text, TreeText.Of(tree), TreeText.Of(parsed.Value));
        }
    }

    [Fact]
    public void ToString_RandomExpressions_ReadBackAsTheSame()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var tree = new RandomTrees(new Random(Seed - round)).Expression(4);
            var text = tree.ToString();
            var parsed = Expression.Parse(text);

            Assert.True(parsed.IsValid, $"seed {Seed}, round {round}: {text}\n{TreeText.Of(tree)}\n{parsed.Error}");
            AssertSame(round, text, TreeText.Of(tree), TreeText.Of(parsed.Value));
        }
    }

    private static void AssertSame(int round, string text, string expected, string actual) =>
        Assert.True(expected == actual, $"seed {Seed}, round {round}: {text}\nwritten: {expected}\nread:    {actual}");
}

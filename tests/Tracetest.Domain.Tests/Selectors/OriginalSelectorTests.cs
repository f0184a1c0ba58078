using System.Text;
using Tracetest.Domain.Selectors;

namespace Tracetest.Domain.Tests.Selectors;

/// <summary>What the original accepts keeps its meaning, whatever the grammar gained since.</summary>
public sealed class OriginalSelectorTests
{
    private const int Seed = 41;
    private const int Rounds = 60_000;

    private static readonly string[] Pieces =
    [
        "span[", "]", "a", "ms", "s", "true", "contains", "matches", "not", "starts", "with", "and", "or", "first", "kind", "name", ".", "=", "=", " = ", "\"x\"",
        "\"\"", "1", "100", "1.5", "2.", ".5", "100ms", "5s", "-", "!", "<", ">", ">=", "!=", ",", ", ", " ", "\n", "/**/", "//c\n", ":first", ":last", ":nth_child(2)",
        "] span[", "]span[", "], span[", "a=1", "b = \"x\"", "c contains 2", "ms=3", " s contains 4",
    ];

    [Fact]
    public void Parse_WhatTheOriginalAccepts_KeepsItsMeaning()
    {
        var accepted = 0;
        foreach (var text in Texts())
        {
            if (OriginalSelectorGrammar.Read(text) is not { } expected)
            {
                continue;
            }

            accepted++;
            var parsed = Selector.Parse(text);
            Assert.True(parsed.IsValid, $"{text}: {parsed.Error}");
            Assert.True(parsed.Value.Alternatives.Select(Texts).SequenceEqual(expected.Select(steps => string.Join(';', steps))), $"{text}: read as {parsed.Value}");
        }

        Assert.InRange(accepted, Rounds / 50, Rounds);
    }

    private static string Texts(SelectorStep first)
    {
        var texts = new List<string>();
        for (var step = first; step is not null; step = step.Child)
        {
            texts.Add(string.Join('&', step.Filters.Select(filter => $"{filter.Property} {filter.OperatorText} {filter.Value}")) + step.PseudoClass);
        }

        return string.Join(';', texts);
    }

    private static IEnumerable<string> Texts()
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var text = new StringBuilder("span[");
            for (var i = random.Next(0, 9); i > 0; i--)
            {
                text.Append(Pieces[random.Next(Pieces.Length)]);
            }

            yield return text.Append(random.Next(2) == 0 ? "]" : "").ToString();
        }
    }
}

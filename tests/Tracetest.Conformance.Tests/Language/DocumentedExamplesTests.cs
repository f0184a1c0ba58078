using System.Text.RegularExpressions;
using Tracetest.Conformance.Tests.Architecture;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Selectors;

namespace Tracetest.Conformance.Tests.Language;

/// <summary>Every example of the two documents about the language is of the language.</summary>
public sealed partial class DocumentedExamplesTests
{
    public static TheoryData<string, int> Documents => new() { { "language-cheat-sheet.md", 50 }, { "language.md", 100 } };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_Examples_CanBeRead(string document, int least)
    {
        var examples = ExamplesOf(document).ToList();

        Assert.True(examples.Count >= least, $"only {examples.Count} examples found");
        var faults = examples.Select(Fault).OfType<string>().ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void Fault_OfSomethingElse_IsTold() => Assert.NotNull(Fault(new Example(1, "selector", "span[")));

    private static string? Fault(Example example)
    {
        var error = example.Kind switch
        {
            "selector" => Selector.Parse(example.Text).Error,
            "assertion" => Statement.Parse(example.Text).Error,
            "expression" => Expression.Parse(example.Text).Error,
            _ => InterpolatedText.Parse(example.Text).Error,
        };
        return error is null ? null : $"line {example.Line}: {example.Text}: {error}";
    }

    private static IEnumerable<Example> ExamplesOf(string document)
    {
        var lines = File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", document));
        string? kind = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                kind = kind is null ? lines[i][3..].Split(' ')[0] : null;
            }
            else if (kind is "selector" or "assertion" or "expression" or "text")
            {
                yield return new Example(i + 1, kind, Explanation().Replace(lines[i], ""));
            }
        }
    }

    /// <summary>What follows <c>#</c> after blanks explains.</summary>
    [GeneratedRegex(@"\s+# .*$")]
    private static partial Regex Explanation();

    private sealed record Example(int Line, string Kind, string Text);
}

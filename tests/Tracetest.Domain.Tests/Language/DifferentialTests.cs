using System.Collections.Immutable;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Expressions;

namespace Tracetest.Domain.Tests.Language;

/// <summary>Judges random assertions on random traces twice: by the product, and by a plain evaluator written from the specification.</summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int Seed = 20240506;
    private const int SelectorsPerTrace = 5;
    private const int AssertionsPerSelector = 5;
    private const int MaxShown = 5;

    private static int Rounds => LongRuns.IsLong ? 40_000 : 4_000;

    private readonly Dictionary<string, int> _outcomes = [];
    private readonly List<string> _disputes = [];
    private int _triples;

    [Fact]
    public void Check_RandomTriples_AgreesWithThePlainEvaluator()
    {
        for (var round = 0; round < Rounds && _disputes.Count < MaxShown; round++)
        {
            CheckRound(round);
        }

        var shares = string.Join(", ", _outcomes.OrderBy(outcome => outcome.Key).Select(outcome => $"{outcome.Key} {outcome.Value}"));
        output.WriteLine($"{_triples} triples; {shares}");
        Assert.True(_disputes.Count == 0, string.Join("\n\n", _disputes));
        Assert.True(_triples >= 100_000);
        Assert.All(["passed", "NoMatch", "Resolution", "Evaluation", "Comparison", "no span"], kind => Assert.True(
            _outcomes.GetValueOrDefault(kind) >= _triples / 40, $"too few outcomes are `{kind}`: {shares}"));
    }

    private void CheckRound(int round)
    {
        var random = new Random(Seed + round);
        var trace = RandomTraces.Trace(random);
        var variables = Enumerable.Range(1, 4).ToDictionary(number => $"v{number}", _ => Samples.Text(random));
        for (var i = 0; i < SelectorsPerTrace; i++)
        {
            var selector = RandomSelectors.Selector(random, trace);
            var assertions = new RandomAssertions(random, trace, PlainSelection.Select(selector, trace), variables);
            CheckSpec(round, trace, selector, [.. Enumerable.Range(0, AssertionsPerSelector).Select(_ => assertions.Next())], variables);
        }
    }

    private void CheckSpec(int round, PlainTrace plain, PlainSelector selector, ImmutableArray<Statement> statements, Dictionary<string, string> variables)
    {
        var trace = plain.ToTrace();
        var text = selector.ToString();
        var specs = CompiledSpecs.Compile([new("", text, [.. statements.Select(statement => statement.ToString())])], []);
        var results = specs.Check(trace, LanguageCase.ToProduct(variables)).Specs.Single().Assertions;
        var selected = PlainSelection.Select(selector, plain);
        var isSelectionDisputed = !LanguageCase.SelectedBy(text, trace).SequenceEqual(selected.Select(span => span.Number));
        for (var i = 0; i < statements.Length; i++)
        {
            var expected = PlainComparison.CheckAll(plain, selected, statements[i], variables);
            Count(expected);
            if (isSelectionDisputed || !expected.SequenceEqual(LanguageCase.OutcomesOf(results[i])))
            {
                var dispute = new LanguageCase(plain, selector, statements[i], variables).Shrunk();
                _disputes.Add($"seed {Seed}, round {round}\n{dispute}");
            }
        }
    }

    private void Count(List<PlainOutcome> outcomes)
    {
        _triples++;
        foreach (var kind in outcomes.Select(outcome => outcome.Fault?.ToString() ?? "passed").Distinct())
        {
            _outcomes[kind] = _outcomes.GetValueOrDefault(kind) + 1;
        }

        if (outcomes[0].Span == 0)
        {
            _outcomes["no span"] = _outcomes.GetValueOrDefault("no span") + 1;
        }
    }
}

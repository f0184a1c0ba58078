using System.Collections.Immutable;
using System.Diagnostics;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Expressions.Json;
using Tracetest.Domain.Patterns;
using Tracetest.Domain.Quantities;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Tests.Language;

/// <summary>Tests that measure, so that no others run beside them.</summary>
[CollectionDefinition(nameof(Undisturbed), DisableParallelization = true)]
public sealed class Undisturbed;

/// <summary>
/// Random texts for every parser of the language, always the same ones: no exception, faults in order and within the text. A run of
/// <c>./eng/test.sh --long</c> makes a million of them, and none may take longer than 100 ms.
/// </summary>
[Collection(nameof(Undisturbed))]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Seed = 7;
    private const double MaxMilliseconds = 100;
    private const int MaxShown = 120;

    private static int Attempts => LongRuns.IsLong ? 20 : 1;

    private static int Rounds => LongRuns.IsLong ? 120_000 : 20_000;

    [Fact]
    public void Parse_Selectors_TellsEveryFaultInTheText() => Fuzz(FuzzVocabulary.Selectors, text =>
    {
        var parsed = Selector.Parse(text);
        if (parsed.IsValid && text.Length < 1_000)
        {
            var canonical = parsed.Value.ToString();
            Assert.Equal(canonical, Selector.Parse(canonical).Value?.ToString());
        }

        AssertSound(parsed, text);
    });

    [Fact]
    public void Parse_Statements_TellsEveryFaultInTheText() => Fuzz(FuzzVocabulary.Expressions, text =>
    {
        var parsed = Statement.Parse(text);
        if (parsed.IsValid && text.Length < 1_000)
        {
            var canonical = parsed.Value.ToString();
            var again = Statement.Parse(canonical);
            Assert.True(again.IsValid, $"{canonical}: {again.Error}");
            Assert.Equal(TreeText.Of(parsed.Value), TreeText.Of(again.Value));
        }

        AssertSound(parsed, text);
    });

    [Fact]
    public void Parse_Expressions_TellsEveryFaultInTheText() => Fuzz(FuzzVocabulary.Expressions, text =>
    {
        var parsed = Expression.Parse(text);
        if (parsed.IsValid && text.Length < 1_000)
        {
            var again = Expression.Parse(parsed.Value.ToString());
            Assert.Equal(TreeText.Of(parsed.Value), again.Value is null ? $"{again.Error}" : TreeText.Of(again.Value));
        }

        AssertSound(parsed, text);
    });

    [Fact]
    public void Resolve_AnyText_NeverThrows()
    {
        var context = EvaluationContext.Of([new("x", "[1]"), new("y.z", "{\"a\":[1,2]}")]);
        Fuzz(FuzzVocabulary.Expressions, text =>
        {
            var evaluated = TextResolver.Resolve(text, context);
            Assert.NotNull(evaluated.IsValue ? evaluated.Value.Kind.ToName() : evaluated.Fault.Message);
        });
    }

    [Fact]
    public void Parse_InterpolatedTexts_TellsEveryFaultInTheText()
    {
        var context = EvaluationContext.Of([new("x", "[1]"), new("y.z", "{\"a\":[1,2]}")]);
        Fuzz(FuzzVocabulary.InterpolatedTexts, text =>
        {
            var parsed = InterpolatedText.Parse(text);
            AssertSound(parsed.Errors, text);
            Assert.NotNull(parsed.Resolve(context).ToString());
        });
    }

    [Fact]
    public void Find_JsonPaths_TellsEveryFaultInTheText()
    {
        Assert.True(JsonReader.TryRead("""{"a":[{"a":1,"b":"x"},{"b":null},[1,2,3]],"b":{"a":true}}""", out var document));
        Fuzz(FuzzVocabulary.JsonPaths, text =>
        {
            var path = JsonPath.Parse(text);
            AssertSound(path, text);
            path.Value?.Find(document);
        });
    }

    [Fact]
    public void Matches_Patterns_TellsEveryFaultInTheText() => Fuzz(FuzzVocabulary.Patterns, text =>
    {
        var pattern = Pattern.Parse(text);
        AssertSound(pattern, text);
        pattern.Value?.Matches("ab aabb é😀\n--", withGroups: true);
    });

    [Fact]
    public void TryRead_Json_ReadsBackWhatItWrites() => Fuzz(FuzzVocabulary.Json, text =>
    {
        if (JsonReader.TryRead(text, out var value) && value is not JsonValue.Text)
        {
            Assert.True(JsonReader.TryRead(value.ToText(), out var again));
            Assert.Equal(value.ToText(), again.ToText());
        }
    });

    [Fact]
    public void TryParse_Amounts_AreThoseTheirTextsSay() => Fuzz(FuzzVocabulary.Amounts, text =>
    {
        Assert.Equal(PlainAmounts.Nanoseconds(text), Durations.TryParse(text));
        if (Durations.TryParse(text) is { } nanoseconds)
        {
            Assert.Equal(PlainAmounts.Format(nanoseconds), Durations.Format(nanoseconds));
            Assert.Equal(PlainAmounts.Round(nanoseconds), Durations.Round(nanoseconds));
        }

        Assert.Equal(PlainAmounts.ToOrder(text) is null, DecimalText.TryParse(text) is null);
        Assert.Equal(PlainAmounts.IsDuration(text), Durations.IsDuration(text));
    });

    private static void AssertSound<T>(Parsed<T> parsed, string text)
        where T : class
    {
        Assert.Equal(parsed.Value is null, !parsed.IsValid);
        Assert.Equal(parsed.IsValid, parsed.Errors.IsEmpty);
        AssertSound(parsed.Errors, text);
    }

    private static void AssertSound(ImmutableArray<Diagnostic> errors, string text)
    {
        var last = 0;
        foreach (var error in errors)
        {
            Assert.True(error.Range.Start >= last && error.Range.Length >= 0 && error.Range.End <= text.Length, $"{error.Range}: {error}");
            Assert.True(error.Found.Length > 0 && error.Expected.Length > 0, $"{error}");
            last = error.Range.Start;
        }
    }

    private void Fuzz(FuzzTexts texts, Action<string> check)
    {
        var slowest = (Milliseconds: 0.0, Text: "");
        for (var round = 0; round < Rounds; round++)
        {
            var text = texts.Next(new Random(Seed + round));
            var milliseconds = double.NaN;
            try
            {
                milliseconds = Time(text, check);
            }
            finally
            {
                Report(milliseconds, $"seed {Seed}, round {round}: {Shown(text)}");
            }

            slowest = milliseconds > slowest.Milliseconds ? (milliseconds, text) : slowest;
        }

        output.WriteLine($"{Rounds} texts, slowest {slowest.Milliseconds:F1} ms: {Shown(slowest.Text)}");
        Assert.True(!LongRuns.IsLong || slowest.Milliseconds <= MaxMilliseconds, $"{slowest.Milliseconds} ms: {Shown(slowest.Text)}");
    }

    /// <summary>
    /// How long it took; what took too long is done again where that matters, because the machine may have been busy with other things.
    /// </summary>
    private static double Time(string text, Action<string> check)
    {
        var least = double.MaxValue;
        for (var attempt = 0; attempt < Attempts && least > MaxMilliseconds; attempt++)
        {
            var start = Stopwatch.GetTimestamp();
            check(text);
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return least;
    }

    /// <summary>Names the input whose check did not come to its end.</summary>
    private void Report(double milliseconds, string input)
    {
        if (double.IsNaN(milliseconds))
        {
            output.WriteLine(input);
        }
    }

    /// <summary>The text with everything that cannot be seen written as escapes; of a long one the beginning and the end.</summary>
    private static string Shown(string text) => text.Length <= MaxShown * 2
        ? Escaped(text)
        : $"{Escaped(text[..MaxShown])} … {Escaped(text[^MaxShown..])} ({text.Length})";

    private static string Escaped(string text) =>
        string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c.ToString() : $"\\u{(int)c:x4}"));
}

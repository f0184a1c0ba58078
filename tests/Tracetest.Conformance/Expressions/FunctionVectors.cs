using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Expressions.Functions;

namespace Tracetest.Conformance.Expressions;

/// <summary>Vectors about functions.</summary>
internal static class FunctionVectors
{
    /// <summary>What is random is asked for this often: a range or a pattern that holds once may hold by chance.</summary>
    private const int Repeats = 50;

    public static Observation Invoke(Vector vector)
    {
        var name = vector.Input.Text("function");
        var arguments = vector.Input.Objects("args")
            .Select(argument => Value.Of(argument.Text("value"), EvaluatedValues.KindOf(argument, "type")))
            .ToImmutableArray();
        if (FunctionCatalog.Find(name) is not { } function)
        {
            return Expression.Parse($"{name}()") is { IsValid: true } call
                ? call.Value.Compile().Evaluate(EvaluationContext.Empty).ToObservation()
                : Observation.Refused("syntax", $"`{name}` is no name of a function");
        }

        var context = new FunctionContext(ClockOf(vector.Input), new Random(1));
        var observation = function.Invoke(arguments, context).ToObservation();
        return observation.Refusal is null && IsRandom(vector.Expected)
            ? Sampled(observation, [.. Enumerable.Range(0, Repeats).Select(_ => TextOf(function.Invoke(arguments, context)))])
            : observation;
    }

    private static bool IsRandom(JsonElement expected) =>
        expected.TryGetProperty("pattern", out _) || expected.TryGetProperty("min", out _) || expected.TryGetProperty("max", out _);

    private static string TextOf(Evaluated evaluated) => evaluated.ToObservation().Facts["value"]?.GetValue<string>() ?? "";

    private static Observation Sampled(Observation first, string[] samples)
    {
        var (pattern, min, max) = (ListOf(samples), ListOf(samples), ListOf(samples));
        var facts = new JsonObject { ["type"] = first.Facts["type"]!.DeepClone(), ["pattern"] = pattern, ["min"] = min, ["max"] = max };
        return Observation.Of(facts) with
        {
            Checks = new Dictionary<string, FactCheck>
            {
                ["pattern"] = (expected, actual, _) => All(actual, text => Matches(expected, text)),
                ["min"] = (expected, actual, _) => All(actual, text => NumberOf(text) >= expected.GetInt64()),
                ["max"] = (expected, actual, _) => All(actual, text => NumberOf(text) <= expected.GetInt64()),
            },
        };
    }

    private static JsonArray ListOf(string[] texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static bool All(JsonElement samples, Func<string, bool> holds) =>
        samples.EnumerateArray().All(sample => holds(sample.GetString()!));

    private static bool Matches(JsonElement pattern, string text) =>
        Regex.IsMatch(text, pattern.GetString()!, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    /// <summary>Of a text that is no number, nothing: which no range holds.</summary>
    private static long? NumberOf(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeProvider ClockOf(Fields input)
    {
        if (input.OptionalText("now") is not { } text)
        {
            return TimeProvider.System;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now)
            ? new StoppedClock(now)
            : throw input.Unknown("now");
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => now;
    }
}

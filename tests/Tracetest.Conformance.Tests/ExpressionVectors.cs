using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Expressions.Filters;
using Tracetest.Domain.Expressions.Functions;
using Tracetest.Domain.Quantities;

namespace Tracetest.Conformance.Tests;

internal static class ExpressionVectors
{
    public static void RunExpression(Vector vector)
    {
        var parsed = Expression.Parse(vector.Text("expression"));
        var evaluated = parsed.IsValid
            ? parsed.Value.Compile().Evaluate(Contexts.Of(vector))
            : ExpressionFault.Syntax(vector.Text("expression"), parsed.Error);
        Check(vector, evaluated);
    }

    public static void RunResolve(Vector vector) => Check(vector, TextResolver.Resolve(vector.Text("input"), Contexts.Of(vector)));

    public static void RunTriggerText(Vector vector) =>
        Check(vector, InterpolatedText.Parse(vector.Text("text")).Resolve(Contexts.Of(vector)));

    public static void RunFilter(Vector vector)
    {
        var input = vector.Input.GetProperty("input");
        var value = input.TryGetProperty("value", out var text) ? Value.Of(text.GetString()!)
            : input.TryGetProperty("items", out var items) ? Value.Of([.. items.EnumerateArray().Select(item => Value.Of(item.GetString()!))])
            : Value.None;
        var arguments = vector.Input.GetProperty("args").EnumerateArray().Select(argument => argument.GetString()!).ToImmutableArray();
        Check(vector, FilterCatalog.Prepare(vector.Text("filter"), arguments)(value));
    }

    public static void RunFunction(Vector vector)
    {
        var clock = vector.Input.TryGetProperty("now", out var now)
            ? new FixedClock(DateTimeOffset.Parse(now.GetString()!, CultureInfo.InvariantCulture))
            : TimeProvider.System;
        var arguments = vector.Input.GetProperty("args").EnumerateArray()
            .Select(argument => Value.Of(argument.GetProperty("value").GetString()!, KindOf(argument.GetProperty("type").GetString()!)))
            .ToImmutableArray();
        if (Function.Find(vector.Text("function")) is not { } function)
        {
            Assert.True(vector.ExpectsError);
            return;
        }

        var evaluated = function.Invoke(arguments, new FunctionContext(clock, new Random(1)));
        Check(vector, evaluated);
        if (vector.Expected.TryGetProperty("pattern", out var pattern))
        {
            Assert.Matches(new Regex(pattern.GetString()!), evaluated.Value!.Text);
        }

        if (vector.Expected.TryGetProperty("min", out var minimum))
        {
            Assert.InRange(
                long.Parse(evaluated.Value!.Text, CultureInfo.InvariantCulture),
                minimum.GetInt64(), vector.Expected.GetProperty("max").GetInt64());
        }
    }

    public static void RunType(Vector vector) =>
        Assert.Equal(vector.ExpectedText("type"), Value.Of(vector.Text("input")).Kind.ToName());

    public static void RunDuration(Vector vector)
    {
        var (input, expected) = (vector.Input.GetProperty("input"), vector.Expected.GetProperty("value"));
        if (vector.Text("op") == "format")
        {
            Assert.Equal(expected.GetString(), Durations.Format(input.GetInt64()));
        }
        else
        {
            // The original reads what is no amount as 0; here it is told apart, so that comparisons can refuse it.
            Assert.Equal(expected.GetInt64(), Durations.TryParse(input.GetString()!) ?? 0);
        }
    }

    private static void Check(Vector vector, Evaluated evaluated)
    {
        if (vector.ExpectsError)
        {
            Assert.False(evaluated.IsValue, $"got {evaluated.Value}");
            CheckKind(vector, evaluated.Fault.Kind);
            return;
        }

        Assert.True(evaluated.IsValue, evaluated.Fault?.Message);
        Assert.Equal(vector.ExpectedText("value") ?? evaluated.Value.Text, evaluated.Value.Text);
        Assert.Equal(vector.ExpectedText("type") ?? evaluated.Value.Kind.ToName(), evaluated.Value.Kind.ToName());
    }

    private static void CheckKind(Vector vector, ExpressionFaultKind kind) =>
        Assert.Equal(vector.ExpectedText("errorKind") ?? Name(kind), Name(kind));

    private static string Name(ExpressionFaultKind kind) => kind.ToString().ToLowerInvariant();

    private static ValueKind KindOf(string name) => Enum.Parse<ValueKind>(name, ignoreCase: true);

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => now;
    }
}

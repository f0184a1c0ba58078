using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using static Tracetest.Domain.Tests.Language.Samples;

namespace Tracetest.Domain.Tests.Language;

/// <summary>Selectors of every construct, mostly about what the trace holds.</summary>
internal static class RandomSelectors
{
    private static readonly string[] Operators =
    [
        "=", "=", "=", "=", "contains", "contains", "!=", "not-contains", "starts-with", "ends-with", "matches", "<", "<=", ">", ">=", "", "", "!",
    ];

    private static readonly string[] Added =
        ["tracetest.span.type", "tracetest.span.duration", "tracetest.span.name", "service.name", "absent", "tracetest.span.parent_id"];

    private static readonly string[] Pseudos = ["", "", "", "", "", "", "first", "last", "nth_child"];

    public static PlainSelector Selector(Random random, PlainTrace trace)
    {
        var paths = OneIn(random, 12) ? 0 : OneIn(random, 4) ? random.Next(2, 4) : 1;
        return new PlainSelector([.. Enumerable.Range(0, paths).Select(_ => Path(random, trace))]);
    }

    private static ImmutableArray<PlainStep> Path(Random random, PlainTrace trace)
    {
        var path = ImmutableArray.CreateBuilder<PlainStep>();
        for (var model = Pick(random, trace.Rows); model is not null && path.Count < 3; model = trace.ParentOf(model))
        {
            if (path.Count == 0 || OneIn(random, 2))
            {
                path.Insert(0, Step(random, model));
            }
        }

        return path.ToImmutable();
    }

    private static PlainStep Step(Random random, PlainSpan model)
    {
        var filters = OneIn(random, 3) ? 0 : OneIn(random, 4) ? random.Next(2, 4) : 1;
        return new PlainStep(
            OneIn(random, 3),
            [.. Enumerable.Range(0, filters).Select(_ => Filter(random, model))],
            Pick(random, Pseudos),
            OneIn(random, 3) ? random.Next(4) : 1);
    }

    /// <summary>A filter that mostly holds for the span given.</summary>
    private static PlainFilter Filter(Random random, PlainSpan model)
    {
        var property = random.Next(8) switch
        {
            0 => "name",
            1 => "kind",
            2 => Pick(random, Added),
            3 => Pick(random, AttributeNames),
            _ => model.Attributes.IsEmpty ? "name" : Pick(random, model.Attributes).Key,
        };
        var text = property switch { "name" => model.Name, "kind" => model.KindText, _ => model.TextOf(property) ?? "" };
        var comparator = Pick(random, Operators);
        return comparator == "!" && OneIn(random, 2)
            ? new PlainFilter(Pick(random, AttributeNames), comparator)
            : Filter(random, property, comparator, OneIn(random, comparator is "!=" or "not-contains" ? 2 : 8) ? Text(random) : text);
    }

    private static PlainFilter Filter(Random random, string property, string comparator, string text) => comparator switch
    {
        "" or "!" => new PlainFilter(property, comparator),
        "matches" => OfText(random, property, comparator, IsPlain(text) && OneIn(random, 2) ? text : Pick(random, PatternTexts[..^1])),
        "<" or "<=" or ">" or ">=" => OfAmount(random, property, comparator, text),
        "=" or "!=" when OneIn(random, 2) && IsLiteral(text) => OfLiteral(property, comparator, text),
        "=" or "!=" => OfText(random, property, comparator, text),
        _ => OfText(random, property, comparator, Part(random, comparator, text)),
    };

    /// <summary>A piece of a text that the operator finds there, if none of a pair of surrogates is cut.</summary>
    private static string Part(Random random, string comparator, string text)
    {
        if (text.Length == 0 || text.Any(char.IsSurrogate))
        {
            return text;
        }

        var start = comparator == "starts-with" ? 0 : random.Next(text.Length);
        return comparator == "ends-with" ? text[start..] : text.Substring(start, random.Next(1, text.Length - start + 1));
    }

    private static PlainFilter OfAmount(Random random, string property, string comparator, string text) =>
        OfLiteral(
            property,
            comparator,
            IsLiteral(text) && text is not ("true" or "false") ? text : Pick(random, OneIn(random, 2) ? Durations : Numbers[..11]));

    private static bool IsPlain(string text) => Regex.IsMatch(text, @"^[a-zA-Z0-9]{1,9}\z");

    private static bool IsLiteral(string text) => text is "true" or "false" || Regex.IsMatch(text, @"^-?(0|[1-9][0-9]{0,17})(\.[0-9]+)?\z")
        || (PlainAmounts.IsDuration(text) && !Regex.IsMatch(text, "^0[0-9]"));

    private static PlainFilter OfLiteral(string property, string comparator, string text)
    {
        var literal = text is "true" or "false" ? PlainLiteral.Truth : PlainAmounts.IsDuration(text) ? PlainLiteral.Duration : PlainLiteral.Number;
        var written = literal == PlainLiteral.Number && text.Length < 9 && !text.Contains('.', StringComparison.Ordinal) && text[0] is > '0' and <= '4'
            ? string.Create(CultureInfo.InvariantCulture, $"0x{int.Parse(text, CultureInfo.InvariantCulture):x}")
            : text;
        return new PlainFilter(property, comparator, text, written, literal);
    }

    private static PlainFilter OfText(Random random, string property, string comparator, string text) =>
        new(property, comparator, text, Quote(random, text));

    /// <summary>In double quotes, with one of the escapes of spec language 2.1 for what needs one, and now and then for what does not.</summary>
    private static string Quote(Random random, string text)
    {
        var quoted = "";
        foreach (var c in text)
        {
            quoted += c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when char.IsSurrogate(c) || !OneIn(random, 12) => c.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            };
        }

        return $"\"{quoted}\"";
    }
}

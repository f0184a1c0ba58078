using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Tests.Language;

/// <summary>Chance, and the few names and values everything is made of, so that what is asked for is often there.</summary>
internal static class Samples
{
    public static readonly string[] SpanNames = ["GET /users", "insert", "insert", "publish", "", "documentLoad", "n\"1\""];

    public static readonly string[] AttributeNames =
        ["a", "a", "b", "b", "code", "latency", "latency", "body", "body", "http.method", "db.rows", "app-id", "a b", "true", "ms", "x\\\"y", "Ünï"];

    public static readonly string[] Numbers =
        ["0", "1", "2", "3", "10", "200", "404", "3.0", "3.00", "0.5", "1.5", "2.25", "9223372036854775807", "9223372036854775808", "007"];

    public static readonly string[] Durations =
        ["0ns", "1ms", "25ms", "25187564ns", "30ms", "120.5ns", "999600ns", "1.5s", "2.01s", "59.96s", "60s", "1m", "1.5h", "250us", "1250us", "1.15s"];

    public static readonly string[] Texts =
    [
        "GET", "get", "ab1c22", "/users/42", "O'Brien", "say \"hi\"", "it's \"both\"", "back\\slash", "\\\"quoted\\\"", "", " ", "é", "日本😀",
        "true", "false", "null", "-1", "-2.5", "+5", "a\tb\nc", "see [x]", "[a", "[a]x[b]", "[1, 2]", "[1,]", "1e3", "100%", "$x", "{", "1 ms",
    ];

    public static readonly string[] Documents =
    [
        "{\"id\":1,\"name\":\"ada\",\"tags\":[\"x\",\"y\"],\"price\":1.50}", "{\"id\":2,\"inner\":{\"id\":3,\"ok\":true,\"none\":null}}",
        "[{\"id\":1},{\"id\":2,\"name\":\"bob\"}]", "[{\"id\":2}]", "[]", "{}", "[null]", "[1,2,3]", "[\"a\",\"b\"]", "[[1],[2]]",
        "{\"name\":\"say \\\"hi\\\"\",\"id\":1e2}", "{\"a\":[{\"id\":1},{\"id\":2}],\"id\":1}", "{\"broken\":", "[{\"id\":1},]", "{\"id\":1.0,\"é\":\"日本\"}",
    ];

    public static readonly string[] Paths =
    [
        "$.id", "$.name", ".id", "$.tags[0]", "$.tags[-1]", "$.tags[*]", "$[*].id", "$[0]", "$[0].id", "$[-1].name", "$.inner", "$.inner.id", "$.inner['ok']",
        "$.inner.none", "$.a[*].id", "$.a", "$.price", "$['name']", "$.absent", "$[5]", "$", "$.inner[*]", "$.a b", "$[*]",
    ];

    /// <summary>Patterns that mean the same in RE2 and in .NET; the last is of neither.</summary>
    public static readonly string[] PatternTexts =
    [
        "[0-9]+", "[a-z]", "([a-z])([0-9])?", "a|ab", "^GET", "^[0-9]+ms", "o*", "(?i)get", "é", "x{2}", "[^a-z]+", ".*", "\\.", "(a)|(b)", "^$", "((",
    ];

    private static readonly Func<Random, string>[] Kinds =
    [
        random => Pick(random, Numbers), random => Pick(random, Durations), random => Pick(random, Texts), random => Pick(random, Texts),
        random => Pick(random, Documents),
    ];

    public static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>True once in so many times.</summary>
    public static bool OneIn(Random random, int count) => random.Next(count) == 0;

    /// <summary>Any value's text.</summary>
    public static string Text(Random random) => Pick(random, Kinds)(random);

    /// <summary>An attribute whose values suit its name, so that spans have values in common.</summary>
    public static PlainAttribute Attribute(Random random)
    {
        var name = Pick(random, AttributeNames);
        var text = OneIn(random, 4) ? Text(random) : name switch
        {
            "code" or "db.rows" => Pick(random, Numbers),
            "latency" => Pick(random, Durations),
            "body" => Pick(random, Documents),
            _ => Pick(random, Texts[..8]),
        };
        return Attribute(random, name, text);
    }

    private static PlainAttribute Attribute(Random random, string name, string text)
    {
        if (text is "200" or "404" or "1" or "-1" && OneIn(random, 2))
        {
            return new PlainAttribute(name, AttributeValue.From(long.Parse(text, null)), text);
        }

        return text is "true" or "false" && OneIn(random, 2)
            ? new PlainAttribute(name, AttributeValue.From(text == "true"), text)
            : new PlainAttribute(name, AttributeValue.From(text), text);
    }
}

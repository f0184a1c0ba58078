using System.Text;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Expressions.Filters;
using Tracetest.Domain.Expressions.Json;

namespace Tracetest.Domain.Tests.Expressions;

/// <summary>Random texts, always the same ones: none may end in an exception.</summary>
public sealed class FuzzTests
{
    private const int Seed = 7;
    private const int Rounds = 20_000;

    private static readonly string[] ExpressionPieces =
    [
        "1", "2.5", "5ms", "5 s", " ", "  ", "attr:a", "attr:", "env:x", "var:y.z", "'", "\"", "\\", "\\'", "${", "}", "[", "]", "(", ")",
        ",", "|", "json_path", "regex", "get_index", "length", "m", "f", "+", "-", "*", "/", "=", "!=", "<", ">=", "contains",
        "not-contains", "é", "😀", "\ud800", "\n", "'$.a'", "uuid()", "randomInt(1, 2)", "a",
    ];

    private static readonly string[] PathPieces =
    [
        "$", ".", "..", "*", "a", "[", "]", "[0]", "[-1]", "[*]", "['a']", "[\"b\"]", "'", "\"", ":", "1", "-", ",", "?(", "[?(", ")", ")]",
        "@", "@.a", "==", "!=", "<", "&&", "||", "(", "null", "true", "1.5", " ", "é", "\ud800", "99999999999999999999", "\\",
    ];

    private static readonly string[] PatternPieces =
    [
        "a", "b", ".", "*", "+", "?", "{2}", "{1,3}", "{", "}", "{1000}", "(", ")", "(?:", "(?i)", "(?s", "(?P<n>", "(?<n>", "(?=", "|", "[", "]",
        "[^", "-", "[a-z]", "[[:alpha:]]", "[:x:]", "\\", "\\d", "\\W", "\\S", "\\b", "\\pL", "\\p{Lu}", "\\p{Greek}", "\\PN", "\\Q", "\\E",
        "\\x41", "\\x{1F600}", "\\z", "\\Z", "\\1", "\\0", "^", "$", "😀", "\ud800", "é", "\n", "&&", "~~", "--",
    ];

    [Fact]
    public void Parse_RandomExpressions_RoundTripOrPointIntoTheText()
    {
        foreach (var text in Texts(ExpressionPieces))
        {
            var parsed = Statement.Parse(text);
            if (parsed.IsValid)
            {
                var canonical = parsed.Value.ToString();
                Assert.Equal(canonical, Statement.Parse(canonical).Value?.ToString());
            }
            else
            {
                Assert.InRange(parsed.Error.Index, 0, text.Length);
            }
        }
    }

    [Fact]
    public void Evaluate_RandomExpressions_NeverThrows()
    {
        var context = EvaluationContext.Of([new("x", "[1]"), new("y.z", "{\"a\":[1,2]}")]);
        foreach (var text in Texts(ExpressionPieces))
        {
            var evaluated = TextResolver.Resolve(text, context);
            Assert.NotNull(evaluated.IsValue ? evaluated.Value.Kind.ToName() : evaluated.Fault.Message);
            Assert.NotNull(InterpolatedText.Parse(text).Resolve(context).ToString());
        }
    }

    [Fact]
    public void Find_RandomPaths_NeverThrows()
    {
        Assert.True(JsonReader.TryRead("""{"a":[{"a":1,"b":"x"},{"b":null},[1,2,3]],"b":{"a":true}}""", out var document));
        foreach (var text in Texts(PathPieces))
        {
            var path = JsonPath.Parse(text);
            Assert.True(path.IsValid ? path.Value.Find(document) is not null : path.Error.Index <= text.Length);
        }
    }

    [Fact]
    public void Prepare_RandomPatterns_NeverThrows()
    {
        // Fewer: building an automaton costs more than reading a text.
        foreach (var pattern in Texts(PatternPieces).Take(Rounds / 5))
        {
            var evaluated = FilterCatalog.Prepare("regex_group", [pattern])(Value.Of("ab aabb é😀\n--"));
            Assert.NotNull(evaluated.ToString());
        }
    }

    [Fact]
    public void TryRead_RandomJson_NeverThrows()
    {
        string[] pieces = ["{", "}", "[", "]", ",", ":", "\"a\"", "\"", "\\u00", "\\ud800", "1", "-", "1e5", ".", "true", "nul", "null", " ", "\ufeff", "\u0001"];
        foreach (var text in Texts(pieces))
        {
            if (JsonReader.TryRead(text, out var value))
            {
                Assert.True(JsonReader.TryRead(value.ToText(), out _) || value is JsonValue.Text);
            }
        }
    }

    private static IEnumerable<string> Texts(string[] pieces)
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(1, 12); i > 0; i--)
            {
                text.Append(pieces[random.Next(pieces.Length)]);
            }

            yield return text.ToString();
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Tracetest.Domain.Expressions;
using static Tracetest.Domain.Tests.Language.Samples;

namespace Tracetest.Domain.Tests.Language;

/// <summary>Trees of the language of every kind that text can stand for, senseless ones among them.</summary>
internal sealed class RandomTrees(Random random)
{
    private static readonly string[] Units = ["ns", "us", "ms", "s", "m", "h"];

    private static readonly string[] Words =
    [
        "m", "s", "h", "ns", "us", "msx", "sum", "matches", "starts", "ends", "not", "with", "true", "false", "length", "json_path", "uuid", "x9_", "attr",
        "env", "var", "parent", "root", "selected", "event", "span", "e1", "E", "p95", "like", "min",
    ];

    private static readonly string[] BareNames = ["a", "a.b-c", "9", "_", "a-", "a.", "m", "x--y", "0.5", "http.status_code", "A_1.b.c", "true", "contains"];
    private static readonly string[] VariableNames = ["a", "a.b", "9", "_", "a.", "ms", "TOKEN", "0.5", "matches"];

    private static readonly string[] NamePieces = ["a", " ", "\\", "\"", "'", "]", "${", "é", "😀", "\n", ".", "-", "=", "|", "\\\\", "\t", ":", "%"];

    /// <summary>No quote among them: those are added where the text around allows it.</summary>
    private static readonly string[] TextPieces = ["a", " ", "$", " {", "é", "😀", "\n", "1 ms", "|", "[", "(", "=", "${}", "$$", "\\n", "\\\\ ", "%", "attr:a", "-"];

    private static readonly string[] PiecesInHole = ["a", " ", "é", "=", "|", "(", "1", "$."];

    public Statement Statement()
    {
        var (left, comparator, right) = (Expression(3), Pick(random, Enum.GetValues<Comparator>()), Expression(3));

        // Behind a filter `matches (` is its argument, a call, and no comparator: no text stands for such a tree.
        return comparator == Comparator.Matches && !left.Filters.IsEmpty && right.Term is Term.Group
            ? new Statement(left, Comparator.NotMatches, right)
            : new Statement(left, comparator, right);
    }

    public Expression Expression(int depth, Surroundings around = default)
    {
        var operations = OneIn(random, 3) ? random.Next(1, 4) : 0;
        var filters = OneIn(random, 3) ? random.Next(1, 3) : 0;
        return new Expression(
            Operand(depth, around),
            [.. Enumerable.Range(0, operations).Select(_ => new Operation(Pick(random, Enum.GetValues<ArithmeticOperator>()), Operand(depth, around)))],
            [.. Enumerable.Range(0, filters).Select(_ => Filter(depth, around))]);
    }

    private FilterCall Filter(int depth, Surroundings around) =>
        new(Pick(random, Words), [.. Enumerable.Range(0, OneIn(random, 2) ? 0 : random.Next(1, 4)).Select(_ => Term(depth - 1, around))]);

    private Term Operand(int depth, Surroundings around) => random.Next(12) switch
    {
        0 => new Term.Number("-" + Number()),
        1 => new Term.Truth(OneIn(random, 2)),
        2 when depth > 0 => new Term.Group(Expression(depth - 1, around)),
        _ => Term(depth, around),
    };

    private Term Term(int depth, Surroundings around) => random.Next(depth > 0 ? 12 : 7) switch
    {
        0 or 1 => new Term.Number(Number()),
        2 => new Term.Duration(Number() + Pick(random, Units)),
        3 or 4 => Attribute(around),
        5 => new Term.Variable(Pick(random, VariableNames), OneIn(random, 2) ? "env" : "var"),
        6 or 7 or 8 => Text(depth, around),
        9 => new Term.List(Items(depth, around)),
        _ => new Term.Call(Pick(random, Words), Items(depth, around)),
    };

    private ImmutableArray<Expression> Items(int depth, Surroundings around) =>
        [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Expression(depth - 1, around))];

    private string Number() =>
        random.Next(0, OneIn(random, 2) ? 10 : 100_000).ToString(CultureInfo.InvariantCulture) + (OneIn(random, 3) ? $".{random.Next(0, 100):00}" : "");

    private Term.Attribute Attribute(Surroundings around)
    {
        var source = Pick(random, Enum.GetValues<AttributeSource>());
        return OneIn(random, 3)
            ? new Term.Attribute(source, around.IsHole ? "a b" : Joined(NamePieces), around.FreeQuote(random))
            : new Term.Attribute(source, Pick(random, BareNames));
    }

    private Term.String Text(int depth, Surroundings around)
    {
        var quote = around.FreeQuote(random);
        var parts = ImmutableArray.CreateBuilder<TextPart>();
        for (var i = random.Next(0, 4); i > 0; i--)
        {
            if (OneIn(random, 2) && depth > 0 && !around.IsHole)
            {
                parts.Add(new TextPart.Hole(Expression(depth - 1, Surroundings.HoleIn(quote))));
            }
            else if (parts.Count == 0 || parts[^1] is TextPart.Hole)
            {
                parts.Add(new TextPart.Literal(Literal(quote, around)));
            }
        }

        return new Term.String(quote, parts.ToImmutable());
    }

    private string Literal(char quote, Surroundings around)
    {
        if (around.IsHole)
        {
            return Joined(PiecesInHole);
        }

        var other = quote == '"' ? '\'' : '"';
        return Joined([.. TextPieces, other.ToString(), $"\\{quote}a"]);
    }

    private string Joined(string[] pieces) => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Pick(random, pieces)));

    /// <summary>What the text around a term forbids: in a hole, the quote of the string the hole is in, and braces.</summary>
    internal readonly record struct Surroundings(char Taken)
    {
        public bool IsHole => Taken != default;

        public char FreeQuote(Random random) => Taken switch
        {
            '"' => '\'',
            '\'' => '"',
            _ => OneIn(random, 2) ? '"' : '\'',
        };

        public static Surroundings HoleIn(char quote) => new(quote);
    }
}

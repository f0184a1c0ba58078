using System.Collections.Frozen;
using System.Globalization;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Selectors;

/// <summary>Reads pseudo-classes.</summary>
internal sealed class PseudoClassParser(SelectorCursor cursor)
{
    private static readonly string[] Names = ["first", "last", "nth_child"];

    /// <summary>Names people know from style sheets.</summary>
    private static readonly FrozenDictionary<string, string> Meant = new Dictionary<string, string>
    {
        ["first-child"] = "first",
        ["first-of-type"] = "first",
        ["first_child"] = "first",
        ["last-child"] = "last",
        ["last-of-type"] = "last",
        ["last_child"] = "last",
        ["nth-child"] = "nth_child",
        ["nth-of-type"] = "nth_child",
        ["nthChild"] = "nth_child",
        ["nth"] = "nth_child",
        ["eq"] = "nth_child",
    }.ToFrozenDictionary();

    /// <summary>The pseudo-class that stands here; <see langword="null"/> when none does.</summary>
    public PseudoClass? Read()
    {
        var pseudoClass = cursor.Current.IsSymbol(":") ? ReadOne() : null;
        while (cursor.Current.IsSymbol(":"))
        {
            var start = cursor.Current.Range.Start;
            var name = cursor.JoinedWord(1);
            cursor.Faults.Add(TextRange.Between(start, Math.Max(start + 1, name.Range.End)), "one pseudo-class for each step", "");
            ReadOne();
        }

        return pseudoClass;
    }

    private PseudoClass? ReadOne()
    {
        var start = cursor.Take().Range.Start;
        var (name, tokens, range) = cursor.JoinedWord();
        if (!Names.Contains(name))
        {
            FailAtName(name, range);
            name = Meant.GetValueOrDefault(name, "");
        }

        cursor.SkipTo(tokens == 0 ? 0 : range.End);
        if (name == "nth_child")
        {
            return ReadNthChild(start);
        }

        RefuseArgument(name);
        PseudoClass pseudoClass = name == "last" ? new PseudoClass.Last() : new PseudoClass.First();
        return pseudoClass with { Range = cursor.RangeFrom(start) };
    }

    private void FailAtName(string name, TextRange range)
    {
        var meant = Meant.GetValueOrDefault(name) ?? Spelling.Nearest(name, Names).FirstOrDefault();
        cursor.Faults.Add(range, "`first`, `last` or `nth_child`", meant is null ? "" : $"did you mean `:{meant}`");
    }

    private PseudoClass.NthChild? ReadNthChild(int start)
    {
        if (!cursor.Expect("(", "write the number in parentheses: `:nth_child(1)`"))
        {
            if (cursor.Current.IsNumber)
            {
                cursor.Take();
            }

            return null;
        }

        if (cursor.Current.Kind != SelectorTokenKind.Integer)
        {
            cursor.FailHere("a whole number, counting from 1", cursor.Current.Is("odd") || cursor.Current.Is("even") ? "one span is picked, by its number" : "");
            SkipArgument();
            return null;
        }

        var number = long.Parse(cursor.Take().Text, CultureInfo.InvariantCulture);
        if (!cursor.Expect(")"))
        {
            SkipArgument();
        }

        return new PseudoClass.NthChild(number) { Range = cursor.RangeFrom(start) };
    }

    private void RefuseArgument(string name)
    {
        if (!cursor.Current.IsSymbol("("))
        {
            return;
        }

        if (Names.Contains(name))
        {
            cursor.FailHere("no parentheses", $"`:{name}` takes no number; write `:nth_child(1)` to count");
        }

        cursor.Take();
        SkipArgument();
    }

    private void SkipArgument()
    {
        cursor.SkipUntil(() => cursor.IsAtStep || cursor.IsAtAnyOf(")", ",", "]", ":", ">"));
        cursor.TryTake(")");
    }
}

using Tracetest.Domain.Selectors;

namespace Tracetest.Domain.LanguageServices;

/// <summary>What may be written at a place of a selector.</summary>
internal enum SelectorPart
{
    /// <summary>A step.</summary>
    Step,

    /// <summary>The <c>[</c> behind <c>span</c>.</summary>
    Bracket,

    /// <summary>What goes on behind a step.</summary>
    AfterStep,

    /// <summary>The name of a pseudo-class.</summary>
    PseudoClass,

    /// <summary>The property of a filter.</summary>
    Property,

    /// <summary>What compares it.</summary>
    Operator,

    /// <summary>What it is compared with.</summary>
    Value,

    /// <summary>What goes on behind a filter.</summary>
    AfterValue,
}

/// <summary>Goes through the tokens of a selector, sound or not, and knows what each of them is.</summary>
internal sealed class SelectorWalk(string text, List<SelectorToken> tokens)
{
    private static readonly string[] Units = ["ns", "us", "ms", "s", "m", "h"];

    /// <summary>What may be written behind what was passed.</summary>
    public SelectorPart Expected { get; private set; } = SelectorPart.Step;

    /// <summary>The property of the filter gone through; empty before the first of a step.</summary>
    public string Property { get; private set; } = "";

    /// <summary>Its operator; empty before it.</summary>
    public string Operator { get; private set; } = "";

    private bool IsInBrackets => Expected >= SelectorPart.Property;

    /// <summary>The tokens of a selector, sound or not, the last one the end.</summary>
    public static List<SelectorToken> Read(string text) => SelectorLexer.Read(text, new SelectorFaults(text));

    /// <summary>Goes behind the piece that begins with a token.</summary>
    /// <returns>How many tokens it takes, and what it is.</returns>
    public (int Count, TokenClass Class) Pass(int index)
    {
        var token = tokens[index];
        return token.Kind switch
        {
            SelectorTokenKind.Symbol => PassSymbol(index),
            SelectorTokenKind.Word => IsInBrackets ? PassWordInBrackets(index) : PassWordOutside(token.Text),
            SelectorTokenKind.String => (1, token.IsFaulty ? PassString(token, TokenClass.Error) : PassString(token, TokenClass.String)),
            _ => PassNumber(index),
        };
    }

    private (int Count, TokenClass Class) PassWordOutside(string word)
    {
        if (Expected == SelectorPart.PseudoClass)
        {
            Expected = SelectorPart.AfterStep;
            return (1, TokenClass.PseudoClass);
        }

        Expected = SelectorPart.Bracket;
        return (1, word == "span" ? TokenClass.Keyword : TokenClass.Error);
    }

    private (int Count, TokenClass Class) PassWordInBrackets(int index)
    {
        var word = tokens[index].Text;
        if (Expected == SelectorPart.Value)
        {
            Expected = SelectorPart.AfterValue;
            return (1, word is "true" or "false" ? TokenClass.Keyword : TokenClass.Error);
        }

        if (Expected == SelectorPart.Operator)
        {
            if (Property.EndsWith('.'))
            {
                Property += word;
                return (1, TokenClass.Attribute);
            }

            return PassWordOperator(index);
        }

        BeginFilter(word);
        return (1, TokenClass.Attribute);
    }

    private (int Count, TokenClass Class) PassWordOperator(int index)
    {
        var last = index;
        while (IsDashedWord(last + 1))
        {
            last += 2;
        }

        var word = text[tokens[index].Range.Start..tokens[last].Range.End];
        if (FilterOperators.Find(word) is null)
        {
            BeginFilter(word);
            return (1, TokenClass.Attribute);
        }

        (Operator, Expected) = (word, SelectorPart.Value);
        return (last - index + 1, TokenClass.Comparator);
    }

    private bool IsDashedWord(int dash) => dash + 1 < tokens.Count
        && tokens[dash].IsSymbol("-") && tokens[dash].Range.Start == tokens[dash - 1].Range.End
        && tokens[dash + 1].Kind == SelectorTokenKind.Word && tokens[dash + 1].Range.Start == tokens[dash].Range.End;

    private void BeginFilter(string property) => (Property, Operator, Expected) = (property, "", SelectorPart.Operator);

    private TokenClass PassString(SelectorToken token, TokenClass tokenClass)
    {
        if (Expected == SelectorPart.Value)
        {
            Expected = SelectorPart.AfterValue;
            return tokenClass;
        }

        if (Expected is SelectorPart.Property or SelectorPart.AfterValue)
        {
            BeginFilter(token.Text);
            return tokenClass == TokenClass.Error ? tokenClass : TokenClass.Attribute;
        }

        return TokenClass.Error;
    }

    private (int Count, TokenClass Class) PassNumber(int index)
    {
        var isValue = Expected == SelectorPart.Value;
        Expected = isValue ? SelectorPart.AfterValue : Expected;
        if (isValue && IsUnit(index + 1))
        {
            return (2, TokenClass.Duration);
        }

        return (1, tokens[index].IsFaulty ? TokenClass.Error : TokenClass.Number);
    }

    /// <summary>Whether a token is the unit of the number before it, and not the next property.</summary>
    private bool IsUnit(int index) => tokens[index].Kind == SelectorTokenKind.Word && Units.Contains(tokens[index].Text)
        && tokens[index].Range.Start == tokens[index - 1].Range.End
        && !(tokens[index + 1].Kind == SelectorTokenKind.Symbol && FilterOperators.Find(tokens[index + 1].Text) is not null);

    private (int Count, TokenClass Class) PassSymbol(int index)
    {
        var sign = tokens[index].Text;
        if (sign == "-" && Expected == SelectorPart.Value && tokens[index + 1].IsNumber)
        {
            var (count, tokenClass) = PassNumber(index + 1);
            return (count + 1, tokenClass);
        }

        return (1, IsInBrackets ? PassSymbolInBrackets(sign) : PassSymbolOutside(sign));
    }

    private TokenClass PassSymbolOutside(string sign)
    {
        switch (sign)
        {
            case "[":
                BeginFilters();
                return TokenClass.Punctuation;
            case "," or ">":
                Expected = SelectorPart.Step;
                return sign == "," ? TokenClass.Punctuation : TokenClass.Operator;
            case ":":
                Expected = SelectorPart.PseudoClass;
                return TokenClass.Punctuation;
            default:
                return sign is "(" or ")" ? TokenClass.Punctuation : TokenClass.Error;
        }
    }

    private void BeginFilters() => (Property, Operator, Expected) = ("", "", SelectorPart.Property);

    private TokenClass PassSymbolInBrackets(string sign)
    {
        switch (sign)
        {
            case "]":
                Expected = SelectorPart.AfterStep;
                return TokenClass.Punctuation;
            case ",":
                BeginFilters();
                return TokenClass.Punctuation;
            case "!" when Expected is SelectorPart.Property or SelectorPart.AfterValue:
                Expected = SelectorPart.Property;
                return TokenClass.Operator;
            case "." when Expected == SelectorPart.Operator:
                Property += sign;
                return TokenClass.Attribute;
            default:
                return PassOperator(sign);
        }
    }

    private TokenClass PassOperator(string sign)
    {
        if (Expected != SelectorPart.Operator || FilterOperators.Find(sign) is null)
        {
            return TokenClass.Error;
        }

        (Operator, Expected) = (sign, SelectorPart.Value);
        return TokenClass.Comparator;
    }
}

using Tracetest.Domain.Expressions;
using Tracetest.Domain.Quantities;

namespace Tracetest.Domain.LanguageServices;

/// <summary>Writes names and values as expressions write them.</summary>
internal static class ExpressionTexts
{
    /// <summary>An attribute with its prefix, the name in quotes if it needs them.</summary>
    public static string Attribute(AttributeSource source, string name) =>
        new Term.Attribute(source, name, IsPlainName(name) ? null : '"').ToString();

    /// <summary>Whether a variable of the name can be written.</summary>
    public static bool IsVariableName(string name) => IsPlainName(name) && !name.Contains('-', StringComparison.Ordinal);

    /// <summary>A literal of a value, numbers bare; <see langword="null"/> when none stands for it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="quote">The quote to write; <see langword="null"/> to choose one, or none.</param>
    public static string? Literal(string value, char? quote)
    {
        if (quote is null && (IsNumber(value) || Durations.IsDuration(value) || value is "true" or "false"))
        {
            return value;
        }

        var written = quote ?? (value.Contains('"', StringComparison.Ordinal) ? '\'' : '"');
        var isExact = !value.Contains("${", StringComparison.Ordinal) && !value.Contains('\\', StringComparison.Ordinal);
        return isExact ? $"{written}{value.Replace($"{written}", $"\\{written}", StringComparison.Ordinal)}{written}" : null;
    }

    private static bool IsPlainName(string name) => name.Length > 0
        && ExpressionLexer.IsWordPart(name[0]) && name.All(c => ExpressionLexer.IsWordPart(c) || c is '.' or '-');

    private static bool IsNumber(string text)
    {
        var digits = text.AsSpan(text is ['-', ..] ? 1 : 0);
        return NumberTexts.PrefixLength(digits) is > 0 and var length && length == digits.Length;
    }
}

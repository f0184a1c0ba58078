using System.Collections.Immutable;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.LanguageServices;

/// <summary>Tells the pieces of a text apart, for colours. Stateless, thread-safe.</summary>
public static class Highlighter
{
    /// <summary>The pieces of a text in order, none over another; everything but white space belongs to one.</summary>
    /// <remarks>Never fails: what no rule reads is <see cref="TokenClass.Error"/>, and so is the whole of a text that is too long.</remarks>
    public static ImmutableArray<ClassifiedRange> Tokenise(string text, LanguageKind kind)
    {
        if (text.Length > LanguageLimits.MaxLength)
        {
            return [new ClassifiedRange(new TextRange(0, text.Length), TokenClass.Error)];
        }

        var pieces = new ClassifiedPieces(text);
        switch (kind)
        {
            case LanguageKind.Selector:
                SelectorHighlighter.Read(text, pieces);
                break;
            case LanguageKind.Text:
                new ExpressionHighlighter(text, pieces).ReadText();
                break;
            default:
                new ExpressionHighlighter(text, pieces).Read(0, text.Length);
                break;
        }

        return pieces.ToImmutable();
    }
}

/// <summary>Collects the pieces of a text in order.</summary>
internal sealed class ClassifiedPieces(string text)
{
    private readonly ImmutableArray<ClassifiedRange>.Builder _pieces = ImmutableArray.CreateBuilder<ClassifiedRange>();

    /// <summary>Adds a piece that is not white space alone; the words and points of a name become one.</summary>
    public void Add(int start, int end, TokenClass tokenClass)
    {
        if (text.AsSpan(start, end - start).IsWhiteSpace())
        {
            return;
        }

        var isContinued = tokenClass == TokenClass.Attribute && _pieces.Count > 0
            && _pieces[^1] is { Class: TokenClass.Attribute } last && last.Range.End == start;
        if (isContinued)
        {
            start = _pieces[^1].Range.Start;
            _pieces.RemoveAt(_pieces.Count - 1);
        }

        _pieces.Add(new ClassifiedRange(TextRange.Between(start, end), tokenClass));
    }

    public void Add(TextRange range, TokenClass tokenClass) => Add(range.Start, range.End, tokenClass);

    public ImmutableArray<ClassifiedRange> ToImmutable() => _pieces.ToImmutable();
}

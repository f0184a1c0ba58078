using Tracetest.Domain.LanguageServices;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Tests.LanguageServices;

public sealed class HighlighterTests
{
    [Theory]
    [InlineData("attr:a = 200", "Attribute`attr:a` Comparator`=` Number`200`")]
    [InlineData("attr:a not-contains 5 ms", "Attribute`attr:a` Comparator`not-contains` Duration`5 ms`")]
    [InlineData("attr:\"a b\" starts-with 'x'", "Attribute`attr:\"a b\"` Comparator`starts-with` String`'x'`")]
    [InlineData("var:x | json_path '$.a' = uuid()", "Variable`var:x` Operator`|` Filter`json_path` String`'$.a'` Comparator`=` Function`uuid` Punctuation`(` Punctuation`)`")]
    [InlineData("\"a${var:x} b\"", "String`\"a` Interpolation`${` Variable`var:x` Interpolation`}` String` b\"`")]
    [InlineData("\"${var:x}${1}\"", "String`\"` Interpolation`${` Variable`var:x` Interpolation`}` Interpolation`${` Number`1` Interpolation`}` String`\"`")]
    [InlineData("true != bogus", "Keyword`true` Comparator`!=` Error`bogus`")]
    [InlineData("[1, a.b] = 'x", "Punctuation`[` Number`1` Punctuation`,` Error`a.b` Punctuation`]` Comparator`=` Error`'x`")]
    [InlineData("matches(1) matches '.'", "Function`matches` Punctuation`(` Number`1` Punctuation`)` Comparator`matches` String`'.'`")]
    [InlineData("selected:x | p95 <= 1 + 2", "Attribute`selected:x` Operator`|` Filter`p95` Comparator`<=` Number`1` Operator`+` Number`2`")]
    public void Tokenise_Assertion_TellsThePieces(string text, string pieces) => Assert.Equal(pieces, Shown(text, LanguageKind.Assertion));

    [Theory]
    [InlineData("http://${var:HOST}/x", "Text`http://` Interpolation`${` Variable`var:HOST` Interpolation`}` Text`/x`")]
    [InlineData("${} ${'}'}", "Text`${} ` Interpolation`${` String`'}'` Interpolation`}`")]
    [InlineData("a ${var:x", "Text`a ` Error`${` Text`var:x`")]
    [InlineData("", "")]
    public void Tokenise_Text_TellsThePieces(string text, string pieces) => Assert.Equal(pieces, Shown(text, LanguageKind.Text));

    [Theory]
    [InlineData("span[name = \"x\"]:first", "Keyword`span` Punctuation`[` Attribute`name` Comparator`=` String`\"x\"` Punctuation`]` Punctuation`:` PseudoClass`first`")]
    [InlineData("span[a.b > 1.5s, !c]", "Keyword`span` Punctuation`[` Attribute`a.b` Comparator`>` Duration`1.5s` Punctuation`,` "
        + "Operator`!` Attribute`c` Punctuation`]`")]
    [InlineData("span[a not-contains \"x\" b = -1]", "Keyword`span` Punctuation`[` Attribute`a` Comparator`not-contains` String`\"x\"` Attribute`b` Comparator`=` "
        + "Number`-1` Punctuation`]`")]
    [InlineData("/* a */ span[] > span[\"c d\"] // b", "Comment`/* a */` Keyword`span` Punctuation`[` Punctuation`]` Operator`>` Keyword`span` Punctuation`[` "
        + "Attribute`\"c d\"` Punctuation`]` Comment`// b`")]
    [InlineData("span[a = true b = nope]", "Keyword`span` Punctuation`[` Attribute`a` Comparator`=` Keyword`true` Attribute`b` Comparator`=` Error`nope` Punctuation`]`")]
    [InlineData("spam[a = \"x", "Error`spam` Punctuation`[` Attribute`a` Comparator`=` Error`\"x`")]
    [InlineData("/* never", "Comment`/* never`")]
    public void Tokenise_Selector_TellsThePieces(string text, string pieces) => Assert.Equal(pieces, Shown(text, LanguageKind.Selector));

    [Fact]
    public void Tokenise_TooLong_IsOneError()
    {
        var text = new string('a', LanguageLimits.MaxLength + 1);

        Assert.Equal([new ClassifiedRange(new TextRange(0, text.Length), TokenClass.Error)], Highlighter.Tokenise(text, LanguageKind.Assertion));
    }

    private static string Shown(string text, LanguageKind kind) => string.Join(' ', Highlighter.Tokenise(text, kind)
        .Select(piece => $"{piece.Class}`{text.Substring(piece.Range.Start, piece.Range.Length)}`"));
}

using Tracetest.Domain.LanguageServices;
using Tracetest.Domain.Syntax;
using Tracetest.Domain.Tests.Traces;

namespace Tracetest.Domain.Tests.LanguageServices;

public sealed class DiagnosticsTests
{
    [Theory]
    [InlineData(LanguageKind.Assertion, "attr:http.method = \"GET\"", "")]
    [InlineData(LanguageKind.Assertion, "attr:name = attr:tracetest.selected_spans.count", "")]
    [InlineData(LanguageKind.Assertion, "attr:http.staus = 200",
        "Warning 0+15: found `attr:http.staus`, expected an attribute that one of the trace's 3 spans has; did you mean `attr:http.status_code`, seen on 2 spans")]
    [InlineData(LanguageKind.Assertion, "var:HOTS = event:cache.kye",
        "Warning 0+8: found `var:HOTS`, expected a variable that is set; did you mean `var:HOST`\n"
        + "Warning 11+15: found `event:cache.kye`, expected an attribute that an event has; did you mean `event:cache.key`")]
    [InlineData(LanguageKind.Assertion, "attr:http.method == 'GET'", "Error 17+2: found `==`, expected one comparator; write `=`")]
    [InlineData(LanguageKind.Expression, "'a ${var:HOST'",
        "Warning 3+10: found `${` without `}`, expected `}` at the end of the expression; as it stands it is plain text")]
    [InlineData(LanguageKind.Text, "${var:HOTS} ${var:HOST",
        "Warning 2+8: found `var:HOTS`, expected a variable that is set; did you mean `var:HOST`\n"
        + "Warning 12+10: found `${` without `}`, expected `}` at the end of the expression; as it stands it is plain text")]
    [InlineData(LanguageKind.Text, "${1 +}", "Error 5+0: found the end, expected a value such as `200`, `\"text\"` or `attr:name`")]
    [InlineData(LanguageKind.Selector, "span[http.method = \"GET\"]", "")]
    [InlineData(LanguageKind.Selector, "span[!nothing]", "")]
    [InlineData(LanguageKind.Selector, "span[http.staus = 200]",
        "Warning 5+10: found `http.staus`, expected an attribute that one of the trace's 3 spans has; did you mean `http.status_code`, seen on 2 spans")]
    [InlineData(LanguageKind.Selector, "span[kind = \"server\"] span[name = \"x\"]",
        "Warning 22+16: found `span[name = \"x\"]`, which matches no span, expected at least one of the trace's 3 spans")]
    [InlineData(LanguageKind.Selector, "span[kind = \"client\"] span[kind = \"server\"]",
        "Warning 0+43: found a selector that matches no span, expected at least one of the trace's 3 spans; "
        + "each step matches spans, but none stands below another as asked")]
    public void Of_Text_TellsWhatIsWrong(LanguageKind kind, string text, string expected) =>
        Assert.Equal(expected, string.Join('\n', Diagnostics.Of(text, kind, Shop.Context)
            .Select(found => $"{found.Severity} {found.Range.Start}+{found.Range.Length}: {found.Message}")));

    [Theory]
    [InlineData(LanguageKind.Assertion, "attr:nothing = var:nothing")]
    [InlineData(LanguageKind.Selector, "span[nothing]")]
    public void Of_NothingKnown_WarnsOfNoName(LanguageKind kind, string text) => Assert.Empty(Diagnostics.Of(text, kind, LanguageContext.Empty));

    [Fact]
    public void Of_TooLong_IsOneError() =>
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(Diagnostics.Of(new string(' ', LanguageLimits.MaxLength + 1), LanguageKind.Text, Shop.Context)).Severity);

    [Fact]
    public void Matches_SoundSelector_PicksSpans()
    {
        var matches = Matches.Of("span[kind = \"client\"]", Shop.Trace);

        Assert.Equal([1, 2], matches.Positions);
        Assert.Equal([TraceBuilder.IdOf(2), TraceBuilder.IdOf(3)], matches.SpanIds);
        Assert.Empty(matches.Faults);
    }

    [Fact]
    public void Matches_FaultySelector_TellsFaultsAndPicksNothing()
    {
        var matches = Matches.Of("span[kind = ]", Shop.Trace);

        Assert.Empty(matches.Positions);
        Assert.Single(matches.Faults);
    }
}

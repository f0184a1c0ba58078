using Tracetest.Domain.LanguageServices;
using Tracetest.Web.Components.Language;
using Tracetest.Web.Tests.Fakes;

namespace Tracetest.Web.Tests.Components;

public sealed class EditorFeaturesTests
{
    private static readonly EditorFeatures Features =
        new(new LanguageContext { Trace = SampleTrace.Import(SampleTrace.Id(1), default), Variables = new Dictionary<string, string> { ["JOB_ID"] = "7f3a91" } });

    [Theory]
    [InlineData(LanguageKind.Selector, "span[db.system = \"redis\"] > span[:")]
    [InlineData(LanguageKind.Assertion, "attr:db.system = \"${var:JOB_ID\" 'x")]
    [InlineData(LanguageKind.Text, "http://x/${uuid(}")]
    public void Analyse_AnyText_StaysWithinIt(LanguageKind kind, string text)
    {
        var analysis = Features.Analyse(kind, text);

        Assert.NotEmpty(analysis.Tokens);
        Assert.All(analysis.Tokens, token => Assert.InRange(token.To, token.From + 1, text.Length));
        Assert.NotEmpty(analysis.Problems);
        Assert.All(analysis.Problems, problem => Assert.InRange(problem.To, problem.From, text.Length));
    }

    [Fact]
    public void Analyse_AttributeNobodyHas_WarnsAndNamesANearOne()
    {
        var problem = Assert.Single(Features.Analyse(LanguageKind.Assertion, "attr:db.systm = 1").Problems);

        Assert.Equal("warning", problem.Severity);
        Assert.Contains("attr:db.system", problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Complete_BehindAttr_OffersTheTracesAttributes() =>
        Assert.Contains(Features.Complete(LanguageKind.Assertion, "attr:db.", 8)!.Items, item => item.Label == "attr:db.system");

    [Fact]
    public void Hover_OnAVariable_TellsItsValue() =>
        Assert.Contains("7f3a91", Features.Hover(LanguageKind.Assertion, "var:JOB_ID = 1", 6)!.Text, StringComparison.Ordinal);

    [Fact]
    public void Of_SelectorThatPicksTheSame_KeepsTheServices()
    {
        var selected = new SelectedFeatures();
        var first = selected.Of(Features, "span[db.system = \"redis\"]");

        Assert.Equal(3, first.Context.Selected!.Value.Length);
        Assert.Same(first, selected.Of(Features, "span[db.system=\"redis\"]"));
        Assert.NotSame(first, selected.Of(Features, "span[db.system=\"postgresql\"]"));
    }
}

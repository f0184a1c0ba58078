using Tracetest.Web.Components.Tests;
using Tracetest.Web.Tests.Fakes;

namespace Tracetest.Web.Tests.Components;

public sealed class TestDraftTests
{
    [Fact]
    public void Faults_EmptyDraft_NamesEverythingMissingAtOnce()
    {
        var draft = TestDraft.New();
        draft.Auth.Kind = AuthKind.Bearer;
        draft.Specs.Add(SpecDraft.New());

        Assert.Equal(["auth-token", "name", "spec-0-assertion-0", "url"], draft.Faults().Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("http://shop:8080/orders", true)]
    [InlineData("shop:8080/orders", true)]
    [InlineData("${env:HOST}/orders", true)]
    [InlineData("ftp://shop/orders", false)]
    [InlineData("http://", false)]
    public void Faults_Address_MustBeCallable(string url, bool isGood)
    {
        var draft = TestDraft.New();
        (draft.Name, draft.Url) = ("Order", url);

        Assert.Equal(isGood, draft.Faults().Count == 0);
    }

    [Fact]
    public void Faults_MalformedTexts_AreAllToldAtTheirFields()
    {
        var draft = TestDraft.New();
        (draft.Name, draft.Url, draft.Body) = ("Order", "http://shop/${]}", "${uuid(}");
        draft.Headers.Add(new HeaderDraft { Key = "X-A", Value = "${]}" });
        (draft.Auth.Kind, draft.Auth.Username, draft.Auth.Password) = (AuthKind.Basic, "${]}", "${]}");
        draft.Specs.Add(new SpecDraft { Selector = " span[", Assertions = { new AssertionDraft { Text = "attr:a = ]" }, new AssertionDraft { Text = "1 = 1" } } });

        var faults = draft.Faults();

        Assert.Equal(
            ["auth-password", "auth-user", "body", "header-1", "spec-0-assertion-0", "spec-0-selector", "url"],
            faults.Keys.Order(StringComparer.Ordinal));
        Assert.StartsWith("Column 15: found `]`, expected ", faults["url"], StringComparison.Ordinal);
        Assert.StartsWith("In the value: Column 3: found `]`", faults["header-1"], StringComparison.Ordinal);
        Assert.StartsWith("Column 7: found ", faults["spec-0-selector"], StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_SeveralInOneText_StandOnLinesOfTheirOwn()
    {
        var draft = TestDraft.New();
        (draft.Name, draft.Url, draft.Body) = ("Order", "http://shop/", "${]} and ${]}");

        Assert.Equal(["Column 3", "Column 12"], draft.Faults()["body"].Split('\n').Select(line => line.Split(':')[0]));
    }

    [Fact]
    public void ToTest_OfAStoredTest_HasTheSameContent()
    {
        var test = SampleData.Test("a", "A", "POST", "http://shop/orders", new Domain.Tests.TestSpec("Fast", "span", ["attr:x = 1"]));

        Assert.True(TestDraft.Of(test).ToTest(test).HasSameContent(test));
    }
}

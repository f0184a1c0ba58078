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
    public void ToTest_OfAStoredTest_HasTheSameContent()
    {
        var test = SampleData.Test("a", "A", "POST", "http://shop/orders", new Domain.Tests.TestSpec("Fast", "span", ["attr:x = 1"]));

        Assert.True(TestDraft.Of(test).ToTest(test).HasSameContent(test));
    }
}

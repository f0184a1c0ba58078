using Microsoft.EntityFrameworkCore;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Triggers;
using Tracetest.Infrastructure.Persistence;
using Tracetest.Infrastructure.Tests.Persistence;
using Tracetest.TestSupport.TestRuns;

namespace Tracetest.Infrastructure.Tests.Tests;

/// <summary>What every store of tests must do; an adapter says only how it is made.</summary>
public abstract class TestRepositoryContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract ITestRepository Repository { get; }

    [Fact]
    public async Task FindAsync_UnknownTest_IsNull() => Assert.Null(await Repository.FindAsync("nobody", Cancellation));

    [Fact]
    public async Task TryCreateAsync_NewTest_IsFoundAsItWas()
    {
        var test = Rich("rich");

        Assert.True(await Repository.TryCreateAsync(test, Cancellation));

        var found = await Repository.FindAsync("rich", Cancellation);
        Assert.NotNull(found);
        Assert.True(test.HasSameContent(found));
        Assert.Equal(1, found.Version);
    }

    [Fact]
    public async Task TryCreateAsync_TakenId_ChangesNothing()
    {
        await Repository.TryCreateAsync(Samples.Test("taken"), Cancellation);

        Assert.False(await Repository.TryCreateAsync(Samples.Test("taken") with { Name = "other" }, Cancellation));
        Assert.Equal("Sample taken", (await Repository.FindAsync("taken", Cancellation))?.Name);
    }

    [Fact]
    public async Task UpdateAsync_SameContent_KeepsTheVersion()
    {
        await Repository.TryCreateAsync(Rich("same"), Cancellation);

        Assert.Equal(1, (await Repository.UpdateAsync(Rich("same"), Cancellation))?.Version);
    }

    [Fact]
    public async Task UpdateAsync_OtherContent_MakesTheNextVersionAndKeepsTheFirst()
    {
        await Repository.TryCreateAsync(Samples.Test("versions"), Cancellation);

        var updated = await Repository.UpdateAsync(Samples.Test("versions") with { Description = "new" }, Cancellation);

        Assert.Equal(2, updated?.Version);
        Assert.Equal("", (await Repository.FindVersionAsync("versions", 1, Cancellation))?.Description);
        Assert.Equal("new", (await Repository.FindVersionAsync("versions", 2, Cancellation))?.Description);
        Assert.Null(await Repository.FindVersionAsync("versions", 3, Cancellation));
    }

    [Fact]
    public async Task UpdateAsync_UnknownTest_IsNull() =>
        Assert.Null(await Repository.UpdateAsync(Samples.Test("never-made"), Cancellation));

    [Fact]
    public async Task UpdateAsync_TwentyAtOnce_NumbersEveryVersionOnce()
    {
        await Repository.TryCreateAsync(Samples.Test("race"), Cancellation);

        var updated = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(i => Repository.UpdateAsync(Samples.Test("race") with { Description = $"{i}" }, Cancellation)));

        Assert.Equal(Enumerable.Range(2, 20), updated.Select(test => test!.Version).Order());
    }

    [Fact]
    public async Task DeleteAsync_KnownTest_RemovesIt()
    {
        await Repository.TryCreateAsync(Samples.Test("gone"), Cancellation);

        Assert.True(await Repository.DeleteAsync("gone", Cancellation));
        Assert.False(await Repository.DeleteAsync("gone", Cancellation));
        Assert.Null(await Repository.FindAsync("gone", Cancellation));
    }

    [Fact]
    public async Task ListAsync_Search_TakesWildcardsLiterally()
    {
        await Repository.TryCreateAsync(Samples.Test("percent") with { Name = "Save 100% of it" }, Cancellation);
        await Repository.TryCreateAsync(Samples.Test("plain") with { Name = "Save 1000 of it" }, Cancellation);

        var page = await Repository.ListAsync(new TestQuery(Search: "100% OF"), Cancellation);

        Assert.Equal(["percent"], page.Items.Select(item => item.Test.Id));
        Assert.Equal(1, page.Total);
    }

    [Fact]
    public async Task ListAsync_Search_LetsBlanksStandForAnything()
    {
        await Repository.TryCreateAsync(Samples.Test("words") with { Description = "alpha beta gamma" }, Cancellation);

        Assert.Equal(["words"], (await Repository.ListAsync(new TestQuery(Search: "alpha gamma"), Cancellation)).Items.Select(item => item.Test.Id));
        Assert.Empty((await Repository.ListAsync(new TestQuery(Search: "gamma alpha"), Cancellation)).Items);
    }

    [Fact]
    public async Task ListAsync_Pages_CountAllAndShowSome()
    {
        foreach (var name in new[] { "c", "a", "b" })
        {
            await Repository.TryCreateAsync(Samples.Test($"page-{name}") with { Name = $"paged {name}" }, Cancellation);
        }

        var page = await Repository.ListAsync(new TestQuery(Take: 2, Skip: 1, Search: "paged", Sort: TestSort.Name, Ascending: true), Cancellation);

        Assert.Equal(3, page.Total);
        Assert.Equal(["page-b", "page-c"], page.Items.Select(item => item.Test.Id));
    }

    private static Test Rich(string id) => Samples.Test(id) with
    {
        Description = "with everything",
        Trigger = new Trigger.Http
        {
            Method = "POST",
            Url = "http://service.invalid/${var:PATH}",
            Headers = [new HttpHeader("A", "1"), new HttpHeader("A", "2")],
            Body = "{\"nul\": \"\0\"}",
            Auth = new HttpAuth.ApiKey("key", "value", InQuery: true),
            SslVerification = true,
        },
        Specs = [new TestSpec("named", "span[]", ["1 = 1", "2 = 2"]), new TestSpec("", "", ["3 = 3"])],
        Outputs = [new TestOutput("ID", "span[]", "attr:id")],
        SkipTraceCollection = true,
    };
}

public sealed class TestRepositoryTests(DatabaseFixture database) : TestRepositoryContract, IClassFixture<DatabaseFixture>
{
    protected override ITestRepository Repository { get; } =
        new Infrastructure.Tests.TestRepository((IDbContextFactory<TracetestDatabase>)database, TimeProvider.System);
}

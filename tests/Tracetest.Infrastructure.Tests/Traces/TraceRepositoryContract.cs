using System.Collections.Immutable;
using Tracetest.Domain.Traces;

namespace Tracetest.Infrastructure.Tests.Traces;

/// <summary>What <see cref="ITraceRepository"/> promises; an adapter says only how spans get into it.</summary>
public abstract class TraceRepositoryContract
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindAsync_UnknownTrace_IsNull() =>
        Assert.Null(await (await RepositoryAsync()).FindAsync(TraceId.NewRandom(), Cancel));

    [Fact]
    public async Task FindAsync_SpanWithEverything_ComesBackUnchanged()
    {
        var span = SpanWithEverything();

        var found = await StoreAndFindAsync(span);

        var read = Assert.Single(found.Trace.Spans);
        Assert.Equal(Plain(span), Plain(read));
        Assert.Equal(span.Attributes, read.Attributes);
        AssertSame(span.Events, read.Events, item => item.Attributes, item => item with { Attributes = [] });
        AssertSame(span.Links, read.Links, link => link.Attributes, link => link with { Attributes = [] });
        Assert.Equal(span.Resource.Attributes, read.Resource.Attributes);
        Assert.Equal(span.Resource with { Attributes = [] }, read.Resource with { Attributes = [] });
        Assert.Equal(span.Scope.Attributes, read.Scope.Attributes);
        Assert.Equal(span.Scope with { Attributes = [] }, read.Scope with { Attributes = [] });
    }

    [Fact]
    public async Task FindAsync_SpanWithNothing_ComesBackWithAnUnsetStatus()
    {
        var span = NewSpan(TraceId.NewRandom());

        Assert.Equal(Plain(span with { Status = new(SpanStatusCode.Unset) }), Plain(Assert.Single((await StoreAndFindAsync(span)).Trace.Spans)));
    }

    [Fact]
    public async Task FindAsync_SpanReceivedTwice_IsThereOnceAsTheLater()
    {
        var repository = await RepositoryAsync();
        var first = NewSpan(TraceId.NewRandom());
        await StoreAsync(first);
        var before = await repository.FindAsync(first.TraceId, Cancel);
        await StoreAsync(first with { Name = "later", EndTimeUnixNano = 9 });

        var after = await repository.FindAsync(first.TraceId, Cancel);

        Assert.Equal("later", Assert.Single(after!.Trace.Spans).Name);
        Assert.True(after.LastReceivedAt > before!.LastReceivedAt);
    }

    [Fact]
    public async Task FindAsync_SpanTwiceInOneBatch_IsThereOnceAsTheLater()
    {
        var first = NewSpan(TraceId.NewRandom());

        var found = await StoreAndFindAsync(first, first with { Name = "later" });

        Assert.Equal("later", Assert.Single(found.Trace.Spans).Name);
    }

    [Fact]
    public async Task FindAsync_IdenticalRetry_ChangesNothing()
    {
        var repository = await RepositoryAsync();
        var span = SpanWithEverything();
        await StoreAsync(span);
        var before = await repository.FindAsync(span.TraceId, Cancel);
        await StoreAsync(span);

        var after = await repository.FindAsync(span.TraceId, Cancel);

        Assert.Equal(before!.LastReceivedAt, after!.LastReceivedAt);
        Assert.Equal(before.ReceivedAt, after.ReceivedAt);
    }

    [Fact]
    public async Task FindAsync_RetryTogetherWithNewSpans_KeepsThemAll()
    {
        var trace = TraceId.NewRandom();
        var spans = Enumerable.Range(0, 50).Select(_ => NewSpan(trace)).ToArray();
        await StoreAsync(spans[..30]);
        await StoreAsync(spans);

        var found = await (await RepositoryAsync()).FindAsync(trace, Cancel);

        Assert.Equal(spans.Select(span => span.Id).ToHashSet(), found!.Trace.Spans.Select(span => span.Id).ToHashSet());
    }

    [Fact]
    public async Task FindAsync_SpansReceivedLater_AreCountedAsSuch()
    {
        var trace = TraceId.NewRandom();
        var early = await StoreAndFindAsync(NewSpan(trace));

        var late = await StoreAndFindAsync(NewSpan(trace), NewSpan(trace));

        Assert.Equal(0, early.CountReceivedAfter(early.LastReceivedAt));
        Assert.Equal(2, late.CountReceivedAfter(early.LastReceivedAt));
        Assert.Equal(3, late.ReceivedAt.Count);
    }

    [Fact]
    public async Task FindAsync_SpansOfOneResource_ShareIt()
    {
        var trace = TraceId.NewRandom();
        var resource = new Resource([new("service.name", AttributeValue.From("shop"))]);

        var found = await StoreAndFindAsync(NewSpan(trace) with { Resource = resource }, NewSpan(trace) with { Resource = resource });

        Assert.Same(found.Trace.Spans[0].Resource, found.Trace.Spans[1].Resource);
    }

    [Fact]
    public async Task FindAsync_SpansOfOtherTraces_StayOut()
    {
        var span = NewSpan(TraceId.NewRandom());
        await StoreAsync(NewSpan(TraceId.NewRandom()) with { Name = "other" });

        Assert.Equal(span.Id, Assert.Single((await StoreAndFindAsync(span)).Trace.Spans).Id);
    }

    protected abstract Task<ITraceRepository> RepositoryAsync();

    /// <summary>Gets spans into the repository, in one batch, and returns when they are acknowledged.</summary>
    protected abstract Task StoreAsync(params Span[] spans);

    protected static Span NewSpan(TraceId trace) => new() { TraceId = trace, Id = SpanId.NewRandom(), Name = "work" };

    private async Task<StoredTrace> StoreAndFindAsync(params Span[] spans)
    {
        await StoreAsync(spans);
        var found = await (await RepositoryAsync()).FindAsync(spans[0].TraceId, Cancel);
        return Assert.IsType<StoredTrace>(found);
    }

    private static Span SpanWithEverything() => NewSpan(TraceId.NewRandom()) with
    {
        ParentId = SpanId.NewRandom(),
        Name = "GET /carts \0 🛒",
        Kind = SpanKind.Consumer,
        StartTimeUnixNano = 1_700_000_000_123_456_789,
        EndTimeUnixNano = 1_700_000_000_123_456_790,
        Attributes = EveryType(),
        Events = [new SpanEvent("exception", 1_700_000_000_123_456_001, EveryType(), 3), new SpanEvent("", 0, [])],
        Links = [new SpanLink(TraceId.NewRandom(), SpanId.NewRandom(), "a=b", EveryType(), 4, 0x300), new SpanLink(default, default, "", [])],
        Status = new SpanStatus(SpanStatusCode.Error, "no stock"),
        TraceState = "vendor=1",
        Flags = 0x301,
        DroppedAttributesCount = 5,
        DroppedEventsCount = 6,
        DroppedLinksCount = 7,
        Resource = new Resource([new("service.name", AttributeValue.From("shop")), .. EveryType()], 8, "https://schema/1"),
        Scope = new InstrumentationScope("library", "1.2", EveryType(), 9, "https://schema/2"),
    };

    private static ImmutableArray<TraceAttribute> EveryType() =>
    [
        new("string", AttributeValue.From("text")),
        new("string", AttributeValue.From("repeated key")),
        new("integer", AttributeValue.From(long.MinValue)),
        new("double", AttributeValue.From(0.1)),
        new("nan", AttributeValue.From(double.NaN)),
        new("infinity", AttributeValue.From(double.NegativeInfinity)),
        new("true", AttributeValue.From(true)),
        new("false", AttributeValue.From(false)),
        new("bytes", AttributeValue.From(ImmutableArray.Create<byte>(0, 255))),
        new("list", AttributeValue.From(ImmutableArray.Create(AttributeValue.From(1), AttributeValue.From("a"), default))),
        new("map", AttributeValue.From(ImmutableArray.Create(new TraceAttribute("k", AttributeValue.From(2.5))))),
        new("no list", AttributeValue.From(ImmutableArray<AttributeValue>.Empty)),
        new("nothing", default),
        new("", AttributeValue.From("")),
    ];

    /// <summary>The span without its lists, which records compare by reference.</summary>
    private static Span Plain(Span span) => span with
    {
        Attributes = [],
        Events = [],
        Links = [],
        Resource = Resource.Empty,
        Scope = InstrumentationScope.Empty,
    };

    private static void AssertSame<T>(
        ImmutableArray<T> expected, ImmutableArray<T> actual, Func<T, ImmutableArray<TraceAttribute>> attributes, Func<T, T> plain)
    {
        Assert.Equal(expected.Select(plain), actual.Select(plain));
        Assert.Equal(expected.SelectMany(item => attributes(item)), actual.SelectMany(item => attributes(item)));
    }
}

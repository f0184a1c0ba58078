using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tracetest.Domain.Telemetry;
using Tracetest.Web.Telemetry;

namespace Tracetest.Web.Tests.Telemetry;

public sealed class ApiActivityMiddlewareTests : IAsyncLifetime
{
    private readonly string _trace = ActivityTraceId.CreateRandom().ToHexString();
    private readonly string _caller = ActivitySpanId.CreateRandom().ToHexString();
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ActivityListener _listener;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public ApiActivityMiddlewareTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TracetestInstrumentation.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        _app = builder.Build();
        _app.UseMiddleware<ApiActivityMiddleware>();
        _app.UseExceptionHandler(handler => handler.Run(context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        }));
        _app.MapGet("/api/tests/{testId}/run/{runId:int}", (int runId) => runId);
        _app.MapPost("/api/tests", () =>
        {
            Activity.Current?.SetStatus(ActivityStatusCode.Error, "test with same ID already exists");
            return Results.BadRequest();
        });
        _app.MapGet("/api/broken", (HttpContext _) => throw new InvalidOperationException("broken"));
        _app.MapPost("/v1/traces", () => Activity.Current?.Recorded ?? false);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        _client.DefaultRequestHeaders.Add("traceparent", $"00-{_trace}-{_caller}-01");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _listener.Dispose();
    }

    [Fact]
    public async Task Invoke_ApiCall_IsOneSpanBelowTheCallers()
    {
        await _client.GetAsync("/api/tests/shop/run/7?take=1", TestContext.Current.CancellationToken);

        var span = await SpanAsync();
        Assert.Equal(("GET /api/tests/{testId}/run/{runId}", _caller, ActivityKind.Internal), (span.OperationName, span.ParentSpanId.ToHexString(), span.Kind));
        Assert.Equal("GET", Tag(span, "http.method"));
        Assert.Equal("/api/tests/{testId}/run/{runId}", Tag(span, "http.route"));
        Assert.Equal("/api/tests/shop/run/7?take=1", Tag(span, "http.target"));
        Assert.Equal("""{"testId":"shop","runId":"7"}""", Tag(span, "http.request.params"));
        Assert.Equal("""{"take":"1"}""", Tag(span, "http.request.query"));
        Assert.Equal("200", Tag(span, "http.response.status_code"));
    }

    [Fact]
    public async Task Invoke_Secrets_AreRedacted()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/tests/a/run/1?api_key=canary&take=2");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "canary");
        request.Headers.Add("Cookie", "session=canary");
        request.Headers.Add("X-Api-Key", "canary");
        request.Headers.Add("X-Plain", "plain");

        await _client.SendAsync(request, TestContext.Current.CancellationToken);

        var tags = (await SpanAsync()).Tags.ToDictionary();
        Assert.DoesNotContain(tags.Values, value => value!.Contains("canary", StringComparison.Ordinal));
        Assert.Contains("\"X-Plain\":\"plain\"", tags["http.request.headers"], StringComparison.Ordinal);
        Assert.Contains("take=2", tags["http.target"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_EndpointNamesItsFault_IsTheSpansStatus()
    {
        await _client.PostAsync("/api/tests", null, TestContext.Current.CancellationToken);

        var span = await SpanAsync();
        Assert.Equal("400", Tag(span, "http.response.status_code"));
        Assert.Equal((ActivityStatusCode.Error, "test with same ID already exists"), (span.Status, span.StatusDescription));
    }

    [Fact]
    public async Task Invoke_EndpointThrows_IsAnErrorWithTheStatusTheCallerGot()
    {
        await _client.GetAsync("/api/broken", TestContext.Current.CancellationToken);

        var span = await SpanAsync();
        Assert.Equal(("GET /api/broken", "500", ActivityStatusCode.Error), (span.OperationName, Tag(span, "http.response.status_code"), span.Status));
    }

    [Fact]
    public async Task Invoke_OtlpReceiver_IsNotRecorded()
    {
        var answer = await _client.PostAsync("/v1/traces", null, TestContext.Current.CancellationToken);

        Assert.Equal("false", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain(_ended, span => span.TraceId.ToHexString() == _trace);
    }

    private static string? Tag(Activity span, string key) => span.GetTagItem(key) as string;

    // The answer may be here before the span has ended.
    private async Task<Activity> SpanAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!_ended.Any(Mine))
        {
            await timer.WaitForNextTickAsync(deadline.Token);
        }

        return _ended.Single(Mine);
    }

    private bool Mine(Activity span) => span.TraceId.ToHexString() == _trace;
}

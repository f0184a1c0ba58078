using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Tracetest.Benchmarks;

/// <summary>The service under test: it answers at once, then sends its spans by OTLP over HTTP, one request after the other.</summary>
internal sealed class BenchService : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, WireTrace> _traces = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _acknowledged = new(StringComparer.Ordinal);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly WebApplication _app;
    private readonly Uri _otlp;

    private BenchService(WebApplication app, Uri otlp) => (_app, _otlp) = (app, otlp);

    public string Url => _app.Urls.First();

    public static async Task<BenchService> StartAsync(Uri otlp, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        var app = builder.Build();
        var service = new BenchService(app, otlp);
        app.MapGet("/{spans:int}", (Delegate)service.Answer);
        await app.StartAsync(cancellationToken);
        return service;
    }

    /// <summary>When the last span of a trace was acknowledged, as a <see cref="Stopwatch"/> reading. To be asked once.</summary>
    public async Task<long> AcknowledgedAsync(string traceId)
    {
        var at = await Acknowledgement(traceId).Task;
        _acknowledged.TryRemove(traceId, out _);
        return at;
    }

    /// <summary>Sends one request of spans.</summary>
    public async Task PostAsync(Uri target, byte[] request, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(request);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        using var answer = await _http.PostAsync(target, content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public WireTrace Trace(int spans) => _traces.GetOrAdd(spans, count => new WireTrace(count));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private string Answer(HttpContext context)
    {
        var spans = int.Parse((string)context.GetRouteValue("spans")!, CultureInfo.InvariantCulture);
        var parts = context.Request.Headers.TraceParent.ToString().Split('-');
        context.Response.OnCompleted(() => SendAsync(spans, parts[1], parts[2]));
        return "here you are";
    }

    private async Task SendAsync(int spans, string traceId, string parentId)
    {
        foreach (var request in Trace(spans).Requests(Convert.FromHexString(traceId), Convert.FromHexString(parentId)))
        {
            await PostAsync(_otlp, request, CancellationToken.None);
        }

        Acknowledgement(traceId).SetResult(Stopwatch.GetTimestamp());
    }

    private TaskCompletionSource<long> Acknowledgement(string traceId) =>
        _acknowledged.GetOrAdd(traceId, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
}

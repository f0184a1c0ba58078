using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tracetest.TestSupport.Server;

/// <summary>A traced HTTP service: it reads <c>traceparent</c>, does what the test says, and counts its calls.</summary>
public sealed class FakeService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(2) };

    private FakeService(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    /// <summary>Where it listens, without a slash at its end.</summary>
    public string Url => _app.Urls.First();

    /// <summary>OTLP over HTTP of the server its spans go to.</summary>
    public Uri? Collector { get; set; }

    /// <summary>What a call does before it is answered: nothing unless told.</summary>
    public Func<ServiceCall, Task> OnCall { get; set; } = _ => Task.CompletedTask;

    /// <summary>The body of its answers.</summary>
    public string Body { get; set; } = """{"id":7}""";

    /// <summary>How often it was called within each trace.</summary>
    public ConcurrentDictionary<string, int> CallsByTrace { get; } = new();

    public int Calls => CallsByTrace.Values.Sum();

    public static async Task<FakeService> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var service = new FakeService(builder.Build());
        await service._app.StartAsync(cancellationToken);
        return service;
    }

    /// <summary>Exports spans once.</summary>
    /// <returns>The status of the answer.</returns>
    public async Task<HttpStatusCode> TryExportAsync(string traceId, IEnumerable<FakeSpan> spans)
    {
        using var content = new ByteArrayContent(FakeSpan.Export(traceId, spans));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _http.PostAsync(new Uri(Collector!, "/v1/traces"), content);
        return answer.StatusCode;
    }

    /// <summary>Exports spans, which must be taken.</summary>
    public async Task ExportAsync(string traceId, IEnumerable<FakeSpan> spans)
    {
        if (await TryExportAsync(traceId, spans) is not HttpStatusCode.OK and var status)
        {
            throw new InvalidOperationException($"The spans were answered {status}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var parts = context.Request.Headers["traceparent"].ToString().Split('-');
        if (parts.Length == 4)
        {
            CallsByTrace.AddOrUpdate(parts[1], 1, (_, calls) => calls + 1);
            await OnCall(new ServiceCall(this, context, parts[1], parts[2]));
        }

        await context.Response.WriteAsync(Body, context.RequestAborted);
    }
}

/// <summary>One call of the service within a trace.</summary>
/// <param name="Service">Whom it reached.</param>
/// <param name="Context">The HTTP exchange.</param>
/// <param name="TraceId">The trace the caller asked to go on with.</param>
/// <param name="ParentId">The caller's span.</param>
public sealed record ServiceCall(FakeService Service, HttpContext Context, string TraceId, string ParentId)
{
    /// <summary>Sends the span of this call and one of a query below it.</summary>
    public async Task ExportUsualAsync()
    {
        var entry = FakeSpan.Below(ParentId, "GET /parcels", ("http.request.method", "GET"));
        await Service.ExportAsync(TraceId, [entry, FakeSpan.Below(entry.Id, "select parcels", ("db.system", "postgresql"))]);
    }
}

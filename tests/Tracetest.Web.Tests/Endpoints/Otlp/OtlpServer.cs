using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tracetest.Domain.Otlp;
using Tracetest.Web.Endpoints.Otlp;

namespace Tracetest.Web.Tests.Endpoints.Otlp;

/// <summary>Both skins on free ports, in front of a receiver of the test's.</summary>
internal sealed class OtlpServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpServer(WebApplication app)
    {
        _app = app;
        var addresses = app.Urls.Select(url => new Uri(url)).ToArray();
        (Grpc, Http, Other) = (addresses[0], addresses[1], addresses[2]);
    }

    public Uri Grpc { get; }

    public Uri Http { get; }

    /// <summary>A port that is none of OTLP's.</summary>
    public Uri Other { get; }

    /// <summary>Takes any certificate: the tests make their own.</summary>
    public HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        UseProxy = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
    });

    public static async Task<OtlpServer> StartAsync(
        IOtlpTraceReceiver receiver, CancellationToken cancellationToken, Action<OtlpServerOptions>? configure = null, OtlpTlsOptions? tls = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(receiver);
        builder.Services.AddOtlpEndpoints();
        builder.Services.Configure(configure ?? (_ => { }));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenOtlp(new OtlpServerOptions
            {
                GrpcPort = 0,
                HttpPort = 0,
                ListenOnAllAddresses = false,
                Tls = tls ?? new OtlpTlsOptions(),
            });
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        app.MapOtlpGrpc();
        app.MapOtlpHttp();
        app.MapGet("/", () => "pages");
        await app.StartAsync(cancellationToken);
        return new OtlpServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>Answers every request with one outcome and keeps what came.</summary>
internal sealed class FakeReceiver(OtlpExport outcome) : IOtlpTraceReceiver
{
    public List<byte[]> Received { get; } = [];

    /// <summary>Until this is done no request is answered.</summary>
    public Task Gate { get; init; } = Task.CompletedTask;

    public async Task<OtlpExport> ExportAsync(
        ReadOnlyMemory<byte> request, OtlpEncoding encoding, CancellationToken cancellationToken)
    {
        lock (Received)
        {
            Received.Add(request.ToArray());
        }

        await Gate.WaitAsync(cancellationToken);
        return outcome;
    }
}

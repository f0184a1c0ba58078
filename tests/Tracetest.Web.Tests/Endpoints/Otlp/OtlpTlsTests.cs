using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tracetest.Domain.Otlp;
using Tracetest.TestSupport;
using Tracetest.Web.Endpoints.Otlp;

namespace Tracetest.Web.Tests.Endpoints.Otlp;

public sealed class OtlpTlsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_OverTls_IsTakenInByBothPorts()
    {
        var receiver = new FakeReceiver(new OtlpExport.Accepted(0, ""));
        await using var server = await OtlpServer.StartAsync(receiver, Cancel, tls: NewCertificate());

        using var http = await PostAsync(server, new Uri(server.Http, "/v1/traces"), "application/x-protobuf", HttpVersion.Version11, [1]);
        using var grpc = await PostAsync(
            server,
            new Uri(server.Grpc, "/opentelemetry.proto.collector.trace.v1.TraceService/Export"),
            "application/grpc",
            HttpVersion.Version20,
            [0, 0, 0, 0, 1, 1]);

        Assert.Equal("https", server.Http.Scheme);
        Assert.Equal(HttpStatusCode.OK, http.StatusCode);
        Assert.Equal("0", grpc.TrailingHeaders.GetValues("grpc-status").Single());
        Assert.Equal(2, receiver.Received.Count);
    }

    [Fact]
    public void Options_FileThatIsNotThere_AreRefusedByName()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("otlpServer:tls:certFile", (string?)"/nowhere/cert.pem")])
            .Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddOtlpEndpoints().BuildServiceProvider();

        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<OtlpServerOptions>>().Value);

        Assert.Contains("/nowhere/cert.pem", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(OtlpServer server, Uri address, string type, Version version, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
        };
        return await server.Client.SendAsync(request, Cancel);
    }

    private static OtlpTlsOptions NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var folder = TestFolder.Create("tls");
        var (certFile, keyFile) = (Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        File.WriteAllText(certFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return new OtlpTlsOptions { CertFile = certFile, KeyFile = keyFile };
    }
}

using System.Text;
using System.Text.Json;
using Tracetest.Domain.Traces;
using Tracetest.TestSupport;
using Tracetest.TestSupport.Otlp;

namespace Tracetest.Web.Tests.Endpoints.Otlp;

/// <summary>From a sender through a skin into the database and back.</summary>
public sealed class OtlpEndToEndTests(PostgresFixture postgres)
    : IClassFixture<PostgresFixture>, IClassFixture<OtlpClients>, IAsyncLifetime
{
    private OtlpReceiverHost? _host;
    private OtlpServer? _server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await OtlpReceiverHost.StartAsync(await postgres.CreateDatabaseAsync(Cancel), Cancel);
        _server = await OtlpServer.StartAsync(_host.Receiver, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        await _host!.DisposeAsync();
    }

    [Theory]
    [InlineData("grpc", "none")]
    [InlineData("grpc", "gzip")]
    [InlineData("proto", "none")]
    [InlineData("proto", "gzip")]
    [InlineData("json", "none")]
    [InlineData("json", "gzip")]
    public async Task Send_FromTheJavaScriptSdk_IsReadBackWhole(string protocol, string compression)
    {
        var url = protocol == "grpc" ? _server!.Grpc : new Uri(_server!.Http, "/v1/traces");

        Assert.True(TraceId.TryParse(await OtlpClients.SendAsync(protocol, url, compression, Cancel), out var id));

        var trace = (await _host!.Traces.FindAsync(id, Cancel))!.Trace;
        Assert.Equal(101, trace.Count);
        Assert.Equal($"node-{protocol}-{compression}", trace.Spans[0].Resource.ServiceName);
        Assert.Equal(SpanKind.Server, trace.Spans[0].Kind);
        var child = trace.Spans[1];
        Assert.Equal(trace.Spans[0].Id, child.ParentId);
        Assert.Equal("ä", child.Attributes.Single(attribute => attribute.Key == "text").Value.AsString);
        Assert.Equal(1.5, child.Attributes.Single(attribute => attribute.Key == "half").Value.AsDouble);
        Assert.Equal(new SpanStatus(SpanStatusCode.Error, "no stock"), child.Status);
        Assert.Equal("happened", Assert.Single(child.Events).Name);
        Assert.Equal(id, Assert.Single(child.Links).TraceId);
    }

    /// <summary>The same requests a real Collector was sent get the same status and type.</summary>
    [Fact]
    public async Task Post_WhatACollectorWasSent_IsAnsweredLikeIt()
    {
        using var recorded = JsonDocument.Parse(RecordedOtlp.Read("receiver.answers.json"));
        var compared = 0;
        foreach (var answer in recorded.RootElement.EnumerateArray().Where(IsComparable))
        {
            compared++;
            using var request = Request(answer);
            using var ours = await _server!.Client.SendAsync(request, Cancel);
            var name = answer.GetProperty("case").GetString();
            var expected = IsBadId(name!) ? 200 : answer.GetProperty("httpStatus").GetInt32();
            Assert.True(
                expected == (int)ours.StatusCode,
                $"{name}: {(int)ours.StatusCode}, {await ours.Content.ReadAsStringAsync(Cancel)}");
            Assert.Equal(
                answer.GetProperty("headers").GetProperty("Content-Type")[0].GetString(), ours.Content.Headers.ContentType?.ToString());
        }

        Assert.True(compared > 10);
    }

    /// <summary>A Collector refuses the whole request for these; here the span alone is rejected.</summary>
    private static bool IsBadId(string name) =>
        name.Contains("id of ", StringComparison.Ordinal)
        || name.Contains("id null", StringComparison.Ordinal)
        || name.Contains("bytes, with a good neighbour", StringComparison.Ordinal);

    private static bool IsComparable(JsonElement answer) =>
        answer.GetProperty("case").GetString() is { } name
        && name.StartsWith("http: ", StringComparison.Ordinal)
        && answer.GetProperty("path").GetString() == "/v1/traces"
        && answer.TryGetProperty("sent", out _)
        && name is not ("http: CORS preflight" or "http: HEAD"); // a preflight is answered here

    private HttpRequestMessage Request(JsonElement answer)
    {
        var request = new HttpRequestMessage(
            new HttpMethod(answer.GetProperty("method").GetString()!), new Uri(_server!.Http, "/v1/traces"))
        {
            Content = new ByteArrayContent(Bytes(answer.GetProperty("sent").GetString()!)),
        };
        if (answer.TryGetProperty("requestHeaders", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
            {
                var value = header.Value[0].GetString();
                if (!request.Content.Headers.TryAddWithoutValidation(header.Name, value))
                {
                    request.Headers.TryAddWithoutValidation(header.Name, value);
                }
            }
        }

        return request;
    }

    private static byte[] Bytes(string sent) =>
        sent.Length % 2 == 0 && sent.All(char.IsAsciiHexDigit) ? Convert.FromHexString(sent) : Encoding.UTF8.GetBytes(sent);
}

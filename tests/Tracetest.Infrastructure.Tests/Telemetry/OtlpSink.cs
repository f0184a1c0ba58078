using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tracetest.Infrastructure.Tests.Telemetry;

/// <summary>A message read without its schema: field numbers and raw values.</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, object Value)> _fields = [];

    public ProtoMessage(byte[] bytes)
    {
        var input = new CodedInputStream(bytes);
        while (input.ReadTag() is var tag && tag != 0)
        {
            object value = WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadInt64(),
                WireFormat.WireType.Fixed64 => input.ReadFixed64(),
                WireFormat.WireType.Fixed32 => input.ReadFixed32(),
                _ => input.ReadBytes().ToByteArray(),
            };
            _fields.Add((WireFormat.GetTagFieldNumber(tag), value));
        }
    }

    public IEnumerable<ProtoMessage> Messages(int field) => All<byte[]>(field).Select(bytes => new ProtoMessage(bytes));

    public string Text(int field) => System.Text.Encoding.UTF8.GetString(All<byte[]>(field).SingleOrDefault([]));

    public string Hex(int field) => Convert.ToHexStringLower(All<byte[]>(field).SingleOrDefault([]));

    public T? One<T>(int field) => All<T>(field).SingleOrDefault();

    /// <summary>OTLP attributes, with text for text and numbers as they are.</summary>
    public Dictionary<string, object> Attributes(int field) => Messages(field).ToDictionary(
        pair => pair.Text(1),
        pair => pair.Messages(2).Single()._fields.Single() is var (kind, value) && kind == 1
            ? System.Text.Encoding.UTF8.GetString((byte[])value)
            : pair.Messages(2).Single()._fields.Single().Value);

    private IEnumerable<T> All<T>(int field) => _fields.Where(entry => entry.Field == field).Select(entry => (T)entry.Value);
}

/// <summary>A span as it came over the wire.</summary>
internal sealed record SunkSpan(ProtoMessage Span, Dictionary<string, object> Resource, string Scope)
{
    public string TraceId => Span.Hex(1);

    public string SpanId => Span.Hex(2);

    public string ParentId => Span.Hex(4);

    public string Name => Span.Text(5);

    public Dictionary<string, object> Attributes => Span.Attributes(9);
}

/// <summary>A collector on a real HTTP/2 socket.</summary>
internal sealed class OtlpSink : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpSink(WebApplication app) => _app = app;

    public ConcurrentQueue<SunkSpan> Spans { get; } = [];

    public ConcurrentQueue<string> Metrics { get; } = [];

    public string GrpcStatus { get; set; } = "0";

    public string Endpoint => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Authority;

    public static async Task<OtlpSink> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var sink = new OtlpSink(builder.Build());
        sink._app.Run(sink.TakeAsync);
        await sink._app.StartAsync(cancellationToken);
        return sink;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Read(context.Request.Path, new ProtoMessage(body.ToArray()[5..]));
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", GrpcStatus);
    }

    private void Read(string path, ProtoMessage request)
    {
        foreach (var ofResource in request.Messages(1))
        {
            var resource = ofResource.Messages(1).Single().Attributes(1);
            foreach (var ofScope in ofResource.Messages(2))
            {
                foreach (var item in ofScope.Messages(2))
                {
                    if (path.EndsWith("TraceService/Export", StringComparison.Ordinal))
                    {
                        Spans.Enqueue(new SunkSpan(item, resource, ofScope.Messages(1).Single().Text(1)));
                    }
                    else
                    {
                        Metrics.Enqueue(item.Text(1));
                    }
                }
            }
        }
    }
}

using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Tracetest.Web.Endpoints.Otlp;

/// <summary>The mark of a connection that came in on a port of ours.</summary>
/// <remarks>
/// A mark and no port number: with port 0 the number is not known beforehand, and behind a port mapping the Host header names
/// another one.
/// </remarks>
internal sealed class OtlpListener
{
    public static readonly OtlpListener Grpc = new();

    public static readonly OtlpListener Http = new();

    private OtlpListener()
    {
    }
}

/// <summary>The two ports traces come in on.</summary>
public static class OtlpListenerExtensions
{
    /// <summary>Opens the ports, unless the options say not to. Any endpoint not opened in code is then ignored by Kestrel.</summary>
    public static void ListenOtlp(this KestrelServerOptions kestrel, OtlpServerOptions options)
    {
        if (options.Enabled)
        {
            kestrel.Listen(options, options.GrpcPort, HttpProtocols.Http2, OtlpListener.Grpc);
            kestrel.Listen(options, options.HttpPort, HttpProtocols.Http1, OtlpListener.Http);
        }
    }

    /// <summary>Whether the request came in on that port.</summary>
    internal static bool CameBy(this HttpContext context, OtlpListener listener) =>
        ReferenceEquals(context.Features.Get<OtlpListener>(), listener);

    private static void Listen(
        this KestrelServerOptions kestrel, OtlpServerOptions options, int port, HttpProtocols protocols, OtlpListener mark)
    {
        if (options.ListenOnAllAddresses)
        {
            kestrel.ListenAnyIP(port, Configure);
        }
        else
        {
            kestrel.Listen(IPAddress.Loopback, port, Configure);
        }

        void Configure(ListenOptions listen)
        {
            listen.Protocols = protocols;
            if (options.Tls.Load() is { } certificate)
            {
                listen.UseHttps(certificate);
            }

            listen.Use(next => connection =>
            {
                connection.Features.Set(mark);
                return next(connection);
            });
        }
    }
}

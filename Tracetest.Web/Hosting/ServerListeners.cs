using Microsoft.AspNetCore.Server.Kestrel.Core;
using Tracetest.Web.Endpoints.Otlp;

namespace Tracetest.Web.Hosting;

/// <summary>Opens the ports: pages and API first, then OTLP.</summary>
internal static class ServerListeners
{
    public static void ListenTracetest(this KestrelServerOptions kestrel, IConfiguration configuration)
    {
        var server = configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new ServerOptions();
        var otlp = configuration.GetSection(OtlpServerOptions.Section).Get<OtlpServerOptions>() ?? new OtlpServerOptions();
        kestrel.AddServerHeader = false;
        kestrel.ListenAnyIP(server.HttpPort);
        kestrel.ListenOtlp(otlp);
    }
}

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Tracetest.Infrastructure.Triggers;

/// <summary>The one connection a request gets.</summary>
/// <remarks>
/// A trigger is fired at most once. The framework's handler sends a request anew, up to three times and even on a fresh
/// connection, when the service hangs up before it answers; nobody can tell whether it had acted by then. So each request
/// has a handler of its own, and that handler gets no second connection.
/// </remarks>
internal sealed class SingleConnection(HttpTriggerOptions options, TimeProvider time)
{
    private int _isTaken;

    /// <summary>A handler for one request; its owner disposes it, and with it the connection.</summary>
    public SocketsHttpHandler Handler(bool sslVerification) => new()
    {
        ConnectCallback = ConnectAsync,
        ConnectTimeout = options.TotalTimeout, // bounds the TLS handshake; the TCP connection has its own, shorter limit
        PooledConnectionLifetime = TimeSpan.Zero,
        ActivityHeadersPropagator = null, // the headers carry the run's trace and not this server's own
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        SslOptions = Ssl(sslVerification),
    };

    private static SslClientAuthenticationOptions Ssl(bool isVerified) => new()
    {
#pragma warning disable CA5359 // Accepting any certificate is what the user asks for with sslVerification: false.
        RemoteCertificateValidationCallback = isVerified ? null : (_, _, _, _) => true,
#pragma warning restore CA5359
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isTaken, 1) == 1)
        {
            throw new ConnectionLostException();
        }

        using var timeout = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, either.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new TimeoutException();
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The service hung up before it answered, and the request is not sent a second time.</summary>
internal sealed class ConnectionLostException() : IOException("The connection was closed before the answer began.");

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Tracetest.Domain.Triggers;

namespace Tracetest.Infrastructure.Triggers;

/// <summary>Fires HTTP triggers. Thread-safe.</summary>
/// <remarks>
/// Every request has a connection of its own. On one that was used before, the framework sends a request a second time when
/// the connection breaks before the answer begins, and nobody can tell whether the service had already acted on the first.
/// </remarks>
public sealed class HttpTriggerer : ITriggerer, IDisposable
{
    private readonly HttpTriggerOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpTriggerFailures _failures;
    private readonly HttpMessageInvoker _verifying;
    private readonly HttpMessageInvoker _trusting;

    public HttpTriggerer(IOptions<HttpTriggerOptions> options, TriggerSurroundings surroundings, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _failures = new HttpTriggerFailures(_options, surroundings);
        _verifying = new HttpMessageInvoker(Handler(new SslClientAuthenticationOptions()));
        _trusting = new HttpMessageInvoker(Handler(new SslClientAuthenticationOptions
        {
#pragma warning disable CA5359 // Accepting any certificate is what the user asks for with sslVerification: false.
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
        }));
    }

    public async Task<TriggerOutcome> FireAsync(Trigger trigger, TriggerContext context, CancellationToken cancellationToken)
    {
        var http = trigger as Trigger.Http ?? throw new ArgumentException($"A {trigger.TypeName} trigger is not fired by HTTP.", nameof(trigger));
        var (request, faults) = HttpTriggerRequest.Create(http, context);
        if (request is null)
        {
            return _failures.Invalid(faults);
        }

        using var timeout = new CancellationTokenSource(_options.TotalTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await FollowAsync(request, http.SslVerification, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return _failures.TotalTimeout(request.Url);
        }
    }

    public void Dispose()
    {
        _verifying.Dispose();
        _trusting.Dispose();
    }

    private async Task<TriggerOutcome> FollowAsync(HttpTriggerRequest request, bool sslVerification, CancellationToken cancellationToken)
    {
        try
        {
            for (var redirects = 0; ; redirects++)
            {
                using var message = request.ToMessage();
                using var response = await (sslVerification ? _verifying : _trusting).SendAsync(message, cancellationToken);
                if (HttpRedirects.Next(request, response) is not { } next)
                {
                    return new TriggerOutcome.Responded(await HttpTriggerAnswer.ReadAsync(response, cancellationToken));
                }

                if (redirects == HttpRedirects.Most)
                {
                    return _failures.TooManyRedirects(request.Url);
                }

                request = next;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException)
        {
            return _failures.Broken(request.Url, sslVerification, failure);
        }
    }

    private SocketsHttpHandler Handler(SslClientAuthenticationOptions ssl) => new()
    {
        PooledConnectionLifetime = TimeSpan.Zero, // a connection per request: see the type's remarks
        ConnectTimeout = _options.TotalTimeout, // bounds the TLS handshake; the TCP connection has its own, shorter limit
        ConnectCallback = ConnectAsync,
        ActivityHeadersPropagator = null, // the headers carry the run's trace and not this server's own
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        SslOptions = ssl,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.ConnectTimeout, _time);
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

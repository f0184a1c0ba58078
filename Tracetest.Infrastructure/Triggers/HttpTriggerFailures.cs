using System.Net.Sockets;
using System.Security.Authentication;
using Tracetest.Domain.Triggers;

namespace Tracetest.Infrastructure.Triggers;

/// <summary>Puts what went wrong between here and the service into words for the user.</summary>
/// <remarks>Exception texts that could hold what the user wrote are not passed on.</remarks>
internal sealed class HttpTriggerFailures(HttpTriggerOptions options, TriggerSurroundings surroundings)
{
    private const string ContainerHint =
        " This server runs in a container, where localhost is the container itself:"
        + " use the service's name in the compose file or cluster, or `host.docker.internal` for a service on the host.";

    public TriggerOutcome.Failed Invalid(IReadOnlyCollection<string> faults) =>
        new(new TriggerError("The request was not sent. " + string.Join(' ', faults), IsRunningInContainer: surroundings.IsInContainer));

    public TriggerOutcome.Failed TotalTimeout(Uri url) => Failed(
        url, $"did not answer in full within {Seconds(options.TotalTimeout)}."
        + $" Is it overloaded, or is its answer endless? The limit is `{HttpTriggerOptions.Section}:totalTimeout`.", isConnection: true);

    public TriggerOutcome.Failed TooManyRedirects(Uri url) => Failed(
        url, $"was reached after {HttpRedirects.Most} redirects and redirects once more. Does it redirect in a circle?");

    public TriggerOutcome.Failed Broken(Uri url, bool sslVerification, Exception failure) => failure switch
    {
        HttpRequestException { InnerException: ConnectionLostException } => BrokenOff(url, failure),
        HttpRequestException { InnerException: TimeoutException } => Failed(
            url, $"did not accept a connection within {Seconds(options.ConnectTimeout)}."
            + " Is the service up, the port right, and no firewall between?", isConnection: true),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => Failed(
            url, $"could not be reached: the host name `{url.IdnHost}` is not known here. Check its spelling and this server's DNS.", isConnection: true),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => Failed(
            url, $"could not be reached: {ReasonOf(failure)}. Is the service up, and is this its port?", isConnection: true),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Failed(url, TlsReason(failure, sslVerification)),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => Failed(
            url, "answered with headers larger than 64 KiB, which is more than is read."),
        InvalidDataException => Failed(url, "answered with a body that is not compressed the way its Content-Encoding says."),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } =>
            Failed(url, "answered with something that is not valid HTTP/1.1. Is this the right port?"),
        _ => BrokenOff(url, failure),
    };

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.###} s");

    private static string TlsReason(Exception failure, bool sslVerification) =>
        sslVerification && failure.InnerException is AuthenticationException && !HasIoCause(failure)
            ? "has a certificate that is not trusted here (self-signed, expired, or made for another host)."
              + " Turn sslVerification off for this trigger, or add the issuer to this server's trusted certificates."
            : "could not agree on TLS with this server. Does it speak plain http on this port?";

    private static bool HasIoCause(Exception failure) => Causes(failure).Any(cause => cause is IOException or SocketException);

    private static string ReasonOf(Exception failure) =>
        Causes(failure).OfType<SocketException>().FirstOrDefault()?.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "the connection was refused",
            SocketError.ConnectionReset => "the connection was reset",
            SocketError.NetworkUnreachable or SocketError.HostUnreachable => "there is no route to the host",
            SocketError.HostNotFound or SocketError.TryAgain => "the host name could not be looked up",
            SocketError.AddressNotAvailable => "the address or port cannot be used",
            { } other => $"socket error {other}",
            null => "the connection was closed",
        };

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private TriggerOutcome.Failed BrokenOff(Uri url, Exception failure) => Failed(
        url, $"took the connection, but broke it off before its answer was whole ({ReasonOf(failure)})."
        + " The request was not sent again. See the service's own log.");

    private TriggerOutcome.Failed Failed(Uri url, string happening, bool isConnection = false)
    {
        var isLocal = HttpTriggerUrl.IsLocalhost(url);
        var hint = isConnection && isLocal && surroundings.IsInContainer ? ContainerHint : "";
        return new(new TriggerError($"{HttpTriggerUrl.Shown(url)} {happening}{hint}", isConnection, surroundings.IsInContainer, isLocal));
    }
}

using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;

namespace Tracetest.Web.Hosting;

/// <summary>Answers API calls that met a fault nobody foresaw: 503 while the database is away, 500 for a bug of ours.</summary>
internal sealed class UnhandledFaults(ILogger<UnhandledFaults> logger) : IExceptionHandler
{
    private const int RetryAfterSeconds = 2;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var status = exception.GetBaseException() is DbException or TimeoutException or System.Net.Sockets.SocketException
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status500InternalServerError;
        logger.LogError(exception, "{Method} {Path} was answered {Status}.", httpContext.Request.Method, httpContext.Request.Path, status);
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        httpContext.Response.StatusCode = status;
        await httpContext.Response.WriteAsJsonAsync(new { code = status, error = Message(status) }, cancellationToken);
        return true;
    }

    private static string Message(int status) => status == StatusCodes.Status503ServiceUnavailable
        ? "The database does not answer. Nothing was changed; try again."
        : "An internal error; the server's log has the details.";
}

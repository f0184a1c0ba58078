using System.Data.Common;

namespace Tracetest.Web.Components.Elements;

/// <summary>Which exceptions of a port mean that the database cannot be had just now, so that a page offers to try again.</summary>
/// <remarks>Anything else is a bug and goes to the circuit's error panel.</remarks>
public static class LoadFailure
{
    /// <summary>Whether the exception, or what caused it, comes from the database or the way to it.</summary>
    public static bool Is(Exception exception)
    {
        for (var at = exception; at is not null; at = at.InnerException)
        {
            if (at is DbException or TimeoutException or IOException or System.Net.Sockets.SocketException)
            {
                return true;
            }
        }

        return false;
    }
}

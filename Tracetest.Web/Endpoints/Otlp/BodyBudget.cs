using Microsoft.Extensions.Options;

namespace Tracetest.Web.Endpoints.Otlp;

/// <summary>The memory all request bodies together may take. Thread-safe.</summary>
internal sealed class BodyBudget(IOptions<OtlpServerOptions> options)
{
    private readonly long _max = options.Value.MaxBytesInFlight;
    private long _taken;

    /// <summary>Takes that many bytes, unless that would be too many; the only taker gets whatever it asks for.</summary>
    public bool TryTake(long bytes)
    {
        var taken = Interlocked.Add(ref _taken, bytes);
        if (taken <= _max || taken == bytes)
        {
            return true;
        }

        Return(bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref _taken, -bytes);
}

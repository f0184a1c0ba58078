using System.Data.Common;

namespace Tracetest.Domain.TestRuns;

/// <summary>Reads what a run needs, also while the database is away for a while: that is no reason to end a run.</summary>
internal static class PatientRead
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>Reads again after transient failures; after <paramref name="until"/> such a failure is thrown.</summary>
    public static async Task<T> OfAsync<T>(
        Func<CancellationToken, Task<T>> read, DateTimeOffset until, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await read(cancellationToken);
            }
            catch (DbException exception) when (exception.IsTransient && clock.GetUtcNow() < until)
            {
                await Task.Delay(RetryDelay, clock, cancellationToken);
            }
        }
    }
}

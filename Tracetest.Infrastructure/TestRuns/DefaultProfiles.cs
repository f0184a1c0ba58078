using Tracetest.Domain.Polling;

namespace Tracetest.Infrastructure.TestRuns;

internal sealed class DefaultProfiles : IPollingProfiles
{
    public Task<PollingProfile> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(PollingProfile.Default);
}

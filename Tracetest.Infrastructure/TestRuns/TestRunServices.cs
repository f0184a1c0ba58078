using Microsoft.Extensions.DependencyInjection;
using Tracetest.Domain.TestRuns;

namespace Tracetest.Infrastructure.TestRuns;

/// <summary>Registers the stored runs and the engine that executes them.</summary>
public static class TestRunServices
{
    /// <summary>How many services are called at once; runs posted beyond that wait their turn.</summary>
    private const int Calls = 128;

    public static IServiceCollection AddTestRuns(this IServiceCollection services)
    {
        services.AddSingleton<ServerLease>();
        services.AddHostedService(provider => provider.GetRequiredService<ServerLease>());
        services.AddSingleton<ITestRunRepository, TestRunRepository>();
        services.AddSingleton<RunFeed>();
        services.AddSingleton<RunPorts>();
        services.AddSingleton<RunProgress>();
        services.AddSingleton(_ => new RunSlots(Calls, Environment.ProcessorCount));
        services.AddSingleton<RunEngine>();
        services.AddSingleton<IRunStarter>(provider => provider.GetRequiredService<RunEngine>());
        services.AddHostedService<RunWorker>();
        return services;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Tracetest.Domain.Tests;

namespace Tracetest.Infrastructure.Tests;

/// <summary>Registers the stored tests.</summary>
public static class TestServices
{
    public static IServiceCollection AddTests(this IServiceCollection services) =>
        services.AddSingleton<ITestRepository, TestRepository>();
}

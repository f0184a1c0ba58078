using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tracetest.Domain.Triggers;
using Tracetest.Infrastructure.Triggers;

namespace Tracetest.Infrastructure.Tests.Triggers;

public sealed class TriggerServicesTests
{
    [Fact]
    public async Task AddTriggers_DefaultConfiguration_GivesATriggererWithTheOriginalsLimits()
    {
        await using var provider = Provider([]);

        Assert.IsType<HttpTriggerer>(provider.GetRequiredService<ITriggerer>());
        var options = provider.GetRequiredService<IOptions<HttpTriggerOptions>>().Value;
        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)), (options.ConnectTimeout, options.TotalTimeout));
    }

    [Fact]
    public async Task AddTriggers_LimitsOutOfRange_AreAllToldAtOnce()
    {
        await using var provider = Provider(new() { ["triggers:http:totalTimeout"] = "02:00:00", ["triggers:http:connectTimeout"] = "00:00:00" });

        var fault = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<HttpTriggerOptions>>().Value);

        Assert.Equal(2, fault.Failures.Count());
    }

    private static ServiceProvider Provider(Dictionary<string, string?> configuration) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build())
        .AddTriggers()
        .BuildServiceProvider();
}

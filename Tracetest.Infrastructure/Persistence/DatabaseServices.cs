using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Tracetest.Domain.Readiness;
using Tracetest.Infrastructure.EmbeddedPostgres;

namespace Tracetest.Infrastructure.Persistence;

/// <summary>Registers the product's database: embedded or external, one data source for all.</summary>
public static class DatabaseServices
{
    public static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        services.AddOptions<PostgresOptions>().BindConfiguration(PostgresOptions.Section).ValidateOnStart();
        services.AddOptions<EmbeddedPostgresOptions>().BindConfiguration(EmbeddedPostgresOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgresOptions>, ValidatePostgresOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmbeddedPostgresOptions>, ValidateEmbeddedPostgresOptions>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging(QuietStatements);
        services.AddSingleton(CreateCluster);
        services.AddSingleton(CreateSource);
        services.AddPooledDbContextFactory<TracetestDatabase>((provider, options) =>
            options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<DatabaseMigrator>();
        services.AddSingleton<DatabaseCheck>();
        services.AddSingleton<IDatabaseStatus>(provider => provider.GetRequiredService<DatabaseCheck>());
        services.AddHostedService<DatabaseStartup>();
        return services;
    }

    /// <summary>
    /// Not every statement is news; and one that fails throws at its caller, while EF logs an error of its own already where a
    /// fresh database merely has no migration history yet.
    /// </summary>
    private static void QuietStatements(ILoggingBuilder logging) => logging
        .AddFilter("Npgsql", LogLevel.Warning)
        .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning)
        .AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Critical);

    private static EmbeddedCluster CreateCluster(IServiceProvider provider) => new(
        provider.GetRequiredService<IOptions<EmbeddedPostgresOptions>>().Value,
        Environment.GetEnvironmentVariable,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<EmbeddedCluster>>());

    private static NpgsqlDataSource CreateSource(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<PostgresOptions>>().Value;
        var connection = options.IsEmbedded
            ? PostgresConnection.ToEmbedded(provider.GetRequiredService<EmbeddedCluster>().ConnectionString, options)
            : PostgresConnection.ToExternal(options);
        return new NpgsqlDataSourceBuilder(connection.ConnectionString)
            .UseLoggerFactory(provider.GetRequiredService<ILoggerFactory>())
            .Build();
    }
}

using System.Collections.Frozen;
using Npgsql;
using Pokeshop.Pokemons;

namespace Pokeshop.Storage;

/// <summary>The shop's PostgreSQL database, as two pools: one that makes a span of each statement, and one that makes none.</summary>
/// <remarks>
/// The queue and the probes use the quiet one: the queue stands for a message broker, and what it does inside is no span of ours.
/// </remarks>
public sealed class ShopDatabase : IAsyncDisposable
{
    private static readonly FrozenDictionary<string, Statement> Known =
        PokemonStatements.All.ToFrozenDictionary(statement => statement.Sql);

    public ShopDatabase(string connectionString)
    {
        Traced = Build(connectionString, traced: true);
        Quiet = Build(connectionString, traced: false);
    }

    public NpgsqlDataSource Traced { get; }

    public NpgsqlDataSource Quiet { get; }

    public async ValueTask DisposeAsync()
    {
        await Traced.DisposeAsync();
        await Quiet.DisposeAsync();
    }

    private static NpgsqlDataSource Build(string connectionString, bool traced)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString)
        {
            Name = traced ? "pokeshop" : "pokeshop-quiet", // else the connection string becomes an attribute
        };
        builder.ConfigureTracing(tracing => tracing
            .EnablePhysicalOpenTracing(false) // a trace must not depend on how warm the pool is
            .ConfigureCommandFilter(_ => traced)
            .ConfigureCommandSpanNameProvider(command => Find(command)?.SpanName)
            .ConfigureCommandEnrichmentCallback((span, command) =>
            {
                span.SetTag("db.operation.name", Find(command)?.Operation);
                span.SetTag("db.collection.name", Find(command)?.Table);
            }));
        return builder.Build();
    }

    private static Statement? Find(NpgsqlCommand command) => Known.GetValueOrDefault(command.CommandText);
}

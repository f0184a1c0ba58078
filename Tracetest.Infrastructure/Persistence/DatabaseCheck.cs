using Npgsql;
using Tracetest.Domain.Readiness;

namespace Tracetest.Infrastructure.Persistence;

/// <summary>Asks the database whether it answers.</summary>
internal sealed class DatabaseCheck(NpgsqlDataSource source, TimeProvider time) : IDatabaseStatus
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private volatile bool _prepared;

    /// <summary>From now on only the database itself is asked.</summary>
    public void Prepared() => _prepared = true;

    public async Task<DatabaseStatus> CheckAsync(CancellationToken cancellationToken) =>
        _prepared ? await AskAsync(cancellationToken) : new DatabaseStatus.Starting();

    private async Task<DatabaseStatus> AskAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await using var command = source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(either.Token);
            return new DatabaseStatus.Ready();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DatabaseStatus.Unreachable($"The database did not answer within {Timeout}.");
        }
        catch (NpgsqlException e)
        {
            return new DatabaseStatus.Unreachable(e.Message);
        }
    }
}

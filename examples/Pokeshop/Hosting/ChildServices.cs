namespace Pokeshop.Hosting;

/// <summary>The catalogue and the worker as child processes of the api.</summary>
public sealed class ChildServices(ShopSettings settings, IHostApplicationLifetime lifetime, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly List<ChildService> _children = [];

    /// <summary>Whether a child ended before it was told to.</summary>
    public bool EndedEarly { get; private set; }

    /// <summary>Starts the catalogue, then the worker that calls it, and waits until each listens.</summary>
    /// <returns><see langword="false"/> when one did not; why is on standard error.</returns>
    public async Task<bool> StartAsync(CancellationToken cancellationToken)
    {
        var catalogue = await StartAsync(ShopRole.Catalogue, [], cancellationToken);
        if (catalogue is null)
        {
            return false;
        }

        var surroundings = new Dictionary<string, string>
        {
            [ShopSettings.DatabaseKey] = settings.Database,
            [ShopSettings.CatalogueKey] = catalogue,
        };
        return await StartAsync(ShopRole.Worker, surroundings, cancellationToken) is not null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var child in _children)
        {
            await child.DisposeAsync();
        }
    }

    /// <summary>A shop without one of its services is none; Ctrl+C, though, reaches parent and children alike.</summary>
    private void OnChildEnded()
    {
        EndedEarly |= !lifetime.ApplicationStopping.IsCancellationRequested;
        lifetime.StopApplication();
    }

    private async Task<string?> StartAsync(ShopRole role, Dictionary<string, string> surroundings, CancellationToken cancellationToken)
    {
        var child = ChildService.Start(role, surroundings, OnChildEnded);
        _children.Add(child);
        try
        {
            return await child.Address.WaitAsync(StartLimit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            await Console.Error.WriteLineAsync($"{role.ServiceName()} did not listen within {StartLimit.TotalSeconds} seconds.");
            return null;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{role.ServiceName()} ended before it listened.");
            return null;
        }
    }
}

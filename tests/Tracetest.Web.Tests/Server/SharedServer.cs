using Tracetest.TestSupport.Server;

[assembly: AssemblyFixture(typeof(Tracetest.Web.Tests.Server.SharedServer))]

namespace Tracetest.Web.Tests.Server;

/// <summary>One server for all tests that neither end nor configure theirs; it starts when the first asks.</summary>
public sealed class SharedServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private ServerProcess? _server;

    public async Task<ServerProcess> GetAsync()
    {
        await _gate.WaitAsync();
        try
        {
            return _server ??= await ServerProcess.StartAsync(ServerSetup.Impatient, CancellationToken.None);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task<FakeService> StartServiceAsync()
    {
        var service = await FakeService.StartAsync(CancellationToken.None);
        service.Collector = (await GetAsync()).OtlpHttp;
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        _gate.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}

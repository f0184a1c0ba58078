namespace Tracetest.Domain.TestRuns;

/// <summary>Bounds what runs do at the same time; who finds no slot waits its turn.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="calls">How many services are called at once. At least 1.</param>
/// <param name="judgements">How many traces are judged at once. At least 1.</param>
public sealed class RunSlots(int calls, int judgements) : IDisposable
{
    private readonly SemaphoreSlim _calls = new(calls);
    private readonly SemaphoreSlim _judgements = new(judgements);

    /// <summary>Takes a call slot if one is free now.</summary>
    public bool TryEnterCall() => _calls.Wait(0);

    /// <summary>Takes a call slot as soon as one is free.</summary>
    public Task EnterCallAsync(CancellationToken cancellationToken) => _calls.WaitAsync(cancellationToken);

    /// <summary>Gives a call slot back.</summary>
    public void LeaveCall() => _calls.Release();

    /// <summary>Takes a slot for judging as soon as one is free.</summary>
    public Task EnterJudgementAsync(CancellationToken cancellationToken) => _judgements.WaitAsync(cancellationToken);

    /// <summary>Gives a slot for judging back.</summary>
    public void LeaveJudgement() => _judgements.Release();

    /// <inheritdoc/>
    public void Dispose()
    {
        _calls.Dispose();
        _judgements.Dispose();
    }
}

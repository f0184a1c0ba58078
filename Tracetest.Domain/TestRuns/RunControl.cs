using System.Diagnostics;
using Tracetest.Domain.Tests;

namespace Tracetest.Domain.TestRuns;

/// <summary>How users and the server intervene in a run that goes on.</summary>
/// <remarks>
/// A user's stop ends whatever the run does. The server's end leaves a call in flight alone, so that its answer is stored, and
/// ends only the wait for spans, which the next server goes on with.
/// </remarks>
internal sealed class RunControl : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _skip = new();
    private readonly CancellationTokenSource _stopOrShutDown;

    public RunControl(bool holdsCallSlot, CancellationToken shutDown)
    {
        HoldsCallSlot = holdsCallSlot;
        _stopOrShutDown = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, shutDown);
    }

    /// <summary>The span of this server's own telemetry that the next stage continues.</summary>
    public ActivityContext Parent { get; set; } = Activity.Current?.Context ?? default;

    /// <summary>Whether a slot has to be given back when the run ends early.</summary>
    public bool HoldsCallSlot { get; set; }

    /// <summary>Whether the trace is there and being judged, which tells what broke if something does.</summary>
    public bool IsJudging { get; set; }

    public CancellationToken Stopped => _stop.Token;

    public CancellationToken StoppedOrShutDown => _stopOrShutDown.Token;

    /// <summary>Cancelled when no more spans shall be awaited; from the start for a test that collects none.</summary>
    public CancellationToken SkipRequested(Test test) => test.SkipTraceCollection ? new CancellationToken(canceled: true) : _skip.Token;

    public void Stop() => _stop.Cancel();

    public void Skip() => _skip.Cancel();

    public void LeaveCallSlot(RunSlots slots)
    {
        if (HoldsCallSlot)
        {
            HoldsCallSlot = false;
            slots.LeaveCall();
        }
    }

    public void Dispose()
    {
        _stopOrShutDown.Dispose();
        _stop.Dispose();
        _skip.Dispose();
    }
}

using Tracetest.Domain.LanguageServices;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Traces;
using Tracetest.Web.Components.TestRuns;

namespace Tracetest.Web.Components.Tests;

/// <summary>What the texts of a test are tried on while they are written: its newest finished run with a trace.</summary>
/// <param name="RunId">The run's number.</param>
/// <param name="Trace">Its spans under the trigger's.</param>
/// <param name="Context">What the language's services know of it.</param>
public sealed record TriedRun(int RunId, Trace Trace, LanguageContext Context)
{
    private const int RunsLookedAt = 5;

    /// <summary>Finds it; <see langword="null"/> when none of the newest runs has one.</summary>
    /// <param name="services">Where runs and traces are.</param>
    /// <param name="testId">The test.</param>
    /// <param name="runId">The run to take instead, if it has a trace.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<TriedRun?> FindAsync(RunPageServices services, string testId, int? runId, CancellationToken cancellationToken)
    {
        var wanted = runId is { } id ? await services.Runs.FindAsync(testId, id, cancellationToken) : null;
        var runs = await services.Runs.ListAsync(testId, RunsLookedAt, 0, cancellationToken);
        foreach (var run in runs.Items.Where(run => run.State == RunState.Finished).Prepend(wanted).OfType<TestRun>())
        {
            if (await services.Traces.FindAsync(run.TraceId, cancellationToken) is { } stored)
            {
                return Of(run, stored.Trace.WithTriggerRoot(TriggerSpan.Of(run)));
            }
        }

        return null;
    }

    /// <summary>Its variables are those it was started with and the outputs it read.</summary>
    private static TriedRun Of(TestRun run, Trace trace)
    {
        var variables = run.Variables.Select(variable => KeyValuePair.Create(variable.Key, variable.Value))
            .Concat(run.Outputs.Select(output => KeyValuePair.Create(output.Name, output.Value)));
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            byName[name] = value;
        }

        return new TriedRun(run.Id, trace, new LanguageContext { Trace = trace, Variables = byName });
    }
}

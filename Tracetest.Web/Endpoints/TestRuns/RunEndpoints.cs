using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Variables;
using Tracetest.Web.Endpoints.Documents;

namespace Tracetest.Web.Endpoints.TestRuns;

/// <summary>Runs of a test: <c>/api/tests/{testId}/run</c>.</summary>
/// <remarks>Source: spec server 4.3.</remarks>
internal static class RunEndpoints
{
    private const string Success = "success";

    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        var runs = api.MapGroup("/tests/{testId}/run");
        runs.MapPost("", StartAsync);
        runs.MapGet("", ListAsync);
        runs.MapGet("/{runId}", FindAsync);
        runs.MapDelete("/{runId}", DeleteAsync);
        runs.MapGet("/{runId}/events", EventsAsync);
        runs.MapPost("/{runId}/stop", StopAsync);
        runs.MapPost("/{runId}/skipPolling", SkipAsync);
    }

    private static async Task<IResult> StartAsync(
        string testId, HttpRequest request, IRunStarter starter, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (asked, refusal) = await ReadRequestAsync(testId, request, cancellationToken);
        if (asked is null)
        {
            return JsonAnswer.Error(refusal.Status, refusal.Reason);
        }

        return await starter.StartAsync(asked, cancellationToken) switch
        {
            RunStart.Started(var run) => JsonAnswer.Of(writer => RunJson.Write(writer, run, RunView.Plain, clock.GetUtcNow())),
            RunStart.MissingVariables(var names) => JsonAnswer.Of(
                writer => WriteMissing(writer, testId, names), StatusCodes.Status422UnprocessableEntity),
            _ => RunTraces.NoSuchTest(testId),
        };
    }

    private static async Task<IResult> ListAsync(
        string testId, HttpRequest request, RunReaders readers, TimeProvider clock, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        var take = QueryNumbers.ReadTake(request.Query, faults);
        var skip = QueryNumbers.Read(request.Query, "skip", 0, faults);
        if (faults.Count > 0)
        {
            return JsonAnswer.Error(StatusCodes.Status400BadRequest, string.Join("; ", faults));
        }

        if (await readers.Tests.FindAsync(testId, cancellationToken) is null)
        {
            return RunTraces.NoSuchTest(testId);
        }

        var page = await readers.Runs.ListAsync(testId, take, skip, cancellationToken);
        request.HttpContext.Response.Headers["X-Total-Count"] = page.Total.ToString(CultureInfo.InvariantCulture);
        return JsonAnswer.Of(writer =>
        {
            writer.WriteStartArray();
            foreach (var run in page.Items)
            {
                RunJson.Write(writer, run, RunView.Plain, clock.GetUtcNow());
            }

            writer.WriteEndArray();
        });
    }

    private static async Task<IResult> FindAsync(
        string testId, string runId, HttpRequest request, RunReaders readers, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!RunTraces.TryReadNumber(runId, out var number))
        {
            return RunTraces.BadNumber(runId);
        }

        if (await readers.Runs.FindAsync(testId, number, cancellationToken) is not { } run)
        {
            return RunTraces.NoSuchRun(testId, runId);
        }

        var stored = await readers.Traces.FindAsync(run.TraceId, cancellationToken);
        var late = run.JudgedThrough is { } judged ? stored?.CountReceivedAfter(judged) ?? 0 : 0;
        var view = new RunView(RunTraces.Shown(run, stored), late, request.IsAugmented());
        return JsonAnswer.Of(writer => RunJson.Write(writer, run, view, clock.GetUtcNow()));
    }

    private static async Task<IResult> DeleteAsync(string testId, string runId, RunReaders readers, CancellationToken cancellationToken)
    {
        if (!RunTraces.TryReadNumber(runId, out var number))
        {
            return RunTraces.BadNumber(runId);
        }

        return await readers.Runs.DeleteAsync(testId, number, cancellationToken) ? Results.NoContent() : RunTraces.NoSuchRun(testId, runId);
    }

    private static async Task<IResult> EventsAsync(string testId, string runId, RunReaders readers, CancellationToken cancellationToken)
    {
        if (!RunTraces.TryReadNumber(runId, out var number))
        {
            return RunTraces.BadNumber(runId);
        }

        var events = await readers.Runs.EventsAsync(testId, number, cancellationToken);
        return events.IsEmpty && await readers.Runs.FindAsync(testId, number, cancellationToken) is null
            ? RunTraces.NoSuchRun(testId, runId)
            : JsonAnswer.Of(writer => RunEventJson.Write(writer, testId, number, events));
    }

    private static async Task<IResult> StopAsync(
        string testId, string runId, IRunStarter starter, RunReaders readers, CancellationToken cancellationToken) =>
        await IntervenedAsync(testId, runId, readers, starter.StopAsync, cancellationToken);

    private static async Task<IResult> SkipAsync(
        string testId, string runId, IRunStarter starter, RunReaders readers, CancellationToken cancellationToken) =>
        await IntervenedAsync(testId, runId, readers, starter.SkipAwaitingTraceAsync, cancellationToken);

    /// <summary>Stopping what has been stopped is no fault; stopping what has ended otherwise is.</summary>
    private static async Task<IResult> IntervenedAsync(
        string testId,
        string runId,
        RunReaders readers,
        Func<string, int, CancellationToken, Task<bool>> intervene,
        CancellationToken cancellationToken)
    {
        if (!RunTraces.TryReadNumber(runId, out var number))
        {
            return RunTraces.BadNumber(runId);
        }

        if (await intervene(testId, number, cancellationToken))
        {
            return Done();
        }

        return await readers.Runs.FindAsync(testId, number, cancellationToken) switch
        {
            null => RunTraces.NoSuchRun(testId, runId),
            { State: RunState.Stopped } => Done(),
            var run => JsonAnswer.Error(StatusCodes.Status422UnprocessableEntity, $"run {runId} of test {testId} is {run.State.ToName()}"),
        };
    }

    private static JsonAnswer Done() => JsonAnswer.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("result", Success);
        writer.WriteEndObject();
    });

    private static async Task<(RunRequest? Asked, DocumentRead.Refused Refusal)> ReadRequestAsync(
        string testId, HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await request.ReadDocumentAsync(cancellationToken, whenEmpty: new JsonObject());
        if (read is not DocumentRead.Understood(var root))
        {
            return (null, (DocumentRead.Refused)read);
        }

        var document = new DocumentReader(root);
        var asked = ReadRequest(testId, document);
        var faults = new DocumentRead.Refused(StatusCodes.Status400BadRequest, string.Join("; ", document.Faults));
        return (document.Faults.Count == 0 ? asked : null, faults);
    }

    private static RunRequest ReadRequest(string testId, DocumentReader document)
    {
        if (document.Text("variableSetId").Length > 0)
        {
            document.Fault("variableSetId", "variable sets are not kept by this version; give the variables with the run");
        }

        ImmutableArray<string>? gates = document.OptionalTexts("requiredGates") is { } asked ? [.. asked] : null;
        foreach (var unknown in (gates ?? []).Where(gate => !RequiredGatesResult.Known.Contains(gate)))
        {
            document.Fault("requiredGates", $"`{unknown}` is not one of {string.Join(", ", RequiredGatesResult.Known)}");
        }

        return new RunRequest(testId)
        {
            Variables = [.. document.Objects("variables").Select(one => new Variable(one.RequiredText("key"), one.Text("value"))).DistinctBy(one => one.Key)],
            Metadata = document.TextsByName("metadata").ToImmutableSortedDictionary(StringComparer.Ordinal),
            RequiredGates = gates,
        };
    }

    private static void WriteMissing(Utf8JsonWriter writer, string testId, ImmutableArray<string> names)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("missingVariables");
        writer.WriteStartObject();
        writer.WriteString("testId", testId);
        writer.WriteStartArray("variables");
        foreach (var name in names)
        {
            writer.WriteStartObject();
            writer.WriteString("key", name);
            writer.WriteString("defaultValue", "");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}

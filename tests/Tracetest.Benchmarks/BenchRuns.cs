using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tracetest.Domain.TestRuns;

namespace Tracetest.Benchmarks;

/// <summary>Makes tests and runs them through the REST API, and learns of their ends from the server's own feed.</summary>
internal sealed class BenchRuns : IDisposable
{
    private readonly ConcurrentDictionary<(string TestId, int RunId), TaskCompletionSource<FinalRun>> _ends = new();
    private readonly HttpClient _http;
    private readonly IDisposable _subscription;

    public BenchRuns(BenchServer server)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Api, Timeout = TimeSpan.FromMinutes(5) };
        _subscription = server.Feed.Subscribe(Note);
    }

    /// <summary>A test of a service that leaves so many spans, with two selectors and ten assertions.</summary>
    public async Task CreateTestAsync(string id, string serviceUrl, int spans, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync("api/tests", Definition(id, serviceUrl, spans), cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    /// <summary>Runs a test to its end.</summary>
    public async Task<FinalRun> RunAsync(string testId, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsync(new Uri($"api/tests/{testId}/run", UriKind.Relative), null, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var run = await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
        var key = (testId, run!["id"]!.GetValue<int>());
        var final = await End(key).Task.WaitAsync(TimeSpan.FromMinutes(5), cancellationToken);
        _ends.TryRemove(key, out _);
        return final;
    }

    /// <summary>Keeps a number of runs in flight, of these tests in turn, until a total is reached.</summary>
    /// <returns>Runs a second.</returns>
    public async Task<double> RateAsync(IReadOnlyList<string> testIds, int inFlight, int total, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = inFlight, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, total, parallel, async (i, cancel) =>
        {
            var final = await RunAsync(testIds[i % testIds.Count], cancel);
            if (!final.Run.IsPassed)
            {
                throw new InvalidOperationException($"A run ended in {final.Run.State}: {final.Run.LastError}");
            }
        });
        return total / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _http.Dispose();
    }

    private static JsonObject Definition(string id, string serviceUrl, int spans) => new()
    {
        ["type"] = "Test",
        ["spec"] = new JsonObject
        {
            ["id"] = id,
            ["name"] = id,
            ["trigger"] = Trigger(string.Create(CultureInfo.InvariantCulture, $"{serviceUrl}/{spans}")),
            ["specs"] = new JsonArray(
                Spec("span[name = \"GET /api/carts/{id}\"]"),
                Spec("span[url.path = \"/api/carts/1\"]")),
        },
    };

    private static JsonObject Trigger(string url) => new()
    {
        ["type"] = "http",
        ["httpRequest"] = new JsonObject { ["method"] = "GET", ["url"] = url },
    };

    private static JsonObject Spec(string selector) => new()
    {
        ["selector"] = selector,
        ["assertions"] = new JsonArray(
            "attr:http.response.status_code = 200",
            "attr:http.request.method = \"GET\"",
            "attr:server.port > 80",
            "attr:url.path contains \"carts\"",
            "attr:tracetest.span.duration <= 10s"),
    };

    private void Note(TestRun run)
    {
        if (run.State.IsFinal())
        {
            End((run.TestId, run.Id)).TrySetResult(new FinalRun(run, Stopwatch.GetTimestamp()));
        }
    }

    private TaskCompletionSource<FinalRun> End((string TestId, int RunId) key) =>
        _ends.GetOrAdd(key, _ => new TaskCompletionSource<FinalRun>(TaskCreationOptions.RunContinuationsAsynchronously));
}

/// <summary>A run that has ended.</summary>
/// <param name="Run">As stored.</param>
/// <param name="CommittedAt">The <see cref="Stopwatch"/> reading right after the commit.</param>
internal sealed record FinalRun(TestRun Run, long CommittedAt);

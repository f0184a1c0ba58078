using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tracetest.Smoke;

/// <summary>Creates and runs example tests through the REST API, as any client would.</summary>
internal sealed class ExampleTests(HttpClient http)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly HashSet<string> FinalStates =
        ["FINISHED", "TRIGGER_FAILED", "TRACE_FAILED", "ASSERTION_FAILED", "ANALYZING_ERROR", "STOPPED"];

    public async Task CreateAsync(ExampleTest test)
    {
        using var body = new StringContent(test.Definition, Encoding.UTF8, new MediaTypeHeaderValue("text/yaml"));
        using var answer = await http.PutAsync("api/tests", body);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{test.Id}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>Runs a test to its end and says in one line what came of it.</summary>
    public async Task<Outcome> RunAsync(ExampleTest test)
    {
        using var started = await http.PostAsync($"api/tests/{test.Id}/run", null);
        started.EnsureSuccessStatusCode();
        var number = (await ReadAsync(started))["id"]!.GetValue<int>();
        return Describe(test, number, await FinalAsync(test.Id, number));
    }

    private async Task<JsonNode> FinalAsync(string testId, int number)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            using var answer = await http.GetAsync($"api/tests/{testId}/run/{number}", limit.Token);
            answer.EnsureSuccessStatusCode();
            var run = await ReadAsync(answer);
            if (FinalStates.Contains(Text(run["state"])))
            {
                return run;
            }

            await Task.Delay(PollInterval, limit.Token);
        }
    }

    private Outcome Describe(ExampleTest test, int number, JsonNode run)
    {
        var spans = (run["result"]?["results"]?.AsArray() ?? [])
            .SelectMany(spec => spec!["results"]!.AsArray())
            .SelectMany(assertion => assertion!["spanResults"]!.AsArray())
            .Select(span => span!["passed"]?.GetValue<bool>() ?? false)
            .ToList();
        var finished = Text(run["state"]) == "FINISHED";
        var passed = finished && (run["requiredGatesResult"]?["passed"]?.GetValue<bool>() ?? false);
        var word = (passed, finished, test.MustFail) switch
        {
            (true, _, false) => "passed",
            (true, _, true) => "passed although it must fail",
            (false, true, true) => "failed as intended",
            (false, true, false) => "failed",
            _ => $"ended in {Text(run["state"])}: {Text(run["lastErrorState"])}",
        };
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{word,-18} {test.Id,-27} {spans.Count(span => span)}/{spans.Count} checks, {run["spansJudged"]} spans, {Waited(run):0} ms to verdict, {http.BaseAddress}test/{test.Id}/run/{number}/test");
        return new Outcome(line, finished && passed != test.MustFail);
    }

    /// <summary>Milliseconds from the service's answer to the verdict.</summary>
    private static double Waited(JsonNode run) =>
        (Time(run["completedAt"]) - Time(run["serviceTriggerCompletedAt"])).TotalMilliseconds;

    private static DateTimeOffset Time(JsonNode? node) => DateTimeOffset.Parse(Text(node), CultureInfo.InvariantCulture);

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) =>
        await JsonNode.ParseAsync(await answer.Content.ReadAsStreamAsync(), documentOptions: new JsonDocumentOptions { MaxDepth = 1024 })
        ?? throw new InvalidDataException("The server answered null.");

    /// <param name="Line">For people.</param>
    /// <param name="IsAsExpected">Whether the run ended as the example says.</param>
    internal sealed record Outcome(string Line, bool IsAsExpected);
}

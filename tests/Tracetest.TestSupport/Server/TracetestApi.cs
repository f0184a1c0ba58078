using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tracetest.TestSupport.Server;

/// <summary>Speaks to a server's REST API as its clients do.</summary>
public sealed class TracetestApi : IDisposable
{
    private static readonly TimeSpan FinalLimit = TimeSpan.FromMinutes(3);

    private static readonly HashSet<string> FinalStates =
        ["FINISHED", "TRIGGER_FAILED", "TRACE_FAILED", "ASSERTION_FAILED", "ANALYZING_ERROR", "STOPPED"];

    private readonly HttpClient _http;

    public TracetestApi(Uri server) => _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        BaseAddress = server,
        Timeout = TimeSpan.FromMinutes(2),
    };

    /// <summary>The <c>traceparent</c> of every request; none when <see langword="null"/>.</summary>
    public string? TraceParent { get; set; }

    public void Dispose() => _http.Dispose();

    /// <summary>Sends a request; <paramref name="path"/> is relative to the server, e.g. <c>api/tests</c>.</summary>
    public async Task<ApiAnswer> SendAsync(
        string method, string path, string? body, CancellationToken cancellationToken, string type = "application/json", string? accept = null,
        bool isAugmented = false)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (isAugmented)
        {
            request.Headers.Add("X-Tracetest-Augmented", "true");
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type));
        }

        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        if (TraceParent is not null)
        {
            request.Headers.Add("traceparent", TraceParent);
        }

        using var response = await _http.SendAsync(request, cancellationToken);
        return new ApiAnswer(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.ToString() ?? "",
            await response.Content.ReadAsStringAsync(cancellationToken),
            response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public Task<ApiAnswer> GetAsync(string path, CancellationToken cancellationToken, string? accept = null) =>
        SendAsync("GET", path, null, cancellationToken, accept: accept);

    public Task<ApiAnswer> PostAsync(string path, string? body, CancellationToken cancellationToken) =>
        SendAsync("POST", path, body, cancellationToken);

    /// <summary>Stores a test, written in YAML.</summary>
    public async Task PutTestAsync(string yaml, CancellationToken cancellationToken) =>
        (await SendAsync("PUT", "api/tests", yaml, cancellationToken, "text/yaml")).MustBe(200, 201);

    /// <summary>Starts a run.</summary>
    /// <returns>Its number.</returns>
    public async Task<int> StartRunAsync(string testId, CancellationToken cancellationToken, string? body = null)
    {
        var answer = await PostAsync($"api/tests/{testId}/run", body, cancellationToken);
        return answer.MustBe(200).Json["id"]!.GetValue<int>();
    }

    /// <summary>One run, with what only this server tells.</summary>
    public async Task<JsonNode> RunAsync(string testId, int run, CancellationToken cancellationToken) =>
        (await SendAsync("GET", $"api/tests/{testId}/run/{run}", null, cancellationToken, isAugmented: true)).MustBe(200).Json;

    /// <summary>Waits for a run's end and returns it.</summary>
    public Task<JsonNode> FinalRunAsync(string testId, int run, CancellationToken cancellationToken) =>
        RunWhenAsync(testId, run, FinalStates.Contains, cancellationToken);

    /// <summary>Waits until a run is in a state that will do, or has ended, and returns it.</summary>
    public async Task<JsonNode> RunWhenAsync(string testId, int run, Func<string, bool> isWanted, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var found = await RunAsync(testId, run, cancellationToken);
            var state = (string)found["state"]!;
            if (isWanted(state))
            {
                return found;
            }

            if (FinalStates.Contains(state) || Stopwatch.GetElapsedTime(since) > FinalLimit)
            {
                throw new InvalidOperationException($"Run {run} of {testId} is {state}: {found["lastErrorState"]}");
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    /// <summary>Starts a run and waits for its end.</summary>
    public async Task<JsonNode> RunToEndAsync(string testId, CancellationToken cancellationToken, string? body = null) =>
        await FinalRunAsync(testId, await StartRunAsync(testId, cancellationToken, body), cancellationToken);
}

/// <summary>What the API answered.</summary>
public sealed record ApiAnswer(int Status, string ContentType, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Traces nest deeper than the reader's default.</summary>
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };

    public JsonNode Json => JsonNode.Parse(Text, documentOptions: Deep) ?? throw new InvalidOperationException("The answer is null.");

    /// <summary>The text of an error, whichever way the endpoint tells it.</summary>
    public string Error => Json is JsonObject error ? (string)error["error"]! : (string)Json!;

    /// <summary>This answer, if it has one of these statuses.</summary>
    public ApiAnswer MustBe(params int[] statuses) => statuses.Contains(Status)
        ? this
        : throw new InvalidOperationException($"Answered {Status}: {Text}");
}

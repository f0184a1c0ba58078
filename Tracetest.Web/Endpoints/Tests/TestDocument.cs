using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Triggers;
using Tracetest.Web.Endpoints.Documents;

namespace Tracetest.Web.Endpoints.Tests;

/// <summary>A test as JSON and YAML write it.</summary>
/// <remarks>Source: spec server 1.2, 2.2. The older forms <c>selector: {query}</c>, <c>authentication</c> and <c>user</c> are read too.</remarks>
internal static class TestDocument
{
    public const string Kind = "Test";

    /// <summary>The instant the original writes where there is none.</summary>
    private const string NoTime = "0001-01-01T00:00:00Z";

    /// <summary>Reads a test; of what is wrong with it, everything is noted in the reader.</summary>
    public static Test Read(DocumentReader document)
    {
        if (document.Text("type") is var kind and not ("" or Kind))
        {
            document.Fault("type", $"`{kind}` is not {Kind}");
        }

        var spec = document.Object("spec");
        if (!spec.Exists)
        {
            document.Fault("spec", "is required");
        }

        return new Test
        {
            Id = ReadId(spec),
            Name = spec.RequiredText("name"),
            Description = spec.Text("description"),
            Trigger = ReadTrigger(spec.Object("trigger")),
            Specs = [.. spec.Objects("specs").Select(ReadSpec)],
            Outputs = [.. spec.Objects("outputs").Select(ReadOutput)],
            SkipTraceCollection = spec.Truth("skipTraceCollection"),
        };
    }

    public static JsonObject Write(Test test, TestSummary? summary)
    {
        var spec = new JsonObject { ["id"] = test.Id };
        if (summary is not null)
        {
            spec["createdAt"] = Time(test.CreatedAt);
        }

        spec["name"] = test.Name;
        AddText(spec, "description", test.Description);
        if (summary is not null)
        {
            spec["version"] = test.Version;
        }

        spec["trigger"] = WriteTrigger(test.Trigger);
        AddList(spec, "specs", test.Specs.Select(WriteSpec));
        AddList(spec, "outputs", test.Outputs.Select(WriteOutput));
        AddTruth(spec, "skipTraceCollection", test.SkipTraceCollection);
        if (summary is not null)
        {
            spec["summary"] = WriteSummary(summary);
        }

        return new JsonObject { ["type"] = Kind, ["spec"] = spec };
    }

    /// <summary>A trigger with its kind, as tests hold it.</summary>
    public static JsonObject WriteTrigger(Trigger trigger) => trigger switch
    {
        Trigger.Http http => new JsonObject { ["type"] = http.TypeName, ["httpRequest"] = WriteHttp(http) },
        _ => throw new InvalidOperationException($"Unknown trigger {trigger}."),
    };

    private static string ReadId(DocumentReader spec)
    {
        var id = spec.Text("id");
        if (!TestIds.IsValid(id) && id.Length > 0)
        {
            spec.Fault("id", $"`{id}` may hold only letters, digits, `_`, `.` and `-`, at most {TestIds.MaxLength} of them");
        }

        return id;
    }

    private static Trigger ReadTrigger(DocumentReader trigger)
    {
        var type = trigger.RequiredText("type");
        if (type is not ("" or Trigger.Http.Name))
        {
            trigger.Fault("type", $"triggers of type `{type}` cannot be run by this version; it runs `{Trigger.Http.Name}`");
            return new Trigger.Http { Method = "", Url = "" };
        }

        return ReadHttp(trigger.Object("httpRequest"));
    }

    private static Trigger.Http ReadHttp(DocumentReader request)
    {
        var method = request.Text("method").ToUpperInvariant();
        if (method.Length > 0 && !HttpMethods.Contains(method))
        {
            request.Fault("method", $"`{method}` is not one of {string.Join(", ", HttpMethods)}");
        }

        return new Trigger.Http
        {
            Method = method.Length > 0 ? method : "GET",
            Url = request.RequiredText("url"),
            Headers = [.. request.Objects("headers").Select(header => new HttpHeader(header.RequiredText("key"), header.Text("value")))],
            Body = request.Text("body"),
            Auth = ReadAuth(request.Find("auth") is null ? request.Object("authentication") : request.Object("auth")),
            SslVerification = request.Truth("sslVerification"),
        };
    }

    private static readonly ImmutableArray<string> HttpMethods =
    [
        "GET", "PUT", "POST", "PATCH", "DELETE", "COPY", "HEAD", "OPTIONS", "LINK", "UNLINK", "PURGE", "LOCK", "UNLOCK", "PROPFIND", "VIEW",
    ];

    private static HttpAuth? ReadAuth(DocumentReader auth) => auth.Text("type").ToLowerInvariant() switch
    {
        "basic" => ReadBasic(auth.Object("basic")),
        "apikey" => ReadApiKey(auth.Object("apiKey")),
        "bearer" => new HttpAuth.Bearer(auth.Object("bearer").Text("token")),
        _ => null,
    };

    private static HttpAuth.Basic ReadBasic(DocumentReader basic) =>
        new(basic.Find("username") is null ? basic.Text("user") : basic.Text("username"), basic.Text("password"));

    private static HttpAuth.ApiKey ReadApiKey(DocumentReader apiKey) =>
        new(apiKey.Text("key"), apiKey.Text("value"), apiKey.Text("in").Equals("query", StringComparison.OrdinalIgnoreCase));

    private static TestSpec ReadSpec(DocumentReader spec)
    {
        ImmutableArray<string> assertions = [.. spec.Texts("assertions")];
        var selector = ReadSelector(spec);
        if (selector.Length == 0 && assertions.IsEmpty)
        {
            spec.Fault("assertions", "a spec needs a selector or an assertion");
        }

        return new TestSpec(spec.Text("name"), selector, assertions);
    }

    private static string ReadSelector(DocumentReader spec) =>
        spec.Find("selector") is JsonObject ? spec.Object("selector").Text("query") : spec.Text("selector");

    private static TestOutput ReadOutput(DocumentReader output) =>
        new(output.RequiredText("name"), ReadSelector(output), output.RequiredText("value"));

    private static JsonObject WriteHttp(Trigger.Http http)
    {
        var request = new JsonObject { ["method"] = http.Method, ["url"] = http.Url };
        AddList(request, "headers", http.Headers.Select(header => new JsonObject { ["key"] = header.Key, ["value"] = header.Value }));
        AddText(request, "body", http.Body);
        if (http.Auth is not null)
        {
            request["auth"] = WriteAuth(http.Auth);
        }

        AddTruth(request, "sslVerification", http.SslVerification);
        return request;
    }

    private static JsonObject WriteAuth(HttpAuth auth) => auth switch
    {
        HttpAuth.Basic basic => Auth("basic", new JsonObject { ["username"] = basic.Username, ["password"] = basic.Password }),
        HttpAuth.ApiKey apiKey => Auth(
            "apiKey", new JsonObject { ["key"] = apiKey.Key, ["value"] = apiKey.Value, ["in"] = apiKey.InQuery ? "query" : "header" }),
        HttpAuth.Bearer bearer => Auth("bearer", new JsonObject { ["token"] = bearer.Token }),
        _ => throw new InvalidOperationException($"Unknown authentication {auth.GetType().Name}."),
    };

    private static JsonObject Auth(string type, JsonObject settings) => new() { ["type"] = type, [type] = settings };

    private static JsonObject WriteSpec(TestSpec spec)
    {
        var written = new JsonObject();
        AddText(written, "selector", spec.Selector);
        AddText(written, "name", spec.Name);
        written["assertions"] = new JsonArray([.. spec.Assertions.Select(assertion => JsonValue.Create(assertion))]);
        return written;
    }

    private static JsonObject WriteOutput(TestOutput output)
    {
        var written = new JsonObject { ["name"] = output.Name };
        AddText(written, "selector", output.Selector);
        written["value"] = output.Value;
        return written;
    }

    private static JsonObject WriteSummary(TestSummary summary)
    {
        var last = summary.Latest.FirstOrDefault();
        return new JsonObject
        {
            ["runs"] = summary.Runs,
            ["lastRun"] = new JsonObject
            {
                ["time"] = last is null ? NoTime : Time(last.CreatedAt),
                ["passes"] = last?.Passes ?? 0,
                ["fails"] = last?.Fails ?? 0,
                ["analyzerScore"] = 0,
            },
        };
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);

    private static void AddText(JsonObject target, string field, string text)
    {
        if (text.Length > 0)
        {
            target[field] = text;
        }
    }

    private static void AddTruth(JsonObject target, string field, bool truth)
    {
        if (truth)
        {
            target[field] = truth;
        }
    }

    private static void AddList(JsonObject target, string field, IEnumerable<JsonNode> items)
    {
        JsonArray list = [.. items];
        if (list.Count > 0)
        {
            target[field] = list;
        }
    }
}

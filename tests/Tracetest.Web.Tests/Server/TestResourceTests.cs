using System.Text;
using System.Text.Json.Nodes;
using Tracetest.TestSupport.Server;

namespace Tracetest.Web.Tests.Server;

/// <summary>Tests as resources of the REST API, in JSON and YAML.</summary>
public sealed class TestResourceTests(SharedServer shared)
{
    private const string Rich = """
        {
          "type": "Test",
          "spec": {
            "id": "ID", "name": "Rich: \"quotes\" # no comment", "description": "two\nlines \u00e9\ud83d\ude80 ",
            "trigger": {"type": "http", "httpRequest": {
              "method": "POST", "url": "http://service.invalid/parcels?a=${var:A}",
              "headers": [{"key": "X-Number", "value": "007"}, {"key": "X-Null", "value": "null"}],
              "body": "{\"a\": 1}", "auth": {"type": "basic", "basic": {"username": "u", "password": "p: yes"}}}},
            "specs": [{"selector": "span[name=\"a\"]", "name": "true", "assertions": ["attr:a = 1", "attr:b = \"- x\""]}],
            "outputs": [{"name": "O", "selector": "span[]", "value": "attr:name"}],
            "skipTraceCollection": true
          }
        }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Test_WholeLife_KeepsWhatWasSent()
    {
        var (api, id) = (await ApiAsync(), Definitions.NewId("rich"));
        var document = JsonNode.Parse(Rich.Replace("ID", id, StringComparison.Ordinal))!;

        var created = await api.PostAsync("api/tests", document.ToJsonString(), Cancel);
        var twice = await api.PostAsync("api/tests", document.ToJsonString(), Cancel);
        var found = await api.GetAsync($"api/tests/{id}", Cancel);
        document["spec"]!["description"] = "another";
        var updated = await api.SendAsync("PUT", $"api/tests/{id}", document.ToJsonString(), Cancel);
        var same = await api.SendAsync("PUT", "api/tests", document.ToJsonString(), Cancel);
        var deleted = await api.SendAsync("DELETE", $"api/tests/{id}", null, Cancel);
        var gone = await api.GetAsync($"api/tests/{id}", Cancel);

        Assert.Equal((201, "application/json"), (created.Status, created.ContentType));
        Assert.Equal(400, twice.Status);
        Assert.Contains("test with same ID already exists", twice.Error, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Rich.Replace("ID", id, StringComparison.Ordinal)), found.Json), found.Text);
        Assert.Equal((200, "another"), (updated.Status, (string?)updated.Json["spec"]!["description"]));
        Assert.Equal(200, same.Status);
        Assert.Equal((204, 404), (deleted.Status, gone.Status));
        Assert.Equal(404, (await api.SendAsync("DELETE", $"api/tests/{id}", null, Cancel)).Status);
        Assert.Equal(404, (await api.SendAsync("PUT", $"api/tests/{id}", document.ToJsonString(), Cancel)).Status);
    }

    [Fact]
    public async Task Test_ThereAndBackThroughYaml_IsTheSame()
    {
        var (api, id) = (await ApiAsync(), Definitions.NewId("yaml"));
        (await api.PostAsync("api/tests", Rich.Replace("ID", id, StringComparison.Ordinal), Cancel)).MustBe(201);

        var yaml = await api.GetAsync($"api/tests/{id}", Cancel, "text/yaml");
        (await api.SendAsync("DELETE", $"api/tests/{id}", null, Cancel)).MustBe(204);
        var created = await api.SendAsync("POST", "api/tests", yaml.Text, Cancel, "text/yaml; charset=utf-8", "application/json");

        Assert.Equal("text/yaml", yaml.ContentType);
        Assert.Equal(201, created.Status);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Rich.Replace("ID", id, StringComparison.Ordinal)), created.Json), yaml.Text);
    }

    [Fact]
    public async Task Test_ScalarsForTexts_AreTaken()
    {
        var api = await ApiAsync();
        var created = await api.SendAsync("PUT", "api/tests", """
            type: Test
            spec:
              name: 45
              description: true
              skipTraceCollection: "yes"
              inventedField: {a: [1]}
              trigger:
                type: http
                httpRequest:
                  url: http://service.invalid
                  headers: [{key: X-A, value: 1.50}, {key: X-B, value: ~}]
            """, Cancel, "text/yaml", "application/json");
        var spec = created.MustBe(201).Json["spec"]!;
        var headers = spec["trigger"]!["httpRequest"]!["headers"]!;

        Assert.Equal(("45", "true", true), ((string?)spec["name"], (string?)spec["description"], (bool)spec["skipTraceCollection"]!));
        Assert.Equal(("1.50", ""), ((string?)headers[0]!["value"], (string?)headers[1]!["value"]));
        Assert.Matches("^[A-Za-z0-9_-]{6,}$", (string?)spec["id"]);
    }

    [Fact]
    public async Task Create_ManyFaults_TellsAllWithTheirPaths()
    {
        var refused = await (await ApiAsync()).PostAsync("api/tests", """
            {"type":"Test","spec":{
              "id":"no good","name":" ",
              "trigger":{"type":"http","httpRequest":{"method":"FETCH","headers":[{"value":"v"}, 7]}},
              "specs":[{"name":"empty"},{"selector":["list"],"assertions":"text"}],
              "outputs":[{"name":"A","value":"1"},{"name":"A","value":"2"},{"selector":"span"}]}}
            """, Cancel);

        Assert.Equal(400, refused.Status);
        Assert.Equal(400, (int)refused.Json["code"]!);
        Assert.All(
            [
                "spec.id: `no good`", "spec.name:", "spec.trigger.httpRequest.method: `FETCH`", "spec.trigger.httpRequest.url:",
                "spec.trigger.httpRequest.headers[0].key:", "spec.trigger.httpRequest.headers[1]:", "spec.specs[0].assertions:",
                "spec.specs[1].selector:", "spec.specs[1].assertions:", "spec.outputs[1].name: found the name `A` again", "spec.outputs[2].name:", "spec.outputs[2].value:",
            ],
            fault => Assert.Contains(fault, refused.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("application/json", "", "empty")]
    [InlineData("application/json", "{\n\"type\": nonsense}", "LineNumber: 1")]
    [InlineData("application/json", "[]", "one object is expected")]
    [InlineData("application/json", "{\"type\":\"Foo\",\"spec\":{}}", "type: `Foo` is not Test")]
    [InlineData("application/json", "{\"type\":\"Test\"}", "spec: is required")]
    [InlineData("application/json", "{\"type\":\"Test\",\"spec\":{\"name\":\"a\",\"name\":\"b\"}}", "name")]
    [InlineData("application/json", "{\"type\":\"Test\",\"spec\":{\"name\":\"half \\ud800\"}}", "cannot parse body")]
    [InlineData("application/json", "{\"type\":\"Test\",\"spec\":{\"name\":\"nul \\u0000\"}}", "spec.name:")]
    [InlineData("text/yaml", "type: Test\nspec: {name: [", "line 3")]
    [InlineData("text/yaml", "type: Test\nspec:\n  name: \"nul \\0\"", "spec.name:")]
    [InlineData("text/yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "line 2")]
    [InlineData("text/yaml", "? {a: b}\n: c", "line 1")]
    [InlineData("text/yaml", "just text", "one object is expected")]
    [InlineData("text/yaml-stream", "type: Test\nspec: {name: x}", "cannot parse body")]
    public async Task Create_UselessBody_IsRefusedWithTheReason(string type, string body, string reason)
    {
        var refused = await (await ApiAsync()).SendAsync("POST", "api/tests", body, Cancel, type, "application/json");

        Assert.Equal(400, refused.Status);
        Assert.Contains(reason, refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", '[', ']')]
    [InlineData("text/yaml", '[', ']')]
    public async Task Create_DeepNesting_IsRefused(string type, char open, char close)
    {
        var body = $"{{\"spec\": {new string(open, 50_000)}{new string(close, 50_000)}}}";

        Assert.Equal(400, (await (await ApiAsync()).SendAsync("POST", "api/tests", body, Cancel, type)).Status);
    }

    [Fact]
    public async Task Create_BeyondOneMebibyte_IsRefusedAndAtIt_Taken()
    {
        var api = await ApiAsync();
        var document = JsonNode.Parse(Definition(Definitions.NewId("size")))!;
        var missing = (1024 * 1024) - Encoding.UTF8.GetByteCount(document.ToJsonString()) - ",\"description\":\"\"".Length;
        document["spec"]!["description"] = new string('x', missing);

        Assert.Equal(413, (await api.PostAsync("api/tests", document.ToJsonString() + " ", Cancel)).Status);
        Assert.Equal(201, (await api.PostAsync("api/tests", document.ToJsonString(), Cancel)).Status);
    }

    [Theory]
    [InlineData("take=x")]
    [InlineData("skip=-1")]
    [InlineData("sortBy=version")]
    [InlineData("query=a%00b")]
    public async Task List_BadQuery_IsRefused(string query)
    {
        var refused = await (await ApiAsync()).GetAsync($"api/tests?{query}", Cancel);

        Assert.Equal((400, 400), (refused.Status, (int)refused.Json["code"]!));
    }

    [Fact]
    public async Task List_Query_FindsPagesAndSorts()
    {
        var (api, word) = (await ApiAsync(), Definitions.NewId("word"));
        foreach (var letter in "bca")
        {
            (await api.PostAsync("api/tests", Definition($"{word}.{letter}", $"{word} {letter} % _"), Cancel)).MustBe(201);
        }

        var first = await api.GetAsync($"api/tests?query={word}&take=2&sortBy=name&sortDirection=asc", Cancel);
        var second = await api.GetAsync($"api/tests?query={word.ToUpperInvariant()}&take=2&skip=2&sortBy=name&sortDirection=asc", Cancel);
        var stream = await api.GetAsync($"api/tests?query={word}&take=0", Cancel, "text/yaml-stream");
        var hostile = await api.GetAsync("api/tests?query='%25--\\", Cancel);

        Assert.Equal([$"{word}.a", $"{word}.b"], Ids(first));
        Assert.Equal([$"{word}.c"], Ids(second));
        Assert.Equal((3, 3), ((int)first.Json["count"]!, (int)second.Json["count"]!));
        Assert.Equal("text/yaml-stream", stream.ContentType);
        Assert.Equal(3, stream.Text.Split("---\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(200, hostile.Status);
        Assert.Equal(0, (int)hostile.Json["count"]!);
    }

    [Theory]
    [InlineData("GET", "api/tests/nobody")]
    [InlineData("GET", "api/tests/nobody/run")]
    [InlineData("GET", "api/tests/nobody/run/1")]
    [InlineData("GET", "api/tests/nobody/run/1/events")]
    [InlineData("POST", "api/tests/nobody/run")]
    [InlineData("POST", "api/tests/nobody/run/1/stop")]
    [InlineData("POST", "api/tests/nobody/run/1/skipPolling")]
    [InlineData("DELETE", "api/tests/nobody/run/1")]
    [InlineData("GET", "api/no/such/thing")]
    [InlineData("POST", "api/nothing")]
    public async Task Any_WhatIsNotThere_IsNotFound(string method, string path) =>
        Assert.Equal(404, (await (await ApiAsync()).SendAsync(method, path, null, Cancel)).Status);

    [Fact]
    public async Task Health_RunningServer_SaysSo()
    {
        var api = await ApiAsync();

        Assert.Equal(200, (await api.GetAsync("healthz", Cancel)).Status);
        Assert.Equal(200, (await api.GetAsync("readyz", Cancel)).Status);
        Assert.Equal("oss", (string?)(await api.GetAsync("api/version.json", Cancel)).Json["type"]);
        Assert.Equal("oss", (string?)(await api.GetAsync("version.json", Cancel)).Json["type"]);
    }

    private static string Definition(string id, string name = "n") => new JsonObject
    {
        ["type"] = "Test",
        ["spec"] = new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["trigger"] = new JsonObject { ["type"] = "http", ["httpRequest"] = new JsonObject { ["url"] = "http://service.invalid" } },
        },
    }.ToJsonString();

    private static IEnumerable<string?> Ids(ApiAnswer list) => list.Json["items"]!.AsArray().Select(item => (string?)item!["spec"]!["id"]);

    private async Task<TracetestApi> ApiAsync() => (await shared.GetAsync()).Api;
}

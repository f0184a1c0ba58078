using System.Text.Json.Nodes;
using Tracetest.TestSupport.Server;

namespace Tracetest.Web.Tests.Server;

/// <summary>Select, dry run, search and resolve: the test language through the API.</summary>
public sealed class TraceQuestionTests(SharedServer shared)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Select_Selector_TellsItsStructureAndSpans()
    {
        var (api, id, run) = await FinishedAsync();
        var selected = (await SelectAsync(api, id, """span[name="GET /parcels"] span[tracetest.span.type="database"]:first""")).MustBe(200);

        var step = Assert.Single(selected.Json["selector"]!["structure"]!.AsArray())!;
        Assert.Equal(("name", "=", "GET /parcels"), FilterOf(step));
        Assert.Equal(("tracetest.span.type", "=", "database"), FilterOf(step["childSelector"]!));
        Assert.Equal("first", (string?)step["childSelector"]!["pseudoClass"]!["name"]);
        Assert.Equal([IdOf(run, "select parcels")], Texts(selected.Json["spanIds"]));
    }

    [Fact]
    public async Task Select_Extensions_AreInTheStructure()
    {
        var (api, id, run) = await FinishedAsync();
        var selected = (await SelectAsync(api, id, """span[!db.system, http.request.method] > span["db.system" != "x"]""")).MustBe(200);

        var step = Assert.Single(selected.Json["selector"]!["structure"]!.AsArray())!;
        Assert.Equal(["not-exists", "exists"], step["filters"]!.AsArray().Select(filter => (string?)filter!["operator"]));
        Assert.Null(step["combinator"]);
        Assert.Equal(">", (string?)step["childSelector"]!["combinator"]);
        Assert.Equal(("db.system", "!=", "x"), FilterOf(step["childSelector"]!));
        Assert.Equal([IdOf(run, "select parcels")], Texts(selected.Json["spanIds"]));
    }

    [Fact]
    public async Task Select_NoSelector_PicksEverySpan()
    {
        var (api, id, _) = await FinishedAsync();

        Assert.Equal(3, (await SelectAsync(api, id, "")).MustBe(200).Json["spanIds"]!.AsArray().Count);
    }

    [Fact]
    public async Task Select_NothingMatches_IsExplainedToWhoAsks()
    {
        var (api, id, _) = await FinishedAsync();
        var path = $"api/tests/{id}/run/1/select?query={Uri.EscapeDataString("span[name=\"none\"]")}";

        var plain = await api.GetAsync(path, Cancel);
        var augmented = await api.SendAsync("GET", path, null, Cancel, isAugmented: true);

        Assert.Equal((200, 200), (plain.Status, augmented.Status));
        Assert.Empty(plain.Json["spanIds"]!.AsArray());
        Assert.Null(plain.Json["explanation"]);
        Assert.NotNull(augmented.Json["explanation"]);
    }

    [Fact]
    public async Task Select_Malformed_IsRefusedWithThePlace()
    {
        var (api, id, _) = await FinishedAsync();
        var refused = await SelectAsync(api, id, "span[name = ]");

        Assert.Equal(400, refused.Status);
        var error = refused.Json["errors"]![0]!;
        Assert.Equal(("query", 13, 12), ((string?)error["path"], (int)error["column"]!, (int)error["index"]!));
        Assert.StartsWith("column 13: query: found `]`", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DryRun_Specs_AreJudgedWithTheRunsVariables()
    {
        var (api, id, run) = await FinishedAsync();
        var results = (await DryRunAsync(api, id, """
            {"specs": [
              {"name": "parsed", "selectorParsed": {"query": "span[name=\"select parcels\"]"}, "assertions": ["attr:db.system = \"mysql\"", "var:ID = 7", "attr:a = ]"]},
              {"selector": "span[name=\"none\"]", "assertions": ["attr:tracetest.selected_spans.count = 0"]}]}
            """)).MustBe(200).Json;

        Assert.False((bool)results["allPassed"]!);
        var parsed = results["results"]![0]!["results"]!.AsArray();
        Assert.Equal([false, true, false], parsed.Select(one => (bool)one!["allPassed"]!));
        Assert.Equal(
            (IdOf(run, "select parcels"), "postgresql"),
            ((string?)parsed[0]!["spanResults"]![0]!["spanId"], (string?)parsed[0]!["spanResults"]![0]!["observedValue"]));
        Assert.StartsWith("invalid syntax", (string?)parsed[2]!["spanResults"]![0]!["error"], StringComparison.Ordinal);
        Assert.True((bool)results["results"]![1]!["results"]![0]!["allPassed"]!);
        Assert.True((bool)(await api.RunAsync(id, 1, Cancel))["result"]!["allPassed"]!);
    }

    [Fact]
    public async Task DryRun_MalformedSelectors_AreRefusedAllAtOnce()
    {
        var (api, id, _) = await FinishedAsync();
        var refused = await DryRunAsync(api, id, """
            {"specs": [{"selectorParsed": {"query": "span["}, "assertions": ["1 = 1"]},
             {"selector": "span[]"}, {"selector": {"query": "]"}}]}
            """);

        Assert.Equal(400, refused.Status);
        Assert.Equal(
            [("specs[0].selectorParsed.query", 1, 47), ("specs[2].selector.query", 2, 50)],
            refused.Json["errors"]!.AsArray().Select(error => ((string?)error!["path"], (int)error["line"]!, (int)error["column"]!)));
    }

    [Theory]
    [InlineData("POSTGRES", "select parcels")]
    [InlineData("  select parcels ", "select parcels")]
    [InlineData("db.system=postgresql", "select parcels")]
    [InlineData("span[name=\"select parcels\"]", "select parcels")]
    [InlineData("tracetest.response.status", "Tracetest trigger")]
    [InlineData("span[name=", "")]
    [InlineData("giraffe", "")]
    public async Task Search_SelectorOrText_FindsSpans(string query, string name)
    {
        var (api, id, run) = await FinishedAsync();
        var found = (await api.PostAsync($"api/tests/{id}/run/1/search-spans", new JsonObject { ["query"] = query }.ToJsonString(), Cancel)).MustBe(200);

        Assert.Equal(name.Length == 0 ? [] : [IdOf(run, name)], Texts(found.Json["spansIds"]));
    }

    [Fact]
    public async Task Search_Nothing_IsRefused()
    {
        var (api, id, _) = await FinishedAsync();

        Assert.Equal(400, (await api.PostAsync($"api/tests/{id}/run/1/search-spans", """{"query":" "}""", Cancel)).Status);
        Assert.Equal(400, (await api.PostAsync($"api/tests/{id}/run/1/search-spans", "", Cancel)).Status);
    }

    [Fact]
    public async Task Resolve_WithoutContext_IsEvaluatedOnNothing()
    {
        var (api, _, _) = await FinishedAsync();

        Assert.Equal(["3"], Texts((await ResolveAsync(api, "1 + 2", [])).MustBe(200).Json["resolvedValues"]));
        Assert.Equal(["1 = "], Texts((await ResolveAsync(api, "1 = attr:x", [])).MustBe(200).Json["resolvedValues"]));
    }

    [Fact]
    public async Task Resolve_OnSpans_HasOneValuePerSpan()
    {
        var (api, id, run) = await FinishedAsync();
        async Task<IEnumerable<string?>> Values(string expression, string field, string value) =>
            Texts((await ResolveAsync(api, expression, new JsonObject { ["testId"] = id, ["runId"] = 1, [field] = value })).MustBe(200).Json["resolvedValues"]);

        Assert.Equal(["postgresql"], await Values("attr:db.system", "spanId", IdOf(run, "select parcels")));
        Assert.Equal(["GET /parcels", "select parcels"], await Values("attr:name", "selector", "span[name contains \"parcels\"]"));
        Assert.Equal(["0"], await Values("attr:tracetest.selected_spans.count", "selector", "span[name=\"none\"]"));
        Assert.Equal([""], await Values("var:ID", "spanId", IdOf(run, "select parcels")));
    }

    [Fact]
    public async Task Resolve_ByWhoAsksForMore_SeesTheRunsVariables()
    {
        var (api, id, _) = await FinishedAsync();
        var resolved = await ResolveAsync(api, "var:ID", new JsonObject { ["testId"] = id, ["runId"] = 1 }, isAugmented: true);

        Assert.Equal(["7"], Texts(resolved.MustBe(200).Json["resolvedValues"]));
    }

    [Theory]
    [InlineData("""{"context":{}}""", "expression: is required")]
    [InlineData("""{"expression":"1","context":{"testId":"ID","runId":1,"selector":"span["}}""", "context.selector: found")]
    [InlineData("""{"expression":"1","context":{"testId":"ID","runId":1,"spanId":"xyz"}}""", "context.spanId: `xyz` is not a span id")]
    [InlineData("""{"expression":"1","context":{"testId":"ID","runId":1,"spanId":"1234567890abcdef"}}""", "is not a span of the run's trace")]
    [InlineData("""{"expression":"1","context":{"variableSetId":"v"}}""", "context.variableSetId:")]
    [InlineData("""{"expression":"attr:nothing","context":{"testId":"ID","runId":1,"selector":"span[]"}}""", "nothing")]
    [InlineData("""{"expression":"1 +","context":{}}""", "invalid syntax \"1 +\"")]
    [InlineData("""{"expression":"1","context":{"testId":"ID","runId":"first"}}""", "not a number")]
    public async Task Resolve_Fault_IsTold(string body, string reason)
    {
        var (api, id, _) = await FinishedAsync();
        var refused = await api.PostAsync("api/expressions/resolve", body.Replace("ID", id, StringComparison.Ordinal), Cancel);

        Assert.Equal(400, refused.Status);
        Assert.Contains(reason, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_MalformedExpressionByWhoAsksForMore_IsToldWithThePlace()
    {
        var (api, _, _) = await FinishedAsync();
        var refused = await ResolveAsync(api, "1 + ]", [], isAugmented: true);

        Assert.Equal(400, refused.Status);
        var error = Assert.Single(refused.Json["errors"]!.AsArray())!;
        Assert.Equal(("expression", 5), ((string?)error["path"], (int)error["column"]!));
    }

    [Fact]
    public async Task Any_RunWithoutATrace_IsToldSo()
    {
        var api = (await shared.GetAsync()).Api;
        var id = Definitions.NewId("untraced");
        await api.PutTestAsync(Definitions.Calling(id, "http://127.0.0.1:9/"), Cancel);
        var run = await api.StartRunAsync(id, Cancel);
        await api.RunWhenAsync(id, run, state => state == "TRIGGER_FAILED", Cancel);

        Assert.Equal(422, (await SelectAsync(api, id, "span[]")).Status);
        Assert.Equal(422, (await DryRunAsync(api, id, """{"specs":[]}""")).Status);
        Assert.Equal(422, (await api.PostAsync($"api/tests/{id}/run/1/search-spans", """{"query":"x"}""", Cancel)).Status);
        Assert.Equal(422, (await ResolveAsync(api, "1", new JsonObject { ["testId"] = id, ["runId"] = 1 })).Status);
        Assert.Equal(404, (await api.GetAsync($"api/tests/{id}/run/77/select?query=", Cancel)).Status);
        Assert.Equal(404, (await ResolveAsync(api, "1", new JsonObject { ["testId"] = "nobody", ["runId"] = 1 })).Status);
    }

    private static Task<ApiAnswer> SelectAsync(TracetestApi api, string id, string query) =>
        api.GetAsync($"api/tests/{id}/run/1/select?query={Uri.EscapeDataString(query)}", Cancel);

    private static Task<ApiAnswer> DryRunAsync(TracetestApi api, string id, string body) =>
        api.SendAsync("PUT", $"api/tests/{id}/run/1/dry-run", body, Cancel);

    private static Task<ApiAnswer> ResolveAsync(TracetestApi api, string expression, JsonObject context, bool isAugmented = false) => api.SendAsync(
        "POST", "api/expressions/resolve", new JsonObject { ["expression"] = expression, ["context"] = context }.ToJsonString(), Cancel, isAugmented: isAugmented);

    private static (string?, string?, string?) FilterOf(JsonNode step)
    {
        var filter = Assert.Single(step["filters"]!.AsArray())!;
        return ((string?)filter["property"], (string?)filter["operator"], (string?)filter["value"]);
    }

    private static IEnumerable<string?> Texts(JsonNode? list) => list!.AsArray().Select(one => (string?)one);

    private static string IdOf(JsonNode run, string name) =>
        run["trace"]!["flat"]!.AsObject().Single(span => (string?)span.Value!["name"] == name).Key;

    private async Task<(TracetestApi Api, string Id, JsonNode Run)> FinishedAsync()
    {
        await using var service = await shared.StartServiceAsync();
        service.OnCall = call => call.ExportUsualAsync();
        var api = (await shared.GetAsync()).Api;
        var id = Definitions.NewId("asked");
        await api.PutTestAsync(Definitions.Usual(id, service.Url), Cancel);
        return (api, id, await api.RunToEndAsync(id, Cancel));
    }
}

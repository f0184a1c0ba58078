using System.Text.Json.Nodes;
using Tracetest.TestSupport.Server;

namespace Tracetest.Web.Tests.Server;

/// <summary>What an editor asks, through the API.</summary>
public sealed class LanguageTests(SharedServer shared)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tokens_Text_TellsItsPieces()
    {
        var answer = await AskAsync("tokens", """{"kind": "text", "text": "a${var:b}"}""");

        Assert.Equal(
            ["0+1 text", "1+2 interpolation", "3+5 variable", "8+1 interpolation"],
            answer.MustBe(200).Json["tokens"]!.AsArray().Select(token => $"{token!["start"]}+{token["length"]} {token["class"]}"));
    }

    [Fact]
    public async Task Completions_InARun_KnowItsTraceAndVariables()
    {
        var context = await FinishedAsync();

        var names = (await AskAsync("completions", $$"""{"kind": "assertion", "text": "attr:db.s", "position": 9, {{context}}}""")).MustBe(200).Json;
        var variables = (await AskAsync("completions", $$"""{"kind": "text", "text": "${var:I}", "position": 7, {{context}}}""")).MustBe(200).Json;

        Assert.Equal(["attr:db.system"], Labels(names));
        Assert.Equal((0, 9), ((int)names["replace"]!["start"]!, (int)names["replace"]!["length"]!));
        Assert.Equal("attribute", (string?)names["items"]![0]!["kind"]);
        Assert.Equal(["var:ID"], Labels(variables));
    }

    [Fact]
    public async Task Hover_OnASelectedSpan_TellsItsValue()
    {
        var context = await FinishedAsync("""
            , "selector": "span[name = \"select parcels\"]"
            """);

        var hover = (await AskAsync("hover", $$"""{"kind": "expression", "text": "attr:db.system", "position": 3, {{context}}}""")).MustBe(200).Json["hover"]!;
        var nothing = (await AskAsync("hover", """{"kind": "expression", "text": "", "position": 0}""")).MustBe(200).Json;

        Assert.Equal(("attr:db.system", "string", "postgresql"), ((string?)hover["title"], (string?)hover["type"], (string?)hover["value"]));
        Assert.True(nothing.AsObject().ContainsKey("hover"));
        Assert.Null(nothing["hover"]);
    }

    [Fact]
    public async Task Diagnostics_InARun_NameWhatItsTraceHas()
    {
        var context = await FinishedAsync();

        var found = (await AskAsync("diagnostics", $$"""{"kind": "selector", "text": "span[db.sytem = 1]", {{context}}}""")).MustBe(200).Json["diagnostics"]!;

        var warning = Assert.Single(found.AsArray())!;
        Assert.Equal((5, 8, "warning"), ((int)warning["start"]!, (int)warning["length"]!, (string?)warning["severity"]));
        Assert.StartsWith("did you mean `db.system`", (string?)warning["hint"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diagnostics_OfNoRun_AreThoseOfTheTextAlone()
    {
        var found = (await AskAsync("diagnostics", """{"kind": "assertion", "text": "attr:x == 1"}""")).MustBe(200).Json["diagnostics"]!;

        Assert.Equal("error", (string?)Assert.Single(found.AsArray())!["severity"]);
    }

    [Theory]
    [InlineData("tokens", "[", "")]
    [InlineData("tokens", """{"kind": "poem", "text": "a"}""", "kind: is one of `selector`, `expression`, `assertion`, `text`")]
    [InlineData("tokens", """{"kind": "text"}""", "text: is required, be it empty")]
    [InlineData("hover", """{"kind": "text", "text": "abc"}""", "position: is a number from 0 to 3, the length of the text")]
    [InlineData("completions", """{"kind": "text", "text": "abc", "position": 4}""", "position: is a number from 0 to 3, the length of the text")]
    [InlineData("diagnostics", """{"kind": "text", "text": "", "context": {"spanId": "x", "selector": "]"}}""", "context.spanId: `x` is not a span id")]
    public async Task Any_MalformedQuestion_IsRefused(string question, string body, string reason)
    {
        var refused = await AskAsync(question, body);

        Assert.Equal(400, refused.Status);
        Assert.Contains(reason, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_UnknownRun_IsNotFound() => Assert.Equal(
        404, (await AskAsync("tokens", """{"kind": "text", "text": "", "context": {"testId": "none", "runId": "1"}}""")).Status);

    private static IEnumerable<string?> Labels(JsonNode completions) => completions["items"]!.AsArray().Select(item => (string?)item!["label"]);

    private async Task<ApiAnswer> AskAsync(string question, string body) =>
        await (await shared.GetAsync()).Api.PostAsync($"api/language/{question}", body, Cancel);

    /// <summary>The field <c>context</c> of a run that has its trace.</summary>
    private async Task<string> FinishedAsync(string more = "")
    {
        await using var service = await shared.StartServiceAsync();
        service.OnCall = call => call.ExportUsualAsync();
        var api = (await shared.GetAsync()).Api;
        var id = Definitions.NewId("edited");
        await api.PutTestAsync(Definitions.Usual(id, service.Url), Cancel);
        await api.RunToEndAsync(id, Cancel);
        return $"\"context\": {{\"testId\": \"{id}\", \"runId\": \"1\"{more}}}";
    }
}

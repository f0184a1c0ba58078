using System.Text;
using System.Text.Json.Nodes;
using Tracetest.TestSupport.Server;

namespace Tracetest.Web.Tests.Server;

/// <summary>Tests are checked when they are saved, and every fault is told with its place in the document.</summary>
/// <remarks>In the documents <c>◆</c> stands before the character at fault; it is not sent.</remarks>
public sealed class SaveCheckTests(SharedServer shared)
{
    private const char Marker = '◆';
    private const string Yaml = "text/yaml";
    private const string Json = "application/json";

    private const string Head = """
        type: Test
        spec:
          id: checked
          name: "é 😀 \" name"
          trigger:
            type: http
            httpRequest: {method: GET, url: http://service.invalid/}
          specs:
            - selector: span[]
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("- attr:a = ◆]")]
    [InlineData("- 'attr:b = \"it''s\" + ◆]'")]
    [InlineData("- \"attr:c = \\\"\\u00e9\\\" + ◆]\"")]
    [InlineData("- \"attr:\\x63 =\\\n            \\ \\\"\\U0001F600\\\" + ◆]\"")]
    [InlineData("- attr:a = \"é😀\" + ◆]")]
    [InlineData("- |\n        attr:d\n          = ◆]")]
    [InlineData("- |-  # a remark\n\n\n        attr:d\n\n          = ◆]\n")]
    [InlineData("- >-\n        attr:e\n        =\n\n        1 +\n          ◆]")]
    [InlineData("- >2\n          attr:e\n           = ◆]")]
    [InlineData("- attr:f =\n         1 +\n\n         ◆]   # a remark")]
    [InlineData("- 'attr:f =\n         1 +\n\n         ◆]'")]
    [InlineData("- \"attr:f =\n         1 +\n\n         ◆]\"")]
    [InlineData("- !!str attr:g = ◆]")]
    [InlineData("- !!str \"attr:g = ◆]\"")]
    [InlineData("- attr:h = 1 +◆   # the end")]
    [InlineData("- |\n        attr:h = 1 +◆\n\n")]
    [InlineData("- attr:i = 1\n      -   \n        attr:i = ◆]")]
    public async Task Create_FaultInYaml_IsToldAtItsCharacter(string assertions)
    {
        var document = $"{Head}\n      assertions:\n      {assertions}\n";

        var error = Assert.Single(await ErrorsAsync(Yaml, document));

        Assert.StartsWith("spec.specs[0].assertions[", (string?)error["path"], StringComparison.Ordinal);
        Assert.Equal(PlaceOf(document), PlaceOf(error));
    }

    [Fact]
    public async Task Create_FaultInFlowYaml_IsToldAtItsCharacter()
    {
        const string Document =
            "{type: Test, spec: {name: n, trigger: {type: http, httpRequest: {url: http://a}},\n specs: [{selector: 'span[]', assertions: [attr:a = 1, 'attr:b = ◆}']}]}}";

        var error = Assert.Single(await ErrorsAsync(Yaml, Document));

        Assert.Equal((PlaceOf(Document), "spec.specs[0].assertions[1]"), (PlaceOf(error), (string?)error["path"]));
    }

    [Fact]
    public async Task Create_FaultBehindCarriageReturns_IsToldInItsLine()
    {
        var document = $"{Head}\n      assertions:\n      - |\n        attr:a =\n        ◆]\n".ReplaceLineEndings("\r\n");

        Assert.Equal(PlaceOf(document), PlaceOf(Assert.Single(await ErrorsAsync(Yaml, document))));
    }

    [Theory]
    [InlineData("attr:a = ◆]")]
    [InlineData("attr:a = \\\"é😀\\\\ \\u00e9\\ud83d\\ude00\\/\\\" + ◆]")]
    [InlineData("\\tattr:a\\n = ◆]")]
    [InlineData("attr:a = 1 +◆")]
    public async Task Create_FaultInJson_IsToldAtItsCharacter(string assertion)
    {
        var document = $$$"""
            {"type": "Test",
             "Spec": {"name": "é😀", "trigger": {"type": "http", "httpRequest": {"url": "http://service.invalid/"}},
              "specs": [{"selector": "span[]", "assertions": [
                "attr:ok = 1", 	"{{{assertion}}}"]}]}}
            """;

        var error = Assert.Single(await ErrorsAsync(Json, document));

        Assert.Equal((PlaceOf(document), "spec.specs[0].assertions[1]"), (PlaceOf(error), (string?)error["path"]));
    }

    [Fact]
    public async Task Create_SeveralFaults_AreToldAtOnceInTheOrderOfTheDocument()
    {
        const string Document = """
            type: Test
            spec:
              outputs:
                - {name: A, selector: 'span[', value: "1 +"}
                - {name: A, value: attr:x}
              specs:
                - selector: {query: 'span[name = ]'}
                  assertions: [attr:a, 7, attr:b = 1]
              trigger:
                type: http
                httpRequest:
                  url: http://a/${var:}
                  headers: [{key: X, value: '${1 +}'}]
                  authentication: {type: basic, basic: {user: '${', password: '${]}'}}
              id: not good
            """;

        var refused = await SendAsync(Yaml, Document);
        var errors = Errors(refused);

        Assert.Equal(
            [
                "spec.name", "spec.outputs[0].selector", "spec.outputs[0].value", "spec.outputs[1].name", "spec.specs[0].selector",
                "spec.specs[0].assertions[0]", "spec.specs[0].assertions[1]", "spec.trigger.httpRequest.url",
                "spec.trigger.httpRequest.headers[0].value", "spec.trigger.httpRequest.auth.basic.password", "spec.id",
            ],
            errors.Select(error => (string?)error["path"]));
        Assert.Equal(errors.OrderBy(error => PlaceOf(error)), errors);
        Assert.Equal(errors.Count, (int)refused.Json["errorCount"]!);
        Assert.Equal(errors.Count, refused.Error.Split('\n').Length);
        Assert.Contains("line 5, column 14: spec.outputs[1].name: found the name `A` again", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_Fault_SaysWhatWasFoundAndExpected()
    {
        var error = Assert.Single(await ErrorsAsync(Yaml, $"{Head}\n      assertions: ['attr:a = ]']\n"));

        Assert.Equal((9, 1, "`]`"), ((int)error["index"]!, (int)error["length"]!, (string?)error["found"]));
        Assert.NotEqual("", (string?)error["expected"]);
        Assert.StartsWith("found `]`, expected ", (string?)error["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_FaultAskedForInYaml_IsToldInYaml()
    {
        var refused = await (await ApiAsync()).SendAsync("PUT", "api/tests", $"{Head}\n      assertions: ['attr:a = ]']\n", Cancel, Yaml, Yaml);

        Assert.Equal((400, Yaml), (refused.Status, refused.ContentType));
        Assert.Contains("path: spec.specs[0].assertions[0]", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_AThousandFaults_TellsAHundredAndTheirNumber()
    {
        var assertions = string.Concat(Enumerable.Repeat("\n        - attr:a = ]", 1000));

        var refused = await SendAsync(Yaml, $"{Head}\n      assertions:{assertions}\n");

        Assert.Equal((400, 100, 1000), (refused.Status, Errors(refused).Count, (int)refused.Json["errorCount"]!));
        Assert.EndsWith("and 900 more", refused.Error, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(11, 100), Errors(refused).Select(error => (int)error["line"]!));
    }

    [Theory]
    [InlineData(Yaml)]
    [InlineData(Json)]
    public async Task Create_LargeDocumentWithAFault_IsToldAtItsCharacter(string type)
    {
        var filling = new StringBuilder();
        while (filling.Length < 900_000)
        {
            filling.Append(type == Yaml ? "filling " : "\\u0041 \\n ");
        }

        var document = type == Yaml
            ? $"{Head}\n      name: '{filling}'\n      assertions:\n        - 'attr:a = \"{new string('x', 50_000)}\" + ◆]'\n"
            : $$$"""{"type":"Test","spec":{"name":"n","description":"{{{filling}}}","trigger":{"type":"http","httpRequest":{"url":"${◆]}" } } } }""";

        var error = Assert.Single(await ErrorsAsync(type, document));

        Assert.Equal(PlaceOf(document), PlaceOf(error));
    }

    [Fact]
    public async Task Create_FiveMebibytesWithAFault_AreRefusedUnread()
    {
        var document = $"{Head}\n      name: '{new string('x', 5 * 1024 * 1024)}'\n      assertions: ['attr:a = ]']\n";

        Assert.Equal(413, (await SendAsync(Yaml, document)).Status);
    }

    [Theory]
    [InlineData(Json, "{\n  \"é\": ◆?}")]
    [InlineData(Yaml, "type: Test\nspec:\n  é: ◆@x")]
    public async Task Create_Rubbish_SaysWhere(string type, string document) =>
        Assert.Equal(PlaceOf(document), PlaceOf(Assert.Single(await ErrorsAsync(type, document))));

    [Theory]
    [InlineData(Yaml, "type: Test\nspec: {name: a, trigger: {type: http, httpRequest: {url: '◆${]}'}}}")]
    [InlineData(Json, "{\"type\": \"Test\", \"spec\": {\"name\": \"a\", \"trigger\": {\"type\": \"http\", \"httpRequest\": {\"url\": \"◆${]}\"}}}}")]
    public async Task Create_ByteOrderMark_DoesNotCount(string type, string document)
    {
        var (line, column) = PlaceOf(Assert.Single(await ErrorsAsync(type, "\uFEFF" + document)));

        Assert.Equal(PlaceOf(document), (line, column - "${".Length));
    }

    [Fact]
    public async Task Create_OnlyAWarning_IsTaken()
    {
        var document = Head.Replace("id: checked", $"id: {Definitions.NewId("warned")}", StringComparison.Ordinal);

        Assert.Equal(201, (await SendAsync(Yaml, $"{document}\n      assertions: ['attr:a = \"${{attr:b\"']\n")).Status);
    }

    [Fact]
    public async Task Create_WhatCanNeverBeComputed_IsRefused()
    {
        const string Assertion = "- attr:a / ◆0 = 1";
        var document = $"{Head}\n      assertions:\n        {Assertion}\n";

        Assert.Equal(PlaceOf(document), PlaceOf(Assert.Single(await ErrorsAsync(Yaml, document))));
    }

    [Theory]
    [InlineData("POST", "api/tests")]
    [InlineData("PUT", "api/tests")]
    [InlineData("PUT", "api/tests/checked")]
    public async Task Save_MalformedSelector_IsRefusedAndNothingStored(string method, string path)
    {
        var api = await ApiAsync();
        var refused = await api.SendAsync(method, path, Head.Replace("selector: span[]", "selector: span[name=", StringComparison.Ordinal) + "\n      assertions: [1 = 1]\n", Cancel, Yaml, Json);

        Assert.Equal(400, refused.Status);
        Assert.Contains("line 9, column 27: spec.specs[0].selector: found", refused.Error, StringComparison.Ordinal);
        Assert.Equal(404, (await api.GetAsync("api/tests/checked", Cancel)).Status);
    }

    [Fact]
    public async Task Create_EveryExample_IsTaken()
    {
        var files = Directory.GetFiles(ExampleFolder(), "*.yaml");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file, Cancel);
            var answer = await SendAsync(Yaml, text.Replace("${POKESHOP_URL}", "http://shop.invalid", StringComparison.Ordinal)
                .Replace("id: pokeshop-", $"id: {Definitions.NewId("example")}-", StringComparison.Ordinal));

            Assert.True(answer.Status == 201, $"{file}: {answer.Text}");
        }
    }

    private static string ExampleFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "examples", "tests")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("There are no examples above the tests.");
        }

        return Path.Combine(folder.FullName, "examples", "tests");
    }

    private static (int Line, int Column) PlaceOf(JsonObject error) => ((int)error["line"]!, (int)error["column"]!);

    private static (int Line, int Column) PlaceOf(string document)
    {
        var before = document[..document.IndexOf(Marker, StringComparison.Ordinal)];
        return (before.Count(one => one == '\n') + 1, before.Length - before.LastIndexOf('\n'));
    }

    private static List<JsonObject> Errors(ApiAnswer refused) => [.. refused.Json["errors"]!.AsArray().Select(error => error!.AsObject())];

    private async Task<List<JsonObject>> ErrorsAsync(string type, string document)
    {
        var refused = await SendAsync(type, document);
        Assert.Equal(400, refused.Status);
        return Errors(refused);
    }

    private async Task<ApiAnswer> SendAsync(string type, string document) => await (await ApiAsync()).SendAsync(
        "POST", "api/tests", document.Replace(Marker.ToString(), "", StringComparison.Ordinal), Cancel, type, Json);

    private async Task<TracetestApi> ApiAsync() => (await shared.GetAsync()).Api;
}

using System.Text.Json;

namespace Tracetest.Conformance.Tests.Language;

/// <summary>A runner that cannot fail proves nothing: whatever a vector expects wrongly must be told.</summary>
public sealed class WrongExpectationTests
{
    public static IEnumerable<TheoryDataRow<string>> Kinds =>
        Own.Select(vector => vector.Kind).Distinct().Select(kind => new TheoryDataRow<string>(kind));

    private static Vector[] Own => [.. VectorFolder.Read(VectorFolder.Own).OfType<VectorEntry.Readable>().Select(entry => entry.Vector)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_OneValueExpectedWrongly_Fails(string kind)
    {
        var spoiled = (
            from vector in Own
            where vector.Kind == kind
            from wrong in Expectations.SpoiledOf(vector.Expected)
            select (Vector: vector with { Expected = wrong.Expected }, wrong.Place)).ToList();

        Assert.NotEmpty(spoiled);
        Assert.DoesNotContain(spoiled, wrong => VectorRunner.Run(wrong.Vector) is Outcome.Passed);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_FieldNobodyKnows_Fails(string kind) => Assert.All(
        Own.Where(vector => vector.Kind == kind),
        vector => AssertFails(vector, $$"""{"nobodyKnows":1}"""));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_ErrorExpectedOfWhatSucceeds_Fails(string kind) => Assert.All(
        Own.Where(vector => vector.Kind == kind && VectorRunner.Run(Expecting(vector, """{"error":"any"}""")) is Outcome.Passed),
        vector => Assert.True(ExpectsError(vector), vector.Id));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_ErrorMetThatIsNotExpected_Fails(string kind) => Assert.All(
        Own.Where(vector => vector.Kind == kind && kind != "statement" && ExpectsError(vector)),
        vector => Assert.All(
            ["value", "type", "spanIds", "structure", "ast", "match", "tokens"],
            field => AssertFails(vector, $$"""{"{{field}}":""}""")));

    [Theory]
    [InlineData("statement", """{"statement":"1 = 2"}""", """{"pass":true}""")]
    [InlineData("statement", """{"statement":"1 = 2"}""", """{"pass":false,"errorKind":"comparison"}""")]
    [InlineData("statement", """{"statement":"1 = 1"}""", """{"pass":true,"errorKind":"no-match"}""")]
    [InlineData("statement", """{"statement":"1 = 1"}""", """{"pass":true,"error":"no match"}""")]
    [InlineData("expression", """{"expression":"1 +"}""", """{"errorKind":"evaluation"}""")]
    [InlineData("expression", """{"expression":"1 +"}""", """{"error":""}""")]
    [InlineData("expression", """{"expression":"1 +"}""", """{"error":null,"errorKind":null}""")]
    [InlineData("trigger-text", """{"text":"${","quote":"'","context":{"variables":{}}}""", """{"error":"syntax"}""")]
    [InlineData("missing-variables", """{"fields":[{"mode":"statement","text":"var:A = 1"}],"available":[]}""", """{"missing":["A","A"]}""")]
    [InlineData("selector-parse", """{"selector":"span["}""", """{"structure":[]}""")]
    [InlineData("selector-parse", """{"selector":"span[] > span[]"}""", """{"structure":[{"filters":[],"child":{"filters":[]}}]}""")]
    [InlineData("selector-parse", """{"selector":"span[]:first"}""", """{"structure":[{"filters":[]}]}""")]
    [InlineData("expression-parse", """{"grammar":"statement","input":"1 + 1 = 2"}""", """
        {"ast":{"left":{"term":{"type":"number","value":"1"}},"comparator":"=","right":{"term":{"type":"number","value":"2"}}}}
        """)]
    [InlineData("duration", """{"op":"parse","input":"1s"}""", """{"value":"1000000000"}""")]
    [InlineData("function", """{"function":"randomInt","args":[{"type":"number","value":"1"},{"type":"number","value":"9"}]}""", """{"min":1,"max":8}""")]
    [InlineData("run-status", """{"op":"run","required":[],"allPassed":false,"analyzer":{"passed":true,"score":1,"minimumScore":1}}""", """
        {"failed":["test-specs","test-specs"]}
        """)]
    [InlineData("run-status", """{"op":"gates","required":[],"failures":["a","b"]}""", """{"failed":["b","a"]}""")]
    [InlineData("run-status", """{"op":"suite","steps":[{"state":"STOPPED","gatesPassed":true},{"state":"FINISHED","gatesPassed":true}]}""", """
        {"state":"FINISHED","executed":1}
        """)]
    [InlineData("definition-env", """{"text":"${A}${B}","env":{"A":"${B}","B":"1"}}""", """{"value":"11"}""")]
    [InlineData("variables", """{"op":"merge","base":{"A":"1"},"overlay":{"B":"2"}}""", """{"values":{"A":"1"}}""")]
    [InlineData("trace", """{"op":"build","spans":[{"id":"0000000000000001","name":"a","start":1},{"id":"0000000000000002","name":"b","start":2}]}""", """
        {"rootName":"a"}
        """)]
    [InlineData("trace", """{"op":"otlp-value","values":[{"doubleValue":1.5}]}""", """{"texts":["2"]}""")]
    public void Run_WrongExpectation_Fails(string kind, string input, string expected) =>
        AssertFails(Vectors.Of(kind, input, """{"any":1}"""), expected);

    [Theory]
    [InlineData("{}", "attr:a", "")]
    [InlineData("""{"selectedSpanCount":3}""", "attr:a", "")]
    [InlineData("""{"selectedSpanCount":3}""", "attr:tracetest.selected_spans.count", "3")]
    [InlineData("""{"span":null,"selectedSpanCount":0}""", "attr:tracetest.selected_spans.count", "0")]
    [InlineData("""{"span":{"attributes":{"a":"x"}}}""", "attr:tracetest.selected_spans.count", "")]
    [InlineData("""{"span":{"attributes":{"a":"x"}},"selectedSpanCount":2}""", "attr:a", "x")]
    [InlineData("""{"span":null}""", "attr:a", null)]
    [InlineData("""{"span":{"attributes":{"a":"x"}}}""", "attr:name", null)]
    [InlineData("""{"span":{"attributes":{"a":"x"}}}""", "attr:tracetest.span.duration", null)]
    [InlineData("{}", "var:a", "")]
    [InlineData("""{"variables":{}}""", "var:a", null)]
    public void Run_Context_IsAllThatIsSeen(string context, string expression, string? expected) => Assert.Equal(
        new Outcome.Passed(),
        VectorRunner.Run(Vectors.Of(
            "expression",
            $$"""{"expression":"{{expression}}","context":{{context}}}""",
            expected is null ? """{"errorKind":"resolution"}""" : $$"""{"value":"{{expected}}"}""")));

    private static void AssertFails(Vector vector, string expected) =>
        Assert.IsType<Outcome.Failed>(VectorRunner.Run(Expecting(vector, expected)));

    private static Vector Expecting(Vector vector, string expected) => vector with { Expected = JsonElement.Parse(expected) };

    private static bool ExpectsError(Vector vector) =>
        vector.Expected.TryGetProperty("error", out _)
        || vector.Expected.TryGetProperty("errorKind", out _)
        || (vector.Expected.TryGetProperty("pass", out var pass) && !pass.GetBoolean());
}

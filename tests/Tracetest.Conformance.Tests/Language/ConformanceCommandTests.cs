namespace Tracetest.Conformance.Tests.Language;

public sealed class ConformanceCommandTests : IDisposable
{
    private const string Passing = """{"statement":"1 = 1"}""";
    private const string Pass = """{"pass":true}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("vectors").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_PassingVectorsOfSeveralFiles_ExitsWithZero()
    {
        Write("differential-1.json", File("statement", Vectors.TextOf("a", "statement", Passing, Pass)));
        Write("differential-2.json", File(
            "statement", Vectors.TextOf("b", "statement", Passing, Pass), Vectors.TextOf("a", "statement", Passing, Pass)));

        Assert.Equal((0, "3 passed, 0 failed"), RunFolder());
    }

    [Fact]
    public void Run_FailingVector_IsShownWithIdExpectedAndActual()
    {
        var vector = Vectors.TextOf("the-id", "statement", """{"statement":"1 = 2","description":"about it"}""", Pass);
        Write("s.json", File("statement", vector));

        var (exitCode, text) = Run(_folder);

        Assert.Equal(1, exitCode);
        Assert.Equal(
            """
            FAILED the-id
              file      s.json
              about     about it
              input     statement: "1 = 2", kind: "statement"
              why       `pass` differs
              expected  {"pass":true}
              actual    {"pass":false,"left":"1","right":"2","errorKind":"no-match","error":"no match"}

            0 passed, 1 failed

            """,
            text);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"vectors":{}}""")]
    [InlineData("""{"vectors":[]}""")]
    [InlineData("""{"vectors":[1]}""")]
    [InlineData("""{"schema":2,"vectors":[{"id":"a","kind":"type","input":"1","expect":{"type":"number"}}]}""")]
    public void Run_FileThatCannotBeRead_CountsAsFailed(string text)
    {
        Write("bad.json", text);
        Write("good.json", File("statement", Vectors.TextOf("a", "statement", Passing, Pass)));

        Assert.Equal((1, "1 passed, 1 failed"), RunFolder());
        Assert.Contains("FAILED bad.json", Run(_folder).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind":"type","input":"1","expect":{"type":"number"}}""")]
    [InlineData("""{"id":"a","input":"1","expect":{"type":"number"}}""")]
    [InlineData("""{"id":"a","kind":"type","input":"1"}""")]
    [InlineData("""{"id":"a","kind":"type","input":"1","expect":{}}""")]
    [InlineData("""{"id":"a","kind":"type","input":"1","expect":{"type":"number"},"bug":true}""")]
    [InlineData("""{"id":"a","kind":"type","expect":{"type":"number"}}""")]
    [InlineData("""{"id":"a","kind":"type","input":1,"expect":{"type":"number"}}""")]
    [InlineData("""{"id":"a","kind":"type","input":"\ud800","expect":{"type":"string"}}""")]
    [InlineData("""{"id":"a","kind":"type","input":"1","expect":{"type":"\ud800"}}""")]
    [InlineData("""{"id":"\ud800","kind":"type","input":"1","expect":{"type":"number"}}""")]
    [InlineData("""{"id":"a","kind":"type","input":"1","description":7,"expect":{"type":"number"}}""")]
    [InlineData("""{"id":"a","kind":"type","input":"1","expect":"number"}""")]
    [InlineData("""{"id":"a","kind":"type","input":"1","bug":"yes","expect":{"type":"number"}}""")]
    [InlineData("""{"id":"a","kind":"nobody knows","input":"1","expect":{"type":"number"}}""")]
    [InlineData("""{"id":"a","kind":"duration","op":"nobody knows","input":1,"expect":{"value":"1ns"}}""")]
    [InlineData("""{"id":"a","kind":"trace","op":"nobody knows","expect":{"rootName":"a"}}""")]
    [InlineData("""{"id":"a","kind":"variables","op":"nobody knows","expect":{"values":{}}}""")]
    [InlineData("""{"id":"a","kind":"run-status","op":"nobody knows","expect":{"state":"FINISHED"}}""")]
    [InlineData("""{"id":"a","kind":"run-status","op":"suite","steps":[{"state":"NOWHERE","gatesPassed":true}],"expect":{"state":"FINISHED"}}""")]
    [InlineData("""{"id":"a","kind":"run-status","op":"suite","steps":[{"state":"CREATED","gatesPassed":true}],"expect":{"state":"FINISHED"}}""")]
    [InlineData("""{"id":"a","kind":"selector","selector":"","trace":"nobody knows","expect":{"spanIds":[]}}""")]
    [InlineData("""{"id":"a","kind":"selector","selector":"","trace":{"id":"1","name":"a"},"expect":{"spanIds":["1"]}}""")]
    public void Run_VectorThatCannotBeRun_CountsAsFailed(string vector)
    {
        Write("bad.json", $$"""{"schema":1,"vectors":[{{vector}}]}""");

        Assert.Equal((1, "0 passed, 1 failed"), RunFolder());
    }

    [Fact]
    public void Run_VectorWithoutKind_TakesTheFiles()
    {
        Write("t.json", """{"schema":1,"kind":"type","vectors":[{"id":"a","input":"1","expect":{"type":"number"}}]}""");

        Assert.Equal((0, "1 passed, 0 failed"), RunFolder());
    }

    [Fact]
    public void Run_Bug_SuggestedCounts()
    {
        Write("t.json", """
            {"kind":"type","vectors":[{"id":"a","input":"1","bug":true,"expect":{"type":"json"},"suggested":{"type":"number"}}]}
            """);

        Assert.Equal((0, "1 passed, 0 failed"), RunFolder());
    }

    [Fact]
    public void Run_SuggestedWithoutBug_ExpectCounts()
    {
        Write("t.json", """{"kind":"type","vectors":[{"id":"a","input":"1","expect":{"type":"json"},"suggested":{"type":"number"}}]}""");

        Assert.Equal((1, "0 passed, 1 failed"), RunFolder());
    }

    [Fact]
    public void Run_FolderWithFixtures_TheyComeBeforeTheProjectsOwn()
    {
        Write("fixtures.json", """{"traces":{"orders":{"id":"0000000000000001","name":"mine","children":[]}}}""");
        Write("s.json", File(
            "selector",
            Vectors.TextOf("a", "selector", """{"trace":"orders","selector":""}""", """{"spanIds":["0000000000000001"]}"""),
            Vectors.TextOf("b", "selector", """{"trace":"chain","selector":"span[lvl=3]"}""", """{"spanIds":["00000000000000c3"]}""")));

        Assert.Equal((0, "2 passed, 0 failed"), RunFolder());
    }

    [Fact]
    public void Run_FixturesThatCannotBeRead_CountAsFailed()
    {
        Write("fixtures.json", "{");
        Write("s.json", File("statement", Vectors.TextOf("a", "statement", Passing, Pass)));

        Assert.Equal((1, "1 passed, 1 failed"), RunFolder());
    }

    [Fact]
    public void Run_EmptyFolder_Fails() => Assert.Equal((1, "0 passed, 1 failed"), RunFolder());

    [Fact]
    public void Run_FolderThatDoesNotExist_Fails() => Assert.Equal((1, "0 passed, 1 failed"), Last(Run(Path.Combine(_folder, "nowhere"))));

    [Fact]
    public void Run_NoArgument_Fails() => Assert.Equal((1, "0 passed, 1 failed"), Last(Run()));

    [Fact]
    public void Run_TraceOfManyGenerations_IsRead()
    {
        var tree = string.Concat(Enumerable.Range(1, 400).Select(i => $$"""{"id":"{{i:x16}}","name":"s","children":["""))
            + string.Concat(Enumerable.Repeat("]}", 400));
        var vector = Vectors.TextOf("a", "selector", $$"""{"trace":"deep","selector":"span[]:last"}""", $$"""{"spanIds":["{{400:x16}}"]}""");
        Write("s.json", File("selector", vector.Replace("\"deep\"", tree, StringComparison.Ordinal)));

        Assert.Equal((0, "1 passed, 0 failed"), RunFolder());
    }

    private static string File(string kind, params string[] vectors) =>
        $$"""{"schema":1,"kind":"{{kind}}","vectors":[{{string.Join(",", vectors)}}]}""";

    private void Write(string name, string text) => System.IO.File.WriteAllText(Path.Combine(_folder, name), text);

    private (int ExitCode, string LastLine) RunFolder() => Last(Run(_folder));

    private static (int ExitCode, string LastLine) Last((int ExitCode, string Text) run) =>
        (run.ExitCode, run.Text.TrimEnd().Split('\n')[^1]);

    private static (int ExitCode, string Text) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        return (ConformanceCommand.Run(arguments, output), output.ToString());
    }
}

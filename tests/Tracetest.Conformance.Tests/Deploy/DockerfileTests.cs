namespace Tracetest.Conformance.Tests.Deploy;

/// <summary>What can be said of the Dockerfiles without an engine to build them.</summary>
public sealed class DockerfileTests
{
    public static readonly TheoryData<string> Files = new("Dockerfile", "examples/Pokeshop/Dockerfile");

    [Theory]
    [MemberData(nameof(Files))]
    public void From_OfEveryStage_IsDotNet10(string file) =>
        Assert.All(
            Lines(file, "FROM "),
            from => Assert.Matches(@"^FROM mcr\.microsoft\.com/dotnet/(sdk|aspnet):10\.0( AS [a-z]+)?\z", from));

    [Theory]
    [MemberData(nameof(Files))]
    public void User_OfTheLastStage_IsNotRoot(string file) =>
        Assert.Equal(["USER $APP_UID"], Lines(file, "USER "));

    [Theory]
    [MemberData(nameof(Files))]
    public void Copy_FromTheContext_NamesPathsThatExist(string file)
    {
        var sources = Lines(file, "COPY ")
            .Where(copy => !copy.Contains("--from=", StringComparison.Ordinal))
            .SelectMany(copy => copy.Split(' ')[1..^1]);

        Assert.All(sources, source => Assert.True(Path.Exists(RepositoryFiles.PathOf(source)), $"{source} is not there."));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Healthcheck_Command_IsTheProbe(string file) =>
        Assert.Contains("/usr/local/bin/probe", Assert.Single(Lines(file, "HEALTHCHECK ")), StringComparison.Ordinal);

    [Fact]
    public void Expose_OfTheServer_NamesItsThreePorts() =>
        Assert.Equal(["EXPOSE 11633 4317 4318"], Lines("Dockerfile", "EXPOSE "));

    private static List<string> Lines(string file, string start) =>
        [.. RepositoryFiles.Read(file).Split('\n').Where(line => line.StartsWith(start, StringComparison.Ordinal))];
}

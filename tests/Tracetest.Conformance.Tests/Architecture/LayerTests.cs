using Tracetest.Domain.Traces;

namespace Tracetest.Conformance.Tests.Architecture;

public sealed class LayerTests
{
    [Fact]
    public void Domain_References_OnlyTheBaseClassLibrary() =>
        Assert.All(
            typeof(Trace).Assembly.GetReferencedAssemblies(),
            reference => Assert.StartsWith("System", reference.Name, StringComparison.Ordinal));

    [Fact]
    public void Infrastructure_Sources_NameNothingOfWeb() =>
        Assert.All(
            SourceTree.CSharpFiles("Tracetest.Infrastructure"),
            file => Assert.DoesNotContain("Tracetest.Web", File.ReadAllText(file), StringComparison.Ordinal));

    [Fact]
    public void Web_Sources_NameInfrastructureInProgramAlone() =>
        Assert.All(
            SourceTree.CSharpFiles("Tracetest.Web").Where(file => Path.GetFileName(file) != "Program.cs"),
            file => Assert.DoesNotContain("Tracetest.Infrastructure", File.ReadAllText(file), StringComparison.Ordinal));

    [Theory]
    [InlineData("Helper")]
    [InlineData("Manager")]
    [InlineData("Util")]
    [InlineData("Utils")]
    [InlineData("Dto")]
    [InlineData("Impl")]
    public void Types_Names_SayWhatTheyAre(string suffix) =>
        Assert.All(
            Projects.SelectMany(SourceTree.CSharpFiles),
            file => Assert.False(
                Path.GetFileNameWithoutExtension(file).EndsWith(suffix, StringComparison.Ordinal), $"{file} ends with {suffix}"));

    internal static readonly string[] Projects = ["Tracetest.Domain", "Tracetest.Infrastructure", "Tracetest.Web"];
}

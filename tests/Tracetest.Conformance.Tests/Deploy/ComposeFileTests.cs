using System.Text.RegularExpressions;

namespace Tracetest.Conformance.Tests.Deploy;

/// <summary>What can be said of docker-compose.yaml without an engine to run it.</summary>
public sealed partial class ComposeFileTests
{
    private readonly ComposeFile _compose = ComposeFile.Read("docker-compose.yaml");

    [Fact]
    public void Services_WithoutProfile_AreTheFourOfTheDefaultStack() =>
        Assert.Equal(
            ["jaeger", "otel-collector", "postgres", "tracetest"],
            _compose.Services.Where(service => service.Value.Profiles.Count == 0).Select(service => service.Key).Order());

    [Fact]
    public void Services_OfTheDemo_AreTheShopsThree() =>
        Assert.Equal(
            ["pokeshop-api", "pokeshop-catalogue", "pokeshop-worker"],
            _compose.Services.Where(service => service.Value.Profiles is ["demo"]).Select(service => service.Key).Order());

    [Fact]
    public void Image_OfEveryService_NamesARepositoryAndAnExactTag() =>
        Assert.All(_compose.Services.Values, service => Assert.Matches(PinnedImage(), service.Image));

    [Fact]
    public void Ports_OfTracetest_AreTheThreeTheServerListensOn() =>
        Assert.Equal(["11633:11633", "4317:4317", "4318:4318"], _compose.Services["tracetest"].Ports);

    [Fact]
    public void Ports_OfAllServices_AskForEachHostPortOnce()
    {
        var published = _compose.Services.Values.SelectMany(service => service.Ports).Select(port => port.Split(':')[0]);

        Assert.Distinct(published);
    }

    [Fact]
    public void Volumes_MountedFromTheRepository_ExistAndAreReadOnly() =>
        Assert.All(Mounts().Where(mount => mount[0].StartsWith('.')), mount =>
        {
            Assert.True(File.Exists(RepositoryFiles.PathOf(mount[0])), $"{mount[0]} is not there.");
            Assert.Equal("ro", mount[2]);
        });

    [Fact]
    public void Volumes_MountedByName_AreDeclaredAndUsed() =>
        Assert.Equal(_compose.Volumes.Keys, Mounts().Where(mount => !mount[0].StartsWith('.')).Select(mount => mount[0]));

    [Fact]
    public void Dockerfiles_OfBuiltServices_Exist() =>
        Assert.All(_compose.Services.Values.Where(service => service.Build is not null), service =>
            Assert.True(File.Exists(RepositoryFiles.PathOf(Path.Combine(service.Build!.Context, service.Build.Dockerfile)))));

    [Fact]
    public void Healthcheck_OfEveryServiceWithAShell_NamesACommand() =>
        Assert.All(_compose.Services.Where(service => service.Key != "otel-collector"), service =>
        {
            Assert.NotNull(service.Value.Healthcheck);
            Assert.True(service.Value.Healthcheck.Test.Count >= 2);
            Assert.Contains(service.Value.Healthcheck.Test[0], (string[])["CMD", "CMD-SHELL"]);
        });

    [Fact]
    public void DependsOn_OfEveryService_NamesServicesThatCanMeetTheCondition() =>
        Assert.All(_compose.Services.Values.SelectMany(service => service.DependsOn), dependency =>
        {
            var target = Assert.Contains(dependency.Key, (IDictionary<string, ComposeService>)_compose.Services);
            Assert.Equal(target.Healthcheck is null ? "service_started" : "service_healthy", dependency.Value.Condition);
        });

    [Fact]
    public void DependsOn_FollowedFromAnyService_NeverComesBack()
    {
        var left = _compose.Services.ToDictionary(service => service.Key, service => service.Value.DependsOn.Keys.ToHashSet());
        while (left.Where(service => !service.Value.Overlaps(left.Keys)).Select(service => service.Key).ToArray() is { Length: > 0 } free)
        {
            Array.ForEach(free, name => left.Remove(name));
        }

        Assert.Empty(left);
    }

    [Fact]
    public void Command_OfTracetest_NamesFilesThatAreMounted()
    {
        var targets = _compose.Services["tracetest"].Volumes.Select(volume => volume.Split(':')[1]);

        Assert.Equal(targets, _compose.Services["tracetest"].Command.Where(word => word.StartsWith('/')));
    }

    [Fact]
    public void Environment_OfTheDemo_PointsAtServicesOfThisFile()
    {
        var addresses = _compose.Services["pokeshop-api"].Environment.Values
            .Where(value => value.StartsWith("http", StringComparison.Ordinal));

        Assert.All(addresses, address => Assert.Contains(new Uri(address).Host, _compose.Services.Keys));
    }

    private IEnumerable<string[]> Mounts() =>
        _compose.Services.Values.SelectMany(service => service.Volumes).Select(volume => volume.Split(':'));

    [GeneratedRegex(@"^([a-z0-9.-]+/)?[a-z0-9-]+:[0-9]+(\.[0-9]+)+\z", RegexOptions.NonBacktracking)]
    private static partial Regex PinnedImage();
}

using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Tracetest.Conformance.Tests.Deploy;

/// <summary>The part of the Compose specification that our file uses; a key that is not here is refused when it is read.</summary>
internal sealed class ComposeFile
{
    public Dictionary<string, ComposeService> Services { get; set; } = [];

    public Dictionary<string, object?> Volumes { get; set; } = [];

    public static ComposeFile Read(string relative) => new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .Build()
        .Deserialize<ComposeFile>(RepositoryFiles.Read(relative));
}

internal sealed class ComposeService
{
    public ComposeBuild? Build { get; set; }

    public string Image { get; set; } = "";

    public List<string> Command { get; set; } = [];

    public Dictionary<string, string> Environment { get; set; } = [];

    public List<string> Volumes { get; set; } = [];

    public List<string> Ports { get; set; } = [];

    public List<string> Profiles { get; set; } = [];

    public List<string> ExtraHosts { get; set; } = [];

    public Dictionary<string, ComposeDependency> DependsOn { get; set; } = [];

    public ComposeHealthcheck? Healthcheck { get; set; }

    public string Restart { get; set; } = "";
}

internal sealed class ComposeBuild
{
    public string Context { get; set; } = "";

    public string Dockerfile { get; set; } = "";
}

internal sealed class ComposeDependency
{
    public string Condition { get; set; } = "";
}

internal sealed class ComposeHealthcheck
{
    public List<string> Test { get; set; } = [];

    public string Interval { get; set; } = "";

    public string Timeout { get; set; } = "";

    public int Retries { get; set; }

    public string StartPeriod { get; set; } = "";
}

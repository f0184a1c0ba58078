using System.Text.RegularExpressions;

namespace Tracetest.Conformance.Tests.Architecture;

/// <summary>No circle between the feature folders of a project: what a folder names, it may need; what needs it, it may not.</summary>
public sealed partial class FolderTests
{
    [Theory]
    [InlineData("Tracetest.Domain")]
    [InlineData("Tracetest.Infrastructure")]
    [InlineData("Tracetest.Web")]
    public void Folders_OfAProject_FormNoCircle(string project)
    {
        var needs = NeedsByFolder(project);

        var circle = FindCircle(needs);

        Assert.True(circle is null, $"{project}: {string.Join(" -> ", circle ?? [])}");
    }

    [Fact]
    public void FindCircle_OfACircle_FindsIt()
    {
        var needs = new Dictionary<string, HashSet<string>> { ["A"] = ["B"], ["B"] = ["C"], ["C"] = ["A"] };

        Assert.NotNull(FindCircle(needs));
    }

    private static Dictionary<string, HashSet<string>> NeedsByFolder(string project)
    {
        var root = Path.Combine(SourceTree.Root, project);
        var files = SourceTree.CSharpFiles(project)
            .Select(file => (Folder: Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar) is [var first, _, ..] ? first : "", Text: File.ReadAllText(file)))
            .Where(file => file.Folder.Length > 0)
            .ToList();
        var folders = files.Select(file => file.Folder).ToHashSet();
        return files.GroupBy(file => file.Folder).ToDictionary(
            group => group.Key,
            group => group.SelectMany(file => NamedFolders(project, file.Text)).Where(folders.Contains).Where(name => name != group.Key).ToHashSet());
    }

    private static IEnumerable<string> NamedFolders(string project, string text) =>
        FeatureName().Matches(text)
            .Where(match => match.Groups["project"].Value == project)
            .Select(match => match.Groups["folder"].Value);

    private static List<string>? FindCircle(Dictionary<string, HashSet<string>> needs)
    {
        var done = new HashSet<string>();
        return needs.Keys.Select(start => Walk(start, needs, [], done)).FirstOrDefault(circle => circle is not null);
    }

    private static List<string>? Walk(string at, Dictionary<string, HashSet<string>> needs, List<string> path, HashSet<string> done)
    {
        if (path.Contains(at))
        {
            return [.. path.SkipWhile(folder => folder != at), at];
        }

        if (done.Contains(at))
        {
            return null;
        }

        var circle = needs.GetValueOrDefault(at, []).Select(next => Walk(next, needs, [.. path, at], done)).FirstOrDefault(found => found is not null);
        done.Add(at);
        return circle;
    }

    [GeneratedRegex(@"\b(?<project>Tracetest\.(?:Domain|Infrastructure|Web))\.(?<folder>[A-Za-z]+)", RegexOptions.NonBacktracking)]
    private static partial Regex FeatureName();
}

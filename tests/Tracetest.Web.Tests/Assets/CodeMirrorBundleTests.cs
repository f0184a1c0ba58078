using System.Diagnostics;

namespace Tracetest.Web.Tests.Assets;

/// <summary>What is committed is what the lock file builds.</summary>
public sealed class CodeMirrorBundleTests
{
    [Fact]
    public async Task Bundle_BuiltAgain_IsTheSame()
    {
        var root = Root();
        var folder = Directory.CreateTempSubdirectory("codemirror-").FullName;
        try
        {
            await BuildAsync(root, folder);

            var committed = Path.Combine(root, "Tracetest.Web", "wwwroot", "js", "vendor");
            Assert.Equal(Directory.EnumerateFiles(committed).Select(Path.GetFileName).Order(), Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order());
            Assert.All(
                Directory.EnumerateFiles(committed),
                file => Assert.True(
                    File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folder, Path.GetFileName(file)))),
                    $"{file} is not what eng/CodeMirror/build.sh builds"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task BuildAsync(string root, string folder)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var build = Process.Start(new ProcessStartInfo("bash", [Path.Combine(root, "eng", "CodeMirror", "build.sh"), folder]) { RedirectStandardError = true })!;
        var errors = await build.StandardError.ReadToEndAsync(cancellationToken);
        await build.WaitForExitAsync(cancellationToken);
        Assert.True(build.ExitCode == 0, errors);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Tracetest.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}

using System.Text.Json;
using Tracetest.Conformance.Traces;

namespace Tracetest.Conformance;

/// <summary>What stands in a folder of vectors: a closed set.</summary>
internal abstract record VectorEntry
{
    private VectorEntry()
    {
    }

    /// <summary>A vector that can be run.</summary>
    public sealed record Readable(Vector Vector) : VectorEntry;

    /// <summary>A folder, a file or a vector that cannot be read.</summary>
    public sealed record Unreadable(string Id, string File, Outcome.Failed Failure) : VectorEntry;
}

/// <summary>Reads the vectors of a folder. What cannot be read comes out as an entry too, so that it counts.</summary>
internal static class VectorFolder
{
    public const string FixturesFile = "fixtures.json";

    /// <summary>Far beyond any trace written by hand; the reader's own limit of 64 is not.</summary>
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 2000 };

    /// <summary>The project's own vectors.</summary>
    public static string Own { get; } = Path.Combine(AppContext.BaseDirectory, "Vectors");

    /// <summary>Every vector of every file but the fixtures, files in ordinal order of their names.</summary>
    public static IEnumerable<VectorEntry> Read(string folder)
    {
        string[] files;
        try
        {
            files = Directory.GetFiles(folder, "*.json");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [Unreadable(folder, "", "a folder of vectors", exception.Message)];
        }

        var (fixtures, faults) = ReadFixtures(folder);
        var vectorFiles = files.Where(file => Path.GetFileName(file) != FixturesFile).Order(StringComparer.Ordinal).ToArray();
        return vectorFiles.Length == 0
            ? [.. faults, Unreadable(folder, "", "at least one file of vectors", "none")]
            : faults.Concat(vectorFiles.SelectMany(file => ReadFile(file, fixtures)));
    }

    private static (TraceFixtures Fixtures, IReadOnlyList<VectorEntry> Faults) ReadFixtures(string folder)
    {
        var own = new TraceFixtures(TracesOf(Path.Combine(Own, FixturesFile)), null);
        var path = Path.Combine(folder, FixturesFile);
        if (!File.Exists(path))
        {
            return (own, []);
        }

        try
        {
            return (new TraceFixtures(TracesOf(path), own), []);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return (own, [Unreadable(FixturesFile, FixturesFile, "named traces under `traces`", exception.Message)]);
        }
    }

    private static Fields TracesOf(string path) => new Fields(RootOf(path)).Object("traces");

    private static IEnumerable<VectorEntry> ReadFile(string path, TraceFixtures fixtures)
    {
        var file = Path.GetFileName(path);
        try
        {
            var root = new Fields(RootOf(path));
            if (root.Has("schema") && root.Number("schema") != 1)
            {
                throw root.Unknown("schema");
            }

            var kind = root.OptionalText("kind");
            var vectors = root.Required("vectors").EnumerateArray()
                .Select((vector, i) => ReadVector(vector, i, file, kind, fixtures))
                .ToArray();
            return vectors.Length > 0 ? vectors : [Unreadable(file, file, "at least one vector", "none")];
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return [Unreadable(file, file, "an object with a list `vectors`", exception.Message)];
        }
    }

    private static VectorEntry ReadVector(JsonElement element, int index, string file, string? kind, TraceFixtures fixtures)
    {
        try
        {
            return new VectorEntry.Readable(Vector.Read(new Fields(element), kind, fixtures) with { File = file });
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            var id = IdOf(element) ?? $"{file}, vector {index + 1}";
            return Unreadable(id, file, "a vector with id, kind and an expected outcome", exception.Message);
        }
    }

    private static string? IdOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetRawText().Trim('"')
            : null;

    private static JsonElement RootOf(string path)
    {
        using var stream = File.OpenRead(path);
        var root = JsonDocument.Parse(stream, Options).RootElement;
        return root.ValueKind == JsonValueKind.Object
            ? root
            : throw new MalformedVectorException($"the file is {root.ValueKind}, not Object");
    }

    /// <summary>What reading throws for a text that is not as it should be; the last is of elements of another type.</summary>
    private static bool IsUnreadable(Exception exception) => exception
        is IOException or UnauthorizedAccessException or JsonException or MalformedVectorException or InvalidOperationException;

    private static VectorEntry.Unreadable Unreadable(string id, string file, string expected, string actual) =>
        new(id, file, new Outcome.Failed(expected, actual, "cannot be read"));
}

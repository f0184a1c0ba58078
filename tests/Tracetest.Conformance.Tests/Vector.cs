using System.Text.Json;

namespace Tracetest.Conformance.Tests;

/// <summary>One recorded case of the test language.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Kind">Which part of the language it is about.</param>
/// <param name="Input">The whole case.</param>
/// <param name="Expected">What must come out: of a defect of the original, what it should have been.</param>
public sealed record Vector(string Id, string Kind, JsonElement Input, JsonElement Expected)
{
    private static readonly Lazy<Dictionary<string, Vector>> All = new(ReadAll);

    public static IReadOnlyCollection<Vector> Everything => All.Value.Values;

    public static Vector Of(string id) => All.Value[id];

    /// <summary>A text of the input; empty when absent.</summary>
    public string Text(string name) => Input.TryGetProperty(name, out var text) ? text.GetString()! : "";

    /// <summary>An expected text; <see langword="null"/> when nothing is said about it.</summary>
    public string? ExpectedText(string name) => Expected.TryGetProperty(name, out var text) ? text.GetString() : null;

    public bool ExpectsError => Expected.TryGetProperty("error", out _) || Expected.TryGetProperty("errorKind", out _);

    private static Dictionary<string, Vector> ReadAll() => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Vectors"), "*.json")
        .Order(StringComparer.Ordinal)
        .Where(file => Path.GetFileName(file) != "fixtures.json")
        .SelectMany(Read)
        .ToDictionary(vector => vector.Id);

    private static IEnumerable<Vector> Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("vectors").EnumerateArray().Select(vector => new Vector(
            vector.GetProperty("id").GetString()!,
            vector.GetProperty("kind").GetString()!,
            vector,
            vector.TryGetProperty("suggested", out var suggested) ? suggested : vector.GetProperty("expect")));
}

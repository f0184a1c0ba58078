using System.Text.Json;

namespace Tracetest.Conformance;

/// <summary>An object of a vector, read strictly: a field that is absent or of another type makes the vector malformed.</summary>
/// <param name="Element">The object.</param>
/// <param name="Path">Where it stands in the vector; empty for the vector itself.</param>
internal readonly record struct Fields(JsonElement Element, string Path = "")
{
    public string Text(string name) => Required(name, JsonValueKind.String).GetString()!;

    /// <summary>A text; <see langword="null"/> when the field is absent or null.</summary>
    public string? OptionalText(string name) => Has(name) ? Text(name) : null;

    public long Number(string name)
    {
        var element = Required(name, JsonValueKind.Number);
        return element.TryGetInt64(out var number) ? number : throw Malformed($"`{PathOf(name)}` is no whole number of 64 bits");
    }

    public bool Flag(string name) =>
        Required(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag
            ? flag.GetBoolean()
            : throw Malformed($"`{PathOf(name)}` is neither true nor false");

    public Fields Object(string name) => new(Required(name, JsonValueKind.Object), PathOf(name));

    /// <summary>An object; <see langword="null"/> when the field is absent or null.</summary>
    public Fields? OptionalObject(string name) => Has(name) ? Object(name) : null;

    public IReadOnlyList<Fields> Objects(string name)
    {
        var path = PathOf(name);
        return [.. Required(name, JsonValueKind.Array).EnumerateArray().Select((item, i) => item.ValueKind == JsonValueKind.Object
            ? new Fields(item, $"{path}[{i}]")
            : throw Malformed($"`{path}[{i}]` is no object"))];
    }

    public IReadOnlyList<string> Texts(string name)
    {
        var path = PathOf(name);
        return [.. Required(name, JsonValueKind.Array).EnumerateArray().Select((item, i) => item.ValueKind == JsonValueKind.String
            ? item.GetString()!
            : throw Malformed($"`{path}[{i}]` is no text"))];
    }

    /// <summary>Every member of this object, all of which must be texts.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> TextMembers()
    {
        var fields = this;
        return [.. Element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, fields.Text(member.Name, member.Value)))];
    }

    public bool Has(string name) => Element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A field of any type.</summary>
    public JsonElement Required(string name) => Element.TryGetProperty(name, out var value)
        ? value
        : throw Malformed($"`{PathOf(name)}` is missing");

    public MalformedVectorException Unknown(string name) => Malformed($"`{PathOf(name)}` is unknown: {Required(name).GetRawText()}");

    private string Text(string name, JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw Malformed($"`{PathOf(name)}` is no text");

    private JsonElement Required(string name, JsonValueKind kind)
    {
        var value = Required(name);
        return value.ValueKind == kind ? value : throw Malformed($"`{PathOf(name)}` is {value.ValueKind}, not {kind}");
    }

    private string PathOf(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    private static MalformedVectorException Malformed(string what) => new(what);
}

/// <summary>A vector that cannot be run as it stands.</summary>
internal sealed class MalformedVectorException(string message) : Exception(message);

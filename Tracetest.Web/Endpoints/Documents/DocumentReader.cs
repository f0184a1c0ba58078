using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tracetest.Domain.Syntax;

namespace Tracetest.Web.Endpoints.Documents;

/// <summary>Reads fields out of a document and notes every fault with the path of its field, so that all are told at once.</summary>
/// <remarks>
/// Names of fields match in any case, as in the original. Numbers and truth values stand for texts where texts are wanted, and
/// texts for truth values. Unknown fields are ignored.
/// </remarks>
internal sealed class DocumentReader
{
    private readonly JsonObject? _fields;
    private readonly string _path;
    private readonly List<DocumentFault> _faults;

    private DocumentReader(JsonNode? node, string path, List<DocumentFault> faults)
    {
        (_path, _faults) = (path, faults);
        _fields = node as JsonObject;
        if (node is not null && _fields is null)
        {
            Fault("", "an object is expected");
        }
    }

    public DocumentReader(JsonNode? node)
        : this(node, "", [])
    {
    }

    /// <summary>Whether the object is there at all.</summary>
    public bool Exists => _fields is not null;

    public IReadOnlyList<DocumentFault> Faults => _faults;

    public void Fault(string field, string message) => _faults.Add(new DocumentFault(Join(_path, field), message));

    /// <summary>Notes a fault of a field's text.</summary>
    public void Fault(string field, Diagnostic diagnostic) => _faults.Add(DocumentFault.Of(Join(_path, field), diagnostic));

    /// <summary>The text of a field; empty when it is absent or null.</summary>
    public string Text(string field) => AsText(Find(field), field);

    /// <summary>The text of a field that has to be there.</summary>
    public string RequiredText(string field)
    {
        var text = Text(field);
        if (string.IsNullOrWhiteSpace(text))
        {
            Fault(field, "is required");
        }

        return text;
    }

    public bool Truth(string field)
    {
        var text = Text(field);
        if (text.Length == 0 || text.ToLowerInvariant() is "false" or "no" or "off")
        {
            return false;
        }

        if (text.ToLowerInvariant() is not ("true" or "yes" or "on"))
        {
            Fault(field, $"`{text}` is neither true nor false");
        }

        return true;
    }

    /// <summary>A field that holds an object.</summary>
    public DocumentReader Object(string field) => new(Find(field), Join(_path, field), _faults);

    /// <summary>The objects of a list; empty when it is absent.</summary>
    public IEnumerable<DocumentReader> Objects(string field) =>
        List(field).Select((node, index) => new DocumentReader(node ?? new JsonObject(), $"{Join(_path, field)}[{index}]", _faults));

    /// <summary>The texts of a list; empty when it is absent.</summary>
    public IEnumerable<string> Texts(string field) => List(field).Select((node, index) => AsText(node, $"{field}[{index}]"));

    /// <summary>The texts of a list; <see langword="null"/> when it is absent.</summary>
    public IEnumerable<string>? OptionalTexts(string field) => Find(field) is null ? null : Texts(field);

    /// <summary>An object read as a map from name to text.</summary>
    public IEnumerable<KeyValuePair<string, string>> TextsByName(string field)
    {
        var map = Object(field);
        return map._fields is null ? [] : map._fields.Select(pair => KeyValuePair.Create(pair.Key, map.AsText(pair.Value, pair.Key)));
    }

    /// <summary>A field as it stands.</summary>
    public JsonNode? Find(string field) => _fields is null
        ? null
        : _fields.TryGetPropertyValue(field, out var exact)
            ? exact
            : _fields.FirstOrDefault(pair => string.Equals(pair.Key, field, StringComparison.OrdinalIgnoreCase)).Value;

    private JsonArray List(string field)
    {
        var node = Find(field);
        if (node is not (null or JsonArray))
        {
            Fault(field, "a list is expected");
        }

        return node as JsonArray ?? [];
    }

    private string AsText(JsonNode? node, string field)
    {
        switch (node)
        {
            case null:
                return "";
            case JsonValue value when value.GetValueKind() is JsonValueKind.String:
                return Storable(value.GetValue<string>(), field);
            case JsonValue value:
                return value.ToJsonString().ToString(CultureInfo.InvariantCulture);
            default:
                Fault(field, "a text is expected");
                return "";
        }
    }

    /// <summary>PostgreSQL keeps no NUL in a text.</summary>
    private string Storable(string text, string field)
    {
        if (text.Contains('\0'))
        {
            Fault(field, "holds a NUL character");
        }

        return text;
    }

    private static string Join(string path, string field) =>
        path.Length == 0 ? field : field.Length == 0 ? path : $"{path}.{field}";
}

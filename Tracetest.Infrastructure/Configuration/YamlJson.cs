using System.Globalization;
using System.Text.Json.Nodes;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>Turns YAML values into JSON, plain scalars by YAML's core schema.</summary>
internal static class YamlJson
{
    public static JsonNode? From(YamlValue value) => value switch
    {
        YamlValue.Mapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, From(entry.Value)))),
        YamlValue.Sequence sequence => new JsonArray([.. sequence.Items.Select(From)]),
        YamlValue.Scalar { IsNull: true } => null,
        YamlValue.Scalar { IsPlain: true } plain => FromPlain(plain.Text),
        YamlValue.Scalar quoted => JsonValue.Create(quoted.Text),
        _ => throw new InvalidOperationException($"Unknown value {value}."),
    };

    private static JsonValue FromPlain(string text) => text switch
    {
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}

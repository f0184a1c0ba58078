using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tracetest.Conformance;

/// <summary>JSON as text for people, and facts as JSON.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 4000,
    };

    /// <summary>One readable line; of an element that holds what is no text, as it stands in the file.</summary>
    public static string Of(JsonElement element)
    {
        try
        {
            return JsonSerializer.Serialize(element, Options);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return element.GetRawText();
        }
    }

    /// <summary>The same as an element.</summary>
    public static JsonElement ElementOf(JsonObject json) => JsonSerializer.SerializeToElement(json, Options);
}

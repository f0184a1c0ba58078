using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tracetest.Web.Components.Elements;

/// <summary>JSON set out for reading.</summary>
public static class PrettyJson
{
    /// <summary>Beyond this many characters a text is left as it is.</summary>
    public const int MaxLength = 500_000;

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text indented; <see langword="null"/> when it is no JSON object or list, or too long.</summary>
    public static string? TryFormat(string text)
    {
        if (text.Length > MaxLength || text.TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(document.RootElement, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

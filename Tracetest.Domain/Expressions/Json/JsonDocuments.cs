namespace Tracetest.Domain.Expressions.Json;

/// <summary>JSON texts that were read, each once. Not thread-safe; lives for one evaluation.</summary>
internal sealed class JsonDocuments
{
    /// <summary>A document takes some twenty times its text.</summary>
    private const long MaxCharacters = 4_000_000;

    private readonly Dictionary<string, JsonValue?> _documents = new(StringComparer.Ordinal);
    private long _characters;

    /// <summary>The document of a text; <see langword="null"/> when the text is no JSON.</summary>
    public JsonValue? Read(string text)
    {
        if (!_documents.TryGetValue(text, out var document))
        {
            document = JsonReader.TryRead(text, out var read) ? read : null;
            Keep(text, document);
        }

        return document;
    }

    private void Keep(string text, JsonValue? document)
    {
        _characters += text.Length;
        if (_characters > MaxCharacters)
        {
            _documents.Clear();
            _characters = text.Length;
        }

        _documents.Add(text, document);
    }
}

using System.Text;
using System.Text.Json;

namespace Tracetest.Web.Endpoints.Documents;

/// <summary>Finds where the values of a JSON document stand.</summary>
/// <remarks>Only for text that has been read: it is well-formed and within the bounds.</remarks>
internal ref struct JsonPlaces
{
    private readonly byte[] _bytes;
    private Utf8JsonReader _reader;
    private int _countedBytes;
    private int _countedCharacters;

    private JsonPlaces(string text)
    {
        _bytes = Encoding.UTF8.GetBytes(text);
        _reader = new Utf8JsonReader(_bytes, new JsonReaderOptions { MaxDepth = YamlDocument.MaxDepth });
    }

    public static DocumentPlace Of(string text)
    {
        var places = new JsonPlaces(text);
        places._reader.Read();
        return places.ReadValue();
    }

    private DocumentPlace ReadValue()
    {
        var start = CharactersBefore((int)_reader.TokenStartIndex);
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(new DocumentPlace(start)),
            JsonTokenType.StartArray => ReadArray(new DocumentPlace(start)),
            JsonTokenType.String => new DocumentPlace(start) { Value = _reader.GetString(), Writing = ScalarWriting.DoubleQuoted },
            _ => new DocumentPlace(start) { Value = Encoding.UTF8.GetString(_reader.ValueSpan) },
        };
    }

    private DocumentPlace ReadObject(DocumentPlace place)
    {
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = _reader.GetString()!;
            _reader.Read();
            place.AddField(name, ReadValue());
        }

        return place;
    }

    private DocumentPlace ReadArray(DocumentPlace place)
    {
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            place.AddItem(ReadValue());
        }

        return place;
    }

    /// <summary>The reader counts bytes; what has been counted once is not counted again.</summary>
    private int CharactersBefore(int bytes)
    {
        _countedCharacters += Encoding.UTF8.GetCharCount(_bytes, _countedBytes, bytes - _countedBytes);
        _countedBytes = bytes;
        return _countedCharacters;
    }
}

namespace Tracetest.Web.Endpoints.Documents;

/// <summary>How a text stands in a document.</summary>
internal enum ScalarWriting
{
    /// <summary>As it is, in YAML perhaps over several lines.</summary>
    Plain,

    /// <summary>Between <c>'</c>, which is doubled within.</summary>
    SingleQuoted,

    /// <summary>Between <c>"</c>, with escapes.</summary>
    DoubleQuoted,

    /// <summary>On the lines below a <c>|</c> or <c>></c>.</summary>
    Block,
}

/// <summary>Where a value of a document begins in its text, and where those within it do.</summary>
internal sealed class DocumentPlace(int start)
{
    private readonly Dictionary<string, DocumentPlace> _fields = new(StringComparer.Ordinal);
    private readonly List<DocumentPlace> _items = [];

    /// <summary>Zero-based position of the first character, quotes included.</summary>
    public int Start { get; } = start;

    /// <summary>The text it means; <see langword="null"/> for a list or a mapping.</summary>
    public string? Value { get; init; }

    public ScalarWriting Writing { get; init; }

    /// <summary>Of equal names the last counts, as it does in the value.</summary>
    public void AddField(string name, DocumentPlace place) => _fields[name] = place;

    public void AddItem(DocumentPlace place) => _items.Add(place);

    /// <summary>A field, by the rules of <see cref="DocumentReader"/>.</summary>
    public DocumentPlace? Field(string name) => _fields.TryGetValue(name, out var exact)
        ? exact
        : _fields.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>An item of a list, counting from 0.</summary>
    public DocumentPlace? Item(int index) => index < _items.Count ? _items[index] : null;
}

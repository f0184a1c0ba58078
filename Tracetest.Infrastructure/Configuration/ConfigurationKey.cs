namespace Tracetest.Infrastructure.Configuration;

/// <summary>One key of <c>tracetest.config.yaml</c>.</summary>
/// <param name="Name">The dotted name; <c>{name}</c> stands for any one part, a last <c>*</c> for everything below.</param>
/// <param name="Default">As it would be written; empty when there is none.</param>
/// <param name="Description">One sentence for the documentation.</param>
public sealed record ConfigurationKey(string Name, KeyType Type, string Default, string Description, KeyStatus Status)
{
    /// <summary>The environment variable that sets it.</summary>
    public string Variable => VariablePrefix + Name.Replace('.', '_').ToUpperInvariant();

    internal const string VariablePrefix = "TRACETEST_";

    internal string[] Parts { get; } = Name.Split('.');

    internal bool IsTree => Parts[^1] == "*";

    /// <summary>Whether a name, in parts, is one of this key's; letter case does not matter.</summary>
    internal bool Matches(IReadOnlyList<string> name) =>
        (IsTree ? name.Count >= Parts.Length : name.Count == Parts.Length) && StartsLike(name, Parts.Length);

    /// <summary>Whether this key stands somewhere below a name.</summary>
    internal bool StandsBelow(IReadOnlyList<string> name) => name.Count < Parts.Length && StartsLike(name, name.Count);

    private bool StartsLike(IReadOnlyList<string> name, int count) =>
        Enumerable.Range(0, count).All(i => Parts[i] is "*" or "{name}" || Parts[i].Equals(name[i], StringComparison.OrdinalIgnoreCase));
}

/// <summary>What a key's value may be.</summary>
public enum KeyType
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>Any text, never repeated in a message.</summary>
    Secret,

    /// <summary>0 to 65535; 0 is a free port.</summary>
    Port,

    /// <summary>A whole number from 0.</summary>
    Number,

    /// <summary>0 to 100.</summary>
    Percent,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>As Go writes it, <c>1m30s</c>.</summary>
    Duration,

    /// <summary>A path below which everything is served.</summary>
    PathPrefix,

    /// <summary>A list of words; outside a file separated by blanks.</summary>
    List,

    /// <summary>Names with values; outside a file <c>name=value</c>, separated by <c>;</c>.</summary>
    Settings,

    /// <summary>Whatever stands below the key; in a file only.</summary>
    Tree,
}

/// <summary>What becomes of a key that is set.</summary>
public abstract record KeyStatus
{
    private KeyStatus() { }

    /// <summary>It takes effect at every start.</summary>
    public sealed record Live : KeyStatus;

    /// <summary>It has become a field of a stored resource, and is taken over into it on the first start only.</summary>
    public sealed record Resource(string Kind) : KeyStatus;

    /// <summary>It does nothing; the sentence says what replaced it.</summary>
    public sealed record Retired(string Replacement) : KeyStatus;

    /// <summary>It stops the start; the sentence says what to use instead.</summary>
    public sealed record Refused(string Replacement) : KeyStatus;
}

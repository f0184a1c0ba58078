using System.Collections.Immutable;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>A key that somebody has set.</summary>
/// <param name="Name">As written, in parts.</param>
/// <param name="Place">Where: <c>FILE:LINE</c>, the variable or the flag.</param>
internal sealed record SetKey(ConfigurationKey Key, ImmutableArray<string> Name, SetValue Value, string Place)
{
    public string FullName => string.Join('.', Name);
}

/// <summary>The value somebody gave a key.</summary>
internal abstract record SetValue
{
    private SetValue() { }

    public sealed record Word(string Text) : SetValue;

    public sealed record Words(ImmutableArray<string> Items) : SetValue;

    public sealed record Pairs(ImmutableArray<KeyValuePair<string, string>> Items) : SetValue;

    public sealed record Tree(YamlValue Value) : SetValue;
}

/// <summary>What one source holds: the keys it sets, and what is wrong in it.</summary>
internal sealed record SourceReading(ImmutableArray<SetKey> Keys, ImmutableArray<ConfigurationFault> Faults)
{
    public static SourceReading Empty { get; } = new([], []);
}

/// <summary>Collects a reading.</summary>
internal sealed class SourceReadingBuilder
{
    private readonly ImmutableArray<SetKey>.Builder _keys = ImmutableArray.CreateBuilder<SetKey>();
    private readonly ImmutableArray<ConfigurationFault>.Builder _faults = ImmutableArray.CreateBuilder<ConfigurationFault>();

    public void Add(SetKey key) => _keys.Add(key);

    public void AddFault(string place, string message) => _faults.Add(new ConfigurationFault(place, message));

    /// <summary>Adds a value as a variable or a flag spells it.</summary>
    public void AddText(ConfigurationKey key, ImmutableArray<string> name, string text, string place)
    {
        var (value, fault) = WrittenValue.FromText(key, text);
        AddEither(key, name, value, fault, place);
    }

    public void AddEither(ConfigurationKey key, ImmutableArray<string> name, SetValue? value, string? fault, string place)
    {
        if (value is null)
        {
            AddFault(place, $"`{string.Join('.', name)}` {fault}");
        }
        else
        {
            Add(new SetKey(key, name, value, place));
        }
    }

    public void AddUnknown(string name, string place) =>
        AddFault(place, $"`{name}` is not a key this server knows." + (ConfigurationKeys.Nearest(name) is { } near ? $" Did you mean `{near}`?" : ""));

    public SourceReading Build() => new(_keys.ToImmutable(), _faults.ToImmutable());
}

using System.Collections.Immutable;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>A value read from YAML, with the line it begins on, counting from 1.</summary>
internal abstract record YamlValue(int Line)
{
    /// <param name="IsPlain">Whether it stood without quotes, so that <c>true</c>, <c>7</c> and <c>null</c> mean more than text.</param>
    public sealed record Scalar(string Text, bool IsPlain, int Line) : YamlValue(Line)
    {
        public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
    }

    public sealed record Sequence(ImmutableArray<YamlValue> Items, int Line) : YamlValue(Line);

    public sealed record Mapping(ImmutableArray<YamlEntry> Entries, int Line) : YamlValue(Line);
}

/// <summary>One key of a mapping with its value.</summary>
internal sealed record YamlEntry(string Key, int Line, YamlValue Value);

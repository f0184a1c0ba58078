using System.Collections.Immutable;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>Reads YAML, and JSON with it, within bounds: 1 MiB, 64 levels, no aliases.</summary>
internal sealed class YamlText
{
    private const int MostBytes = 1024 * 1024;
    private const int MostLevels = 64;

    private readonly Parser _parser;

    private YamlText(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>All documents of a text that are not empty; or the first fault, with its line.</summary>
    public static (ImmutableArray<YamlValue> Documents, ConfigurationFault? Fault) Read(string text, string source)
    {
        if (Encoding.UTF8.GetByteCount(text) > MostBytes)
        {
            return ([], new ConfigurationFault(source, "is larger than 1 MiB."));
        }

        try
        {
            return (new YamlText(text).ReadDocuments(), null);
        }
        catch (YamlException e)
        {
            return ([], new ConfigurationFault($"{source}:{e.Start.Line}", e.InnerException?.Message ?? e.Message));
        }
    }

    private ImmutableArray<YamlValue> ReadDocuments()
    {
        var documents = ImmutableArray.CreateBuilder<YamlValue>();
        _parser.Consume<StreamStart>();
        while (_parser.TryConsume<DocumentStart>(out _))
        {
            if (ReadValue(0) is var value && value is not YamlValue.Scalar { IsNull: true })
            {
                documents.Add(value);
            }

            _parser.Consume<DocumentEnd>();
        }

        return documents.ToImmutable();
    }

    /// <summary>Recursion is bound by the level, which is checked first.</summary>
    private YamlValue ReadValue(int level)
    {
        if (!_parser.Accept<NodeEvent>(out var next))
        {
            throw Fault(_parser.Current, _parser.Accept<AnchorAlias>(out _)
                ? "aliases (`*name`) are not supported; repeat the value."
                : "a value was expected here.");
        }

        if (level > MostLevels)
        {
            throw Fault(next, $"values are nested deeper than {MostLevels} levels.");
        }

        return next switch
        {
            YamlDotNet.Core.Events.Scalar => ReadScalar(),
            SequenceStart => ReadSequence(level),
            MappingStart => ReadMapping(level),
            _ => throw new InvalidOperationException($"Unknown YAML event {next}."),
        };
    }

    private YamlValue.Scalar ReadScalar()
    {
        var scalar = _parser.Consume<YamlDotNet.Core.Events.Scalar>();
        return new YamlValue.Scalar(scalar.Value, scalar.Style == ScalarStyle.Plain, (int)scalar.Start.Line);
    }

    private YamlValue.Sequence ReadSequence(int level)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = ImmutableArray.CreateBuilder<YamlValue>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadValue(level + 1));
        }

        return new YamlValue.Sequence(items.ToImmutable(), (int)start.Start.Line);
    }

    private YamlValue.Mapping ReadMapping(int level)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = _parser.TryConsume<YamlDotNet.Core.Events.Scalar>(out var scalar)
                ? scalar
                : throw Fault(_parser.Current, "a key must be plain text.");
            if (!seen.Add(key.Value))
            {
                throw Fault(key, $"the key `{key.Value}` stands here twice.");
            }

            entries.Add(new YamlEntry(key.Value, (int)key.Start.Line, ReadValue(level + 1)));
        }

        return new YamlValue.Mapping(entries.ToImmutable(), (int)start.Start.Line);
    }

    private static SemanticErrorException Fault(ParsingEvent? at, string message) => new(at?.Start ?? Mark.Empty, at?.End ?? Mark.Empty, message);
}

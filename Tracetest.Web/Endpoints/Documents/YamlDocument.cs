using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Tracetest.Web.Endpoints.Documents;

/// <summary>YAML to and from the same tree as JSON.</summary>
/// <remarks>
/// Scalars become texts, and whoever reads a number or a truth value parses it: definition files rely on <c>value: 45</c> being
/// the text <c>45</c>. Hostile input is bounded: nodes, depth, and no aliases, which are how a few bytes become gigabytes.
/// </remarks>
internal static class YamlDocument
{
    public const int MaxDepth = 64;
    public const int MaxNodes = 10_000;

    private static readonly ISerializer Serializer = new SerializerBuilder().WithQuotingNecessaryStrings().Build();

    /// <summary>Reads the first document.</summary>
    /// <exception cref="YamlException">The text is no YAML, or passes a bound; the message says where.</exception>
    public static JsonNode? Read(string text)
    {
        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            return null;
        }

        var nodes = 0;
        return ReadNode(parser, MaxDepth, ref nodes);
    }

    public static string Write(JsonNode node) => Serializer.Serialize(Plain(node)!);

    private static JsonNode? ReadNode(IParser parser, int depthLeft, ref int nodes)
    {
        if (++nodes > MaxNodes || depthLeft == 0)
        {
            throw new YamlException(
                parser.Current!.Start, parser.Current.End, $"more than {MaxNodes} values, or nested more than {MaxDepth} deep");
        }

        return parser.Consume<ParsingEvent>() switch
        {
            Scalar scalar => ReadScalar(scalar),
            MappingStart => ReadMapping(parser, depthLeft, ref nodes),
            SequenceStart => ReadSequence(parser, depthLeft, ref nodes),
            AnchorAlias alias => throw new YamlException(alias.Start, alias.End, $"aliases such as *{alias.Value} are not accepted"),
            var other => throw new YamlException(other.Start, other.End, "a value was expected"),
        };
    }

    private static JsonValue? ReadScalar(Scalar scalar) =>
        scalar is { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" }
            ? null
            : JsonValue.Create(scalar.Value);

    private static JsonObject ReadMapping(IParser parser, int depthLeft, ref int nodes)
    {
        var mapping = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            mapping[key.Value] = ReadNode(parser, depthLeft - 1, ref nodes);
        }

        return mapping;
    }

    private static JsonArray ReadSequence(IParser parser, int depthLeft, ref int nodes)
    {
        var sequence = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            sequence.Add(ReadNode(parser, depthLeft - 1, ref nodes));
        }

        return sequence;
    }

    private static object? Plain(JsonNode? node) => node switch
    {
        JsonObject mapping => mapping.ToDictionary(pair => pair.Key, pair => Plain(pair.Value)),
        JsonArray sequence => sequence.Select(Plain).ToList(),
        JsonValue value when value.TryGetValue<bool>(out var truth) => truth,
        JsonValue value when value.TryGetValue<long>(out var number) => number,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        JsonValue value => value.ToString(),
        _ => null,
    };
}

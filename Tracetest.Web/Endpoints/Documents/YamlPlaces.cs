using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tracetest.Web.Endpoints.Documents;

/// <summary>Finds where the values of a YAML document stand.</summary>
/// <remarks>Only for text that <see cref="YamlDocument"/> has read: it is well-formed and within the bounds.</remarks>
internal static class YamlPlaces
{
    public static DocumentPlace Of(string text)
    {
        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        return ReadNode(parser);
    }

    private static DocumentPlace ReadNode(Parser parser) => parser.Consume<ParsingEvent>() switch
    {
        Scalar scalar => new DocumentPlace(Start(scalar)) { Value = scalar.Value, Writing = WritingOf(scalar.Style) },
        MappingStart mapping => ReadMapping(parser, new DocumentPlace(Start(mapping))),
        SequenceStart sequence => ReadSequence(parser, new DocumentPlace(Start(sequence))),
        var other => throw new InvalidOperationException($"Unknown YAML event {other}."),
    };

    private static DocumentPlace ReadMapping(Parser parser, DocumentPlace place)
    {
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            place.AddField(key.Value, ReadNode(parser));
        }

        return place;
    }

    private static DocumentPlace ReadSequence(Parser parser, DocumentPlace place)
    {
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            place.AddItem(ReadNode(parser));
        }

        return place;
    }

    private static int Start(ParsingEvent node) => (int)node.Start.Index;

    private static ScalarWriting WritingOf(ScalarStyle style) => style switch
    {
        ScalarStyle.SingleQuoted => ScalarWriting.SingleQuoted,
        ScalarStyle.DoubleQuoted => ScalarWriting.DoubleQuoted,
        ScalarStyle.Literal or ScalarStyle.Folded => ScalarWriting.Block,
        _ => ScalarWriting.Plain,
    };
}

using System.Collections.Immutable;
using System.Text.Json;
using Tracetest.Domain.LanguageServices;
using Tracetest.Domain.Syntax;
using Tracetest.Web.Endpoints.Documents;

namespace Tracetest.Web.Endpoints.LanguageServices;

/// <summary>Answers to an editor; positions are zero-based and count UTF-16 units.</summary>
internal static class LanguageJson
{
    /// <summary><c>{tokens: [{start, length, class}]}</c></summary>
    public static JsonAnswer Of(ImmutableArray<ClassifiedRange> tokens) => OfList("tokens", tokens, (writer, token) =>
    {
        WritePlace(writer, token.Range);
        writer.WriteString("class", NameOf(token.Class));
    });

    /// <summary><c>{replace: {start, length}, items: [{label, insert, kind, detail, documentation}]}</c></summary>
    public static JsonAnswer Of(CompletionList completions) => JsonAnswer.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("replace");
        WritePlace(writer, completions.Replace);
        writer.WriteEndObject();
        WriteList(writer, "items", completions.Items, Write);
        writer.WriteEndObject();
    });

    /// <summary><c>{hover: {start, length, title, explanation, type, value}}</c>, or <c>{hover: null}</c></summary>
    public static JsonAnswer Of(HoverText? hover) => JsonAnswer.Of(writer =>
    {
        writer.WriteStartObject();
        if (hover is null)
        {
            writer.WriteNull("hover");
        }
        else
        {
            writer.WriteStartObject("hover");
            Write(writer, hover);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    });

    /// <summary><c>{diagnostics: [{start, length, severity, found, expected, hint, message}]}</c></summary>
    public static JsonAnswer Of(ImmutableArray<Diagnostic> diagnostics) => OfList("diagnostics", diagnostics, Write);

    private static JsonAnswer OfList<T>(string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write) => JsonAnswer.Of(writer =>
    {
        writer.WriteStartObject();
        WriteList(writer, name, items, write);
        writer.WriteEndObject();
    });

    private static void WriteList<T>(Utf8JsonWriter writer, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, Completion completion)
    {
        writer.WriteString("label", completion.Label);
        writer.WriteString("insert", completion.Insert);
        writer.WriteString("kind", NameOf(completion.Kind));
        writer.WriteString("detail", completion.Detail);
        writer.WriteString("documentation", completion.Documentation);
    }

    private static void Write(Utf8JsonWriter writer, HoverText hover)
    {
        WritePlace(writer, hover.Range);
        writer.WriteString("title", hover.Title);
        writer.WriteString("explanation", hover.Explanation);
        writer.WriteString("type", hover.Type);
        writer.WriteString("value", hover.Value);
    }

    private static void Write(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        WritePlace(writer, diagnostic.Range);
        writer.WriteString("severity", NameOf(diagnostic.Severity));
        writer.WriteString("found", diagnostic.Found);
        writer.WriteString("expected", diagnostic.Expected);
        writer.WriteString("hint", diagnostic.Hint);
        writer.WriteString("message", diagnostic.Message);
    }

    private static void WritePlace(Utf8JsonWriter writer, TextRange range)
    {
        writer.WriteNumber("start", range.Start);
        writer.WriteNumber("length", range.Length);
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Tracetest.Domain.Expressions.Json;

/// <summary>A JSON value: a closed set. Immutable once read; depth is at most <see cref="JsonReader.MaxDepth"/>.</summary>
internal abstract class JsonValue
{
    private JsonValue()
    {
    }

    /// <summary>Deep equality: list order counts, member order does not, numbers by value.</summary>
    public bool DeepEquals(JsonValue other) => (this, other) switch
    {
        (Null, Null) => true,
        (Truth a, Truth b) => a.IsTrue == b.IsTrue,
        (Text a, Text b) => a.Content == b.Content,
        (Number a, Number b) => a.Amount.Equals(b.Amount),
        (List a, List b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(pair => pair.First.DeepEquals(pair.Second)),
        (Object a, Object b) => a.Members.Count == b.Members.Count
            && a.Members.All(member => b.Members.TryGetValue(member.Key, out var value) && member.Value.DeepEquals(value)),
        _ => false,
    };

    /// <summary>A string as it is; anything else as compact JSON with members in ordinal order.</summary>
    public string ToText()
    {
        if (this is Text text)
        {
            return text.Content;
        }

        var json = new StringBuilder();
        Write(json);
        return json.ToString();
    }

    protected abstract void Write(StringBuilder json);

    private static void WriteString(StringBuilder json, string content)
    {
        json.Append('"');
        foreach (var c in content)
        {
            _ = c switch
            {
                '"' or '\\' => json.Append('\\').Append(c),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                < ' ' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        }

        json.Append('"');
    }

    public sealed class Null : JsonValue
    {
        public static Null Instance { get; } = new();

        protected override void Write(StringBuilder json) => json.Append("null");
    }

    public sealed class Truth(bool isTrue) : JsonValue
    {
        public bool IsTrue => isTrue;

        protected override void Write(StringBuilder json) => json.Append(isTrue ? "true" : "false");
    }

    public sealed class Text(string content) : JsonValue
    {
        public string Content => content;

        protected override void Write(StringBuilder json) => WriteString(json, content);
    }

    public sealed class Number(string literal) : JsonValue
    {
        public string Literal => literal;

        public double Amount { get; } = double.Parse(literal, CultureInfo.InvariantCulture);

        protected override void Write(StringBuilder json) => json.Append(JsonNumber.ToPlainDigits(literal));
    }

    public sealed class List(ImmutableArray<JsonValue> items) : JsonValue
    {
        public ImmutableArray<JsonValue> Items => items;

        protected override void Write(StringBuilder json)
        {
            json.Append('[');
            for (var i = 0; i < items.Length; i++)
            {
                json.Append(i == 0 ? "" : ",");
                items[i].Write(json);
            }

            json.Append(']');
        }
    }

    public sealed class Object(OrderedDictionary<string, JsonValue> members) : JsonValue
    {
        /// <summary>In the order of the document; of a repeated key the last value.</summary>
        public OrderedDictionary<string, JsonValue> Members => members;

        protected override void Write(StringBuilder json)
        {
            json.Append('{');
            var separator = "";
            foreach (var (key, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
            {
                json.Append(separator);
                WriteString(json, key);
                json.Append(':');
                value.Write(json);
                separator = ",";
            }

            json.Append('}');
        }
    }
}

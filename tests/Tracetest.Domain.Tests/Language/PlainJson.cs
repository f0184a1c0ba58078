using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tracetest.Domain.Tests.Language;

/// <summary>JSON as spec language 4 and 6.1 say.</summary>
internal static class PlainJson
{
    public static JsonElement? Read(string text)
    {
        if (text.Length == 0 || !"{[\"-0123456789tfn \n".Contains(text[0], StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A string as it is, anything else as compact JSON, members in ordinal order, plain digits.</summary>
    public static string ToText(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString()! : Compact(json);

    /// <summary>6.1; nothing when a side is neither an object nor a list of objects.</summary>
    public static bool? Contains(string left, string right)
    {
        if (ObjectsOf(left) is not { } leftObjects || ObjectsOf(right) is not { } rightObjects)
        {
            return null;
        }

        return rightObjects.All(wanted => leftObjects.Any(offered => Matches(offered, wanted)));
    }

    /// <summary>A path of names, indices and <c>[*]</c>; nothing when it is none.</summary>
    public static List<JsonElement>? Find(JsonElement document, string path)
    {
        var hits = new List<JsonElement> { document };
        var rest = path.StartsWith('$') ? path[1..] : path;
        while (rest.Length > 0)
        {
            var length = StepLength(rest);
            if (length == 0)
            {
                return null;
            }

            var step = rest[..length];
            hits = [.. hits.SelectMany(hit => Step(hit, step))];
            rest = rest[length..];
        }

        return hits;
    }

    private static int StepLength(string rest)
    {
        if (rest[0] == '[')
        {
            return rest.IndexOf(']', StringComparison.Ordinal) + 1;
        }

        var length = 1;
        while (rest[0] == '.' && length < rest.Length && char.IsAsciiLetterOrDigit(rest[length]))
        {
            length++;
        }

        return length > 1 ? length : 0;
    }

    private static IEnumerable<JsonElement> Step(JsonElement hit, string step)
    {
        var name = step[0] == '.' ? step[1..] : step[1] is '\'' or '"' ? step[2..^2] : null;
        if (name is not null)
        {
            return hit.ValueKind == JsonValueKind.Object && hit.TryGetProperty(name, out var member) ? [member] : [];
        }

        if (step == "[*]")
        {
            return hit.ValueKind switch
            {
                JsonValueKind.Array => hit.EnumerateArray(),
                JsonValueKind.Object => hit.EnumerateObject().Select(member => member.Value),
                _ => [],
            };
        }

        var index = int.Parse(step[1..^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var items = hit.ValueKind == JsonValueKind.Array ? hit.EnumerateArray().ToList() : [];
        index += index < 0 ? items.Count : 0;
        return index >= 0 && index < items.Count ? [items[index]] : [];
    }

    private static List<JsonElement>? ObjectsOf(string text)
    {
        if (Read(text) is not { } json)
        {
            return null;
        }

        if (json.ValueKind != JsonValueKind.Array)
        {
            return json.ValueKind is JsonValueKind.Object or JsonValueKind.Null ? [OrEmpty(json)] : null;
        }

        var items = json.EnumerateArray().ToList();
        return items.All(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Null) ? items.ConvertAll(OrEmpty) : null;
    }

    private static JsonElement OrEmpty(JsonElement json) => json.ValueKind == JsonValueKind.Null ? Read("{}")!.Value : json;

    private static bool Matches(JsonElement offered, JsonElement wanted) => wanted.EnumerateObject().All(member =>
        offered.TryGetProperty(member.Name, out var value) && (value.ValueKind == JsonValueKind.Object
            ? member.Value.ValueKind == JsonValueKind.Object && Matches(value, member.Value)
            : AreEqual(value, member.Value)));

    private static bool AreEqual(JsonElement left, JsonElement right)
    {
        if (left.ValueKind != right.ValueKind)
        {
            return false;
        }

        return left.ValueKind switch
        {
            JsonValueKind.String => left.GetString() == right.GetString(),
            JsonValueKind.Number => left.GetDouble().Equals(right.GetDouble()),
            JsonValueKind.Array => left.GetArrayLength() == right.GetArrayLength()
                && left.EnumerateArray().Zip(right.EnumerateArray()).All(pair => AreEqual(pair.First, pair.Second)),
            JsonValueKind.Object => left.EnumerateObject().Count() == right.EnumerateObject().Count()
                && left.EnumerateObject().All(member => right.TryGetProperty(member.Name, out var other) && AreEqual(member.Value, other)),
            _ => true,
        };
    }

    private static string Compact(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => Quote(json.GetString()!),
        JsonValueKind.Number => Digits(json.GetRawText()),
        JsonValueKind.Array => "[" + string.Join(",", json.EnumerateArray().Select(Compact)) + "]",
        JsonValueKind.Object => "{" + string.Join(",", json.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => Quote(member.Name) + ":" + Compact(member.Value))) + "}",
        _ => json.GetRawText(),
    };

    private static string Digits(string literal)
    {
        var digits = decimal.Parse(literal, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        return digits.Contains('.', StringComparison.Ordinal) ? digits.TrimEnd('0').TrimEnd('.') : digits;
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch { '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", '\t' => "\\t", _ => c.ToString() });
        }

        return quoted.Append('"').ToString();
    }
}

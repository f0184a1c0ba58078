using System.Globalization;
using Tracetest.Domain.Polling;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>Checks what was written for a key and brings it into the form that options classes bind.</summary>
internal static class WrittenValue
{
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>From a variable or a flag: everything is one text.</summary>
    public static (SetValue? Value, string? Fault) FromText(ConfigurationKey key, string text) => key.Type switch
    {
        KeyType.Tree => (null, "can be set in a file only."),
        KeyType.List => (new SetValue.Words([.. text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries)]), null),
        KeyType.Settings => FromPairs(text),
        _ => FromWord(key, text),
    };

    /// <summary>From a file, where lists and mappings have their own form and lists may also be one text.</summary>
    public static (SetValue? Value, string? Fault) FromYaml(ConfigurationKey key, YamlValue value) => (key.Type, value) switch
    {
        (KeyType.Tree, _) => (new SetValue.Tree(value), null),
        (KeyType.List, YamlValue.Sequence list) when list.Items.All(item => item is YamlValue.Scalar) =>
            (new SetValue.Words([.. list.Items.Cast<YamlValue.Scalar>().Select(item => item.Text)]), null),
        (KeyType.Settings, YamlValue.Mapping settings) when settings.Entries.All(entry => entry.Value is YamlValue.Scalar) =>
            (new SetValue.Pairs([.. settings.Entries.Select(entry => KeyValuePair.Create(entry.Key, ((YamlValue.Scalar)entry.Value).Text))]), null),
        (_, YamlValue.Scalar scalar) => FromText(key, scalar.Text),
        _ => (null, "must be " + Expected(key.Type) + "."),
    };

    private static (SetValue? Value, string? Fault) FromPairs(string text)
    {
        var pairs = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return pairs.All(pair => pair.IndexOf('=', StringComparison.Ordinal) > 0)
            ? (new SetValue.Pairs([.. pairs.Select(ToPair)]), null)
            : (null, "must be " + Expected(KeyType.Settings) + ".");
    }

    private static KeyValuePair<string, string> ToPair(string text)
    {
        var halves = text.Split('=', 2);
        return KeyValuePair.Create(halves[0].Trim(), halves[1].Trim());
    }

    private static (SetValue? Value, string? Fault) FromWord(ConfigurationKey key, string text)
    {
        var normalized = key.Type switch
        {
            KeyType.Port => WholeNumber(text, 65535),
            KeyType.Number => WholeNumber(text, int.MaxValue),
            KeyType.Percent => Percent(text),
            KeyType.Flag => bool.TryParse(text, out var flag) ? flag ? "true" : "false" : null,
            KeyType.Duration => GoDuration.TryParse(text, out var duration) ? duration.ToString("c", CultureInfo.InvariantCulture) : null,
            KeyType.PathPrefix => PathPrefix(text),
            _ => text,
        };
        return normalized is null
            ? (null, $"is {Shown(text)} but must be {Expected(key.Type)}.")
            : (new SetValue.Word(normalized), null);
    }

    private static string? WholeNumber(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;

    private static string? Percent(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100
            ? percent.ToString(CultureInfo.InvariantCulture)
            : null;

    /// <summary><c>/x/y</c>, with the slash in front and without the one behind; <c>/</c> alone is no prefix.</summary>
    private static string? PathPrefix(string text)
    {
        var parts = text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.All(part => part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~'))
            ? string.Concat(parts.Select(part => "/" + part))
            : null;
    }

    private static string Shown(string text) => text.Length <= 60 ? $"`{text}`" : $"`{text[..60]}…`";

    private static string Expected(KeyType type) => type switch
    {
        KeyType.Port => "a port, 0 to 65535",
        KeyType.Number => "a whole number from 0",
        KeyType.Percent => "a number from 0 to 100",
        KeyType.Flag => "`true` or `false`",
        KeyType.Duration => "a duration such as `500ms`, `5s` or `1m30s`",
        KeyType.PathPrefix => "a path of letters, digits, `-`, `_`, `.` and `~`, such as `/tracetest`",
        KeyType.List => "a list of words",
        KeyType.Settings => "names with values (`name: value` in a file, `name=value;…` elsewhere)",
        _ => "one text",
    };
}

using System.Diagnostics;
using System.Text.Json;

namespace Pokeshop.Imports;

/// <summary>What travels with a message beside its body: the trace context of the sender.</summary>
public sealed class MessageHeaders
{
    private readonly Dictionary<string, string> _values;

    private MessageHeaders(Dictionary<string, string> values) => _values = values;

    /// <summary>The span that sent the message; <c>default</c> when the message names none.</summary>
    public ActivityContext Sender =>
        ActivityContext.TryParse(Find("traceparent"), Find("tracestate"), isRemote: true, out var context) ? context : default;

    public static MessageHeaders Of(Activity? sender)
    {
        var values = new Dictionary<string, string>();
        DistributedContextPropagator.Current.Inject(sender, values, static (carrier, key, value) =>
            ((Dictionary<string, string>)carrier!)[key] = value);
        return new MessageHeaders(values);
    }

    public static MessageHeaders FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []);

    public string ToJson() => JsonSerializer.Serialize(_values);

    private string? Find(string name) => _values.GetValueOrDefault(name);
}

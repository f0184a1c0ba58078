using System.Text.Json.Nodes;
using Tracetest.Domain.Polling;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>What a resource must be like to be stored from here.</summary>
internal static class ProvisioningRules
{
    public static string? FindFault(ProvisioningEntry entry) => entry.Kind switch
    {
        "PollingProfile" => FindPollingFault(entry.Spec),
        "DataStore" when Text(entry.Spec["type"]) is null => "a DataStore needs a `type`.",
        _ => null,
    };

    /// <summary>The text of a scalar; nothing for anything else.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue ? node.ToString() : null;

    private static string? FindPollingFault(JsonObject spec)
    {
        if (Text(spec["strategy"]) is not (null or "periodic"))
        {
            return "the only `strategy` of a PollingProfile is `periodic`.";
        }

        var periodic = spec["periodic"] as JsonObject;
        var (delay, delayFault) = Duration(periodic, "retryDelay", TimeSpan.FromSeconds(5));
        var (timeout, timeoutFault) = Duration(periodic, "timeout", TimeSpan.FromMinutes(1));
        return delayFault ?? timeoutFault ?? (timeout < delay ? "`timeout` of a PollingProfile must be at least its `retryDelay`." : null);
    }

    private static (TimeSpan Duration, string? Fault) Duration(JsonObject? periodic, string name, TimeSpan otherwise) => Text(periodic?[name]) switch
    {
        null => (otherwise, null),
        var text when GoDuration.TryParse(text, out var duration) && duration > TimeSpan.Zero => (duration, null),
        _ => (otherwise, $"`{name}` of a PollingProfile must be a duration above zero, such as `5s`."),
    };
}

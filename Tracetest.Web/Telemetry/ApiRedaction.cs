using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Tracetest.Web.Telemetry;

/// <summary>What a span may tell of a request: all but its secrets.</summary>
internal static class ApiRedaction
{
    private const string Redacted = "[redacted]";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly ImmutableArray<string> SecretParts =
        ["authorization", "cookie", "token", "secret", "password", "api-key", "apikey", "api_key", "credential", "signature"];

    /// <summary>Whether a header or parameter of this name holds a secret.</summary>
    public static bool IsSecret(string name) =>
        SecretParts.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Names and values as a JSON object.</summary>
    public static string Json(IEnumerable<KeyValuePair<string, StringValues>> pairs) => JsonSerializer.Serialize(
        pairs.ToDictionary(pair => pair.Key, pair => IsSecret(pair.Key) ? Redacted : pair.Value.ToString()), Plain);

    /// <summary>The parameters of the route as a JSON object.</summary>
    public static string Parameters(RouteValueDictionary values) => JsonSerializer.Serialize(
        values.ToDictionary(pair => pair.Key, pair => Convert.ToString(pair.Value, CultureInfo.InvariantCulture) ?? ""), Plain);

    /// <summary>Path and query.</summary>
    public static string Target(HttpRequest request)
    {
        var query = request.Query.Any(pair => IsSecret(pair.Key))
            ? QueryString.Create(request.Query.Select(pair => IsSecret(pair.Key) ? new(pair.Key, Redacted) : pair))
            : request.QueryString;
        return request.PathBase + request.Path + query;
    }
}

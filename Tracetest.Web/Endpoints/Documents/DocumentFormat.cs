using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Tracetest.Web.Endpoints.Documents;

/// <summary>How a resource is written in a request or an answer.</summary>
internal enum DocumentFormat
{
    Json,
    Yaml,

    /// <summary>One YAML document per item of a list; for answers only.</summary>
    YamlStream,
}

/// <summary>Reads from the headers of a request what the caller wants to have.</summary>
/// <remarks>
/// Source: spec server 4.2. Parameters and q-values are honoured (reference: the whole header text is compared). An unknown or
/// missing type falls back on the other header, and both on JSON.
/// </remarks>
internal static class DocumentFormats
{
    public const string JsonType = "application/json";
    public const string YamlType = "text/yaml";
    public const string YamlStreamType = "text/yaml-stream";

    private const string AugmentedHeader = "X-Tracetest-Augmented";

    /// <summary>The format of the request's body.</summary>
    public static DocumentFormat OfBody(this HttpRequest request) =>
        Single(request.ContentType) ?? Best(request.Headers.Accept) ?? DocumentFormat.Json;

    /// <summary>The format the caller wants the answer in.</summary>
    public static DocumentFormat OfAnswer(this HttpRequest request) =>
        Best(request.Headers.Accept) ?? Single(request.ContentType) ?? DocumentFormat.Json;

    /// <summary>Whether the caller asks for what the server computes beside what users wrote.</summary>
    public static bool IsAugmented(this HttpRequest request) =>
        request.Headers[AugmentedHeader].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);

    public static string MediaType(this DocumentFormat format) => format switch
    {
        DocumentFormat.Yaml => YamlType,
        DocumentFormat.YamlStream => YamlStreamType,
        _ => JsonType,
    };

    private static DocumentFormat? Single(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) ? Known(type.MediaType) : null;

    private static DocumentFormat? Best(StringValues accept) =>
        MediaTypeHeaderValue.TryParseList(accept, out var types)
            ? types.OrderByDescending(type => type.Quality ?? 1).Select(type => Known(type.MediaType)).FirstOrDefault(known => known is not null)
            : null;

    private static DocumentFormat? Known(StringSegment mediaType) => mediaType.Value?.ToLowerInvariant() switch
    {
        JsonType => DocumentFormat.Json,
        YamlType or "application/yaml" or "application/x-yaml" => DocumentFormat.Yaml,
        YamlStreamType => DocumentFormat.YamlStream,
        _ => null,
    };
}

using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tracetest.Web.Endpoints.Documents;

/// <summary>An answer of an endpoint that speaks JSON alone. Source: spec server 4.1, "function endpoints".</summary>
internal sealed class JsonAnswer : IResult
{
    private const string ContentType = "application/json; charset=UTF-8";

    /// <summary>Traces nest deeper than the writer's default.</summary>
    private const int MaxDepth = 1000;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    private readonly Action<Utf8JsonWriter> _write;
    private readonly int _status;

    private JsonAnswer(Action<Utf8JsonWriter> write, int status) => (_write, _status) = (write, status);

    public static JsonAnswer Of(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK) => new(write, status);

    /// <summary>An error as the original tells it: a bare text.</summary>
    public static JsonAnswer Error(int status, string message)
    {
        Activity.Current?.SetStatus(ActivityStatusCode.Error, message);
        return Of(writer => writer.WriteStringValue(message), status);
    }

    /// <summary>Faults in what was sent: one text and a list.</summary>
    public static JsonAnswer Refuse(IReadOnlyCollection<DocumentFault> faults, DocumentSource? source = null)
    {
        Activity.Current?.SetStatus(ActivityStatusCode.Error, $"validation error: {faults.Count} faults");
        return Of(writer => FaultJson.Of("", faults, source).WriteTo(writer), StatusCodes.Status400BadRequest);
    }

    /// <summary>A body that could not be read.</summary>
    public static JsonAnswer Refuse(DocumentRead.Refused refused)
    {
        Activity.Current?.SetStatus(ActivityStatusCode.Error, refused.Reason);
        return Of(writer => FaultJson.Of(refused).WriteTo(writer), refused.Status);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = _status;
        httpContext.Response.ContentType = ContentType;
        await using var writer = new Utf8JsonWriter(httpContext.Response.BodyWriter, WriterOptions);
        _write(writer);
        await writer.FlushAsync(httpContext.RequestAborted);
    }
}

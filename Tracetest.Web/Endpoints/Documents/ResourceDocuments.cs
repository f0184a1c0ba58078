using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace Tracetest.Web.Endpoints.Documents;

/// <summary>What came of reading a request's body: a closed set.</summary>
internal abstract record DocumentRead
{
    private DocumentRead()
    {
    }

    /// <param name="Root">What it says.</param>
    public sealed record Understood(JsonNode Root) : DocumentRead
    {
        /// <summary>The text it was read from; <see langword="null"/> when there was none.</summary>
        public DocumentSource? Source { get; init; }
    }

    public sealed record Refused(int Status, string Reason) : DocumentRead
    {
        /// <summary>Where reading stopped; the default when that is not known.</summary>
        public SourcePosition? At { get; init; }
    }
}

/// <summary>Reads and writes resources in the format the caller speaks.</summary>
internal static class ResourceDocuments
{
    private const int MaxBodyBytes = 1024 * 1024;

    private static readonly JsonSerializerOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="whenEmpty">What no body stands for; <see langword="null"/> where there has to be one.</param>
    public static async Task<DocumentRead> ReadDocumentAsync(
        this HttpRequest request, CancellationToken cancellationToken, JsonNode? whenEmpty = null)
    {
        if (await ReadTextAsync(request, cancellationToken) is not { } text)
        {
            return new DocumentRead.Refused(StatusCodes.Status413PayloadTooLarge, $"cannot parse body: more than {MaxBodyBytes} bytes");
        }

        return (string.IsNullOrWhiteSpace(text), whenEmpty) switch
        {
            (false, _) => Parse(text, request.OfBody()),
            (true, not null) => new DocumentRead.Understood(whenEmpty),
            _ => new DocumentRead.Refused(StatusCodes.Status400BadRequest, "cannot parse body: request body is empty"),
        };
    }

    /// <summary>An answer in the format the caller asked for.</summary>
    public static IResult Answer(this HttpRequest request, int status, JsonNode body)
    {
        var format = request.OfAnswer() == DocumentFormat.Json ? DocumentFormat.Json : DocumentFormat.Yaml;
        return Results.Text(Write(body, format), format.MediaType(), Encoding.UTF8, status).WithExactType(format.MediaType());
    }

    /// <summary>A list: an envelope with a count, or a stream of YAML documents.</summary>
    public static IResult AnswerList(this HttpRequest request, int count, IReadOnlyList<JsonNode> items)
    {
        if (request.OfAnswer() == DocumentFormat.YamlStream)
        {
            var stream = string.Concat(items.Select(item => "---\n" + YamlDocument.Write(item)));
            return Results.Text(stream, DocumentFormats.YamlStreamType, Encoding.UTF8).WithExactType(DocumentFormats.YamlStreamType);
        }

        return request.Answer(StatusCodes.Status200OK, new JsonObject
        {
            ["count"] = count,
            ["items"] = new JsonArray([.. items]),
        });
    }

    /// <summary>An error as resource endpoints tell it; the span of the call tells it, too.</summary>
    public static IResult Refuse(this HttpRequest request, int status, string error)
    {
        Activity.Current?.SetStatus(ActivityStatusCode.Error, error);
        return request.Answer(status, new JsonObject { ["code"] = status, ["error"] = error });
    }

    /// <summary>A body that could not be read.</summary>
    public static IResult Refuse(this HttpRequest request, DocumentRead.Refused refused)
    {
        Activity.Current?.SetStatus(ActivityStatusCode.Error, refused.Reason);
        return request.Answer(refused.Status, FaultJson.Of(refused));
    }

    /// <summary>A document with faults: all of them, in the order of the document.</summary>
    public static IResult Refuse(this HttpRequest request, IReadOnlyCollection<DocumentFault> faults, DocumentSource? source)
    {
        // Faults quote what stands in the document, secrets included: the span tells their number alone.
        Activity.Current?.SetStatus(ActivityStatusCode.Error, $"validation error: {faults.Count} faults");
        return request.Answer(StatusCodes.Status400BadRequest, FaultJson.Of("validation error: ", faults, source));
    }

    private static async Task<string?> ReadTextAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > MaxBodyBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        // A byte order mark is no part of the text.
        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length).TrimStart('\uFEFF');
    }

    private static DocumentRead Parse(string text, DocumentFormat format)
    {
        try
        {
            var root = format switch
            {
                DocumentFormat.Json => ReadJson(text),
                DocumentFormat.Yaml => YamlDocument.Read(text),
                _ => null,
            };
            return root is JsonObject
                ? new DocumentRead.Understood(root) { Source = new DocumentSource(text, format) }
                : new DocumentRead.Refused(StatusCodes.Status400BadRequest, "cannot parse body: one object is expected");
        }
        catch (JsonException exception)
        {
            return new DocumentRead.Refused(StatusCodes.Status400BadRequest, $"cannot parse body: {exception.Message}")
            {
                At = exception.LineNumber is { } line ? PlaceOf(text, (int)line, (int)(exception.BytePositionInLine ?? 0)) : null,
            };
        }
        catch (YamlException exception)
        {
            return new DocumentRead.Refused(
                StatusCodes.Status400BadRequest,
                $"cannot parse body: line {exception.Start.Line}, column {exception.Start.Column}: {exception.Message}")
            {
                At = new SourcePosition((int)exception.Start.Line, (int)exception.Start.Column),
            };
        }
    }

    /// <summary>The reader of JSON counts lines from 0, and bytes within them.</summary>
    private static SourcePosition PlaceOf(string text, int line, int bytes)
    {
        var bytesOfLine = Encoding.UTF8.GetBytes(text.Split('\n', line + 2)[line]);
        return new SourcePosition(line + 1, Encoding.UTF8.GetCharCount(bytesOfLine, 0, Math.Min(bytes, bytesOfLine.Length)) + 1);
    }

    /// <summary>A name that is there twice, or half a character, would throw only when it is looked at: both are refused here.</summary>
    private static JsonNode? ReadJson(string text)
    {
        var root = JsonNode.Parse(
            text, documentOptions: new JsonDocumentOptions { MaxDepth = YamlDocument.MaxDepth, AllowDuplicateProperties = false });
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        while (reader.Read())
        {
            if (reader.ValueIsEscaped && !IsWhole(ref reader))
            {
                throw new JsonException($"the text that ends at byte {reader.BytesConsumed} holds half of a surrogate pair");
            }
        }

        return root;
    }

    private static bool IsWhole(ref Utf8JsonReader reader)
    {
        try
        {
            _ = reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Write(JsonNode body, DocumentFormat format) =>
        format == DocumentFormat.Yaml ? YamlDocument.Write(body) : body.ToJsonString(JsonOptions);

    private static ExactType WithExactType(this IResult result, string contentType) => new(result, contentType);

    /// <summary>Keeps the media type bare: clients of the original compare the whole header.</summary>
    private sealed class ExactType(IResult inner, string contentType) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.OnStarting(() =>
            {
                httpContext.Response.ContentType = contentType;
                return Task.CompletedTask;
            });
            return inner.ExecuteAsync(httpContext);
        }
    }
}

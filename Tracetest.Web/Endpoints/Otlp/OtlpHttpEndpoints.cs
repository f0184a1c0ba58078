using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Tracetest.Domain.Otlp;

namespace Tracetest.Web.Endpoints.Otlp;

/// <summary>OTLP over HTTP: <c>POST /v1/traces</c>, and nothing else on its port.</summary>
/// <remarks>Answers as the OpenTelemetry Collector does, but 413 when too large (spec datastores 2.12.1).</remarks>
internal sealed class OtlpHttpEndpoints(
    IOtlpTraceReceiver receiver, BodyBudget budget, IOptions<OtlpServerOptions> options, OtlpCors cors)
{
    private const string Path = "/v1/traces";
    private const string ProtobufType = "application/x-protobuf";
    private const string JsonType = "application/json";
    private const int ResourceExhausted = 8;
    private const int UnavailableCode = 14;

    private static readonly TimeSpan BusyRetryAfter = TimeSpan.FromSeconds(1);

    private readonly OtlpServerOptions _options = options.Value;

    public async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path != Path)
        {
            await AnswerTextAsync(context, StatusCodes.Status404NotFound, "404 page not found\n");
            return;
        }

        cors.AllowOrigin(context);
        if (OtlpCors.TryAnswerPreflight(context))
        {
            return;
        }

        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            await AnswerTextAsync(context, StatusCodes.Status405MethodNotAllowed, "405 method not allowed, supported: [POST]");
        }
        else if (EncodingOf(context.Request) is { } encoding)
        {
            await ExportAsync(context, encoding);
        }
        else
        {
            await AnswerTextAsync(
                context,
                StatusCodes.Status415UnsupportedMediaType,
                $"415 unsupported media type, supported: [{JsonType}, {ProtobufType}]");
        }
    }

    private static OtlpEncoding? EncodingOf(HttpRequest request) =>
        !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? null
        : type.MediaType.Equals(ProtobufType, StringComparison.OrdinalIgnoreCase) ? OtlpEncoding.Protobuf
        : type.MediaType.Equals(JsonType, StringComparison.OrdinalIgnoreCase) ? OtlpEncoding.Json
        : null;

    private async Task ExportAsync(HttpContext context, OtlpEncoding encoding)
    {
        using var sent = new BodyBuffer(budget);
        using var unpacked = new BodyBuffer(budget);
        try
        {
            switch (await ReadAsync(context, sent, unpacked))
            {
                case (BodyRead.Complete, var body):
                    await ExportAsync(context, body, encoding);
                    break;
                case (BodyRead.TooLarge, _):
                    await AnswerTooLargeAsync(context, encoding);
                    break;
                default:
                    await AnswerUnavailableAsync(context, encoding, "The server reads too much at a time.", BusyRetryAfter);
                    break;
            }
        }
        catch (InvalidDataException broken)
        {
            await AnswerAsync(context, 400, encoding, OtlpAnswers.BadRequest(broken.Message, encoding));
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await AnswerTooLargeAsync(context, encoding);
        }
    }

    /// <exception cref="InvalidDataException">The compression is unknown or broken.</exception>
    private async ValueTask<(BodyRead Read, ReadOnlyMemory<byte> Body)> ReadAsync(
        HttpContext context, BodyBuffer sent, BodyBuffer unpacked)
    {
        var request = context.Request;
        var aborted = context.RequestAborted;
        var compression = CompressionOf(request.Headers.ContentEncoding);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = _options.MaxRequestBytes;
        }

        var read = await sent.ReadAsync(request.Body, _options.MaxRequestBytes, request.ContentLength, aborted);
        if (read != BodyRead.Complete || compression is null)
        {
            return (read, sent.Memory);
        }

        read = await compression.UnpackAsync(sent.Memory, unpacked, _options, aborted);
        return (read, unpacked.Memory);
    }

    private static BodyCompression? CompressionOf(StringValues encoding) => encoding.ToString() switch
    {
        "" => null,
        "gzip" => BodyCompression.Gzip,
        "deflate" or "zlib" => BodyCompression.Zlib,
        var other => throw new InvalidDataException($"unsupported Content-Encoding: {other}"),
    };

    private async Task ExportAsync(HttpContext context, ReadOnlyMemory<byte> body, OtlpEncoding encoding)
    {
        switch (await receiver.ExportAsync(body, encoding, context.RequestAborted))
        {
            case OtlpExport.Accepted accepted:
                await AnswerAsync(context, StatusCodes.Status200OK, encoding, OtlpAnswers.Response(accepted, encoding));
                break;
            case OtlpExport.Malformed malformed:
                await AnswerAsync(context, 400, encoding, OtlpAnswers.BadRequest(malformed.Reason, encoding));
                break;
            case OtlpExport.Unavailable unavailable:
                await AnswerUnavailableAsync(context, encoding, unavailable.Reason, unavailable.RetryAfter);
                break;
        }
    }

    private Task AnswerTooLargeAsync(HttpContext context, OtlpEncoding encoding)
    {
        var reason = $"The request is larger than {_options.MaxRequestBytes} bytes, or unpacks to more than "
            + $"{_options.MaxCompressionRatio} times its size.";
        var status = OtlpAnswers.Status(ResourceExhausted, reason, encoding);
        return AnswerAsync(context, StatusCodes.Status413PayloadTooLarge, encoding, status);
    }

    private static Task AnswerUnavailableAsync(HttpContext context, OtlpEncoding encoding, string reason, TimeSpan retryAfter)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var status = OtlpAnswers.Status(UnavailableCode, reason, encoding);
        return AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, encoding, status);
    }

    private static Task AnswerTextAsync(HttpContext context, int statusCode, string text) =>
        AnswerAsync(context, statusCode, "text/plain", System.Text.Encoding.UTF8.GetBytes(text));

    private static Task AnswerAsync(HttpContext context, int statusCode, OtlpEncoding encoding, byte[] body) =>
        AnswerAsync(context, statusCode, encoding == OtlpEncoding.Json ? JsonType : ProtobufType, body);

    private static async Task AnswerAsync(HttpContext context, int statusCode, string type, byte[] body)
    {
        var response = context.Response;
        response.StatusCode = statusCode;
        response.ContentType = type;
        response.ContentLength = body.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}

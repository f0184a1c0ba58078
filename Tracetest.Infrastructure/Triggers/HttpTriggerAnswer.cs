using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Tracetest.Domain.Triggers;

namespace Tracetest.Infrastructure.Triggers;

/// <summary>Reads an answer into what a run keeps of it, within bounds.</summary>
internal static class HttpTriggerAnswer
{
    /// <summary>How much of a body is read, decompressed; the rest is refused. Source: spec performance-and-reliability 5.4.</summary>
    public const int MostRead = 10 * 1024 * 1024;

    private const int MostEncodings = 4;

    /// <summary>Reads status, headers and body.</summary>
    public static async Task<TriggerResponse.Http> ReadAsync(HttpResponseMessage message, CancellationToken cancellationToken)
    {
        var headers = HeadersOf(message); // before the framework parses them, and loses how they were written

        // After 101 comes another protocol, which need never end.
        var (body, isCut) = message.StatusCode == HttpStatusCode.SwitchingProtocols
            ? ("", false)
            : await ReadBodyAsync(message.Content, cancellationToken);
        return new TriggerResponse.Http((int)message.StatusCode, StatusOf(message), headers, body, isCut);
    }

    private static string StatusOf(HttpResponseMessage message) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)message.StatusCode} {message.ReasonPhrase}").TrimEnd();

    // The framework parts headers of the content from the others; among each kind the order is the one received.
    private static ImmutableArray<HttpHeader> HeadersOf(HttpResponseMessage message) =>
    [
        .. from header in message.Headers.NonValidated.Concat(message.Content.Headers.NonValidated)
           from value in header.Value
           select new HttpHeader(header.Key, value),
    ];

    private static async Task<(string Body, bool IsCut)> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var raw = await content.ReadAsStreamAsync(cancellationToken);
        await using var plain = Decompress(raw, content.Headers.ContentEncoding);
        using var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        long total = 0;
        int count;
        while (total <= MostRead && (count = await ReadAsync(plain, buffer, cancellationToken)) > 0)
        {
            kept.Write(buffer, 0, (int)Math.Min(count, TriggerResponse.Http.MaxBodyLength - kept.Length));
            total += count;
        }

        var isCut = total > kept.Length;
        return (Decode(kept.GetBuffer().AsSpan(0, (int)kept.Length), EncodingOf(content), isCut), isCut);
    }

    // Brotli alone reports broken data as if it were a bug of the caller.
    private static async Task<int> ReadAsync(Stream stream, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidOperationException broken) when (stream is BrotliStream or GZipStream or ZLibStream)
        {
            throw new InvalidDataException(broken.Message, broken);
        }
    }

    private static Stream Decompress(Stream raw, ICollection<string> encodings) =>
        encodings.Count > MostEncodings ? raw : encodings.Reverse().Aggregate(raw, Decompress);

    private static Stream Decompress(Stream stream, string encoding) => encoding.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
        "br" => new BrotliStream(stream, CompressionMode.Decompress),
        "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
        _ => stream,
    };

    private static string Decode(ReadOnlySpan<byte> bytes, Encoding encoding, bool isCut)
    {
        // A character the cut went through is left out, not replaced.
        var decoder = encoding.GetDecoder();
        var text = new char[encoding.GetMaxCharCount(bytes.Length)];
        return new string(text, 0, decoder.GetChars(bytes, text, flush: !isCut));
    }

    private static Encoding EncodingOf(HttpContent content)
    {
        var name = content.Headers.ContentType?.CharSet?.Trim('"', '\'', ' ');
        if (string.IsNullOrEmpty(name))
        {
            return Encoding.UTF8;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return Encoding.UTF8;
        }
    }
}

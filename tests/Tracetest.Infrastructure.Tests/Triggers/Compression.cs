using System.IO.Compression;
using System.Text;

namespace Tracetest.Infrastructure.Tests.Triggers;

/// <summary>Answers with compressed bodies.</summary>
internal static class Compression
{
    public static Func<RawRequest, Stream, CancellationToken, Task> Answer(string text, string encodings) =>
        Answer(Compressed(Encoding.UTF8.GetBytes(text), encodings), encodings);

    public static Func<RawRequest, Stream, CancellationToken, Task> Answer(byte[] body, string encodings) => async (_, stream, token) =>
    {
        var head = $"HTTP/1.1 200 OK\r\nContent-Encoding: {encodings}\r\nContent-Length: {body.Length}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), token);
        await stream.WriteAsync(body, token);
    };

    public static byte[] Compressed(byte[] plain, string encodings) =>
        encodings.Split(", ").Aggregate(plain, (bytes, encoding) => CompressedOnce(bytes, encoding));

    private static byte[] CompressedOnce(byte[] plain, string encoding)
    {
        using var target = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(target, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BufferedStream(new NonClosing(target)),
        })
        {
            packer.Write(plain);
        }

        return target.ToArray();
    }

    private sealed class NonClosing(MemoryStream target) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => target.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => target.Write(buffer);
    }
}

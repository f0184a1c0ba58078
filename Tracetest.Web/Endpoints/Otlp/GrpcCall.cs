using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Tracetest.Web.Endpoints.Otlp;

/// <summary>The status codes of gRPC that are used here.</summary>
internal enum GrpcCode
{
    Ok = 0,
    Cancelled = 1,
    Unknown = 2,
    InvalidArgument = 3,
    DeadlineExceeded = 4,
    ResourceExhausted = 8,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
}

/// <summary>How a call ends.</summary>
/// <param name="Code">OK or what went wrong.</param>
/// <param name="Message">For the caller's log; empty when OK.</param>
/// <param name="Reply">The reply message, unframed; only with OK.</param>
/// <param name="Details">A <c>google.rpc.Status</c> with details, if any.</param>
internal sealed record GrpcResult(GrpcCode Code, string Message = "", byte[]? Reply = null, byte[]? Details = null);

/// <summary>The wire format of unary gRPC calls over HTTP/2.</summary>
/// <remarks>Source: "gRPC over HTTP2". A message is framed by one byte, whether it is compressed, and four of length.</remarks>
internal static class GrpcCall
{
    public const int FrameHeaderBytes = 5;

    private const string Gzip = "gzip";
    private const int WorthCompressing = 256;

    public static bool IsGrpc(HttpRequest request) =>
        request.ContentType is { } type
        && (type.Equals("application/grpc", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("application/grpc+proto", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("application/grpc;", StringComparison.OrdinalIgnoreCase));

    /// <summary>How long the caller will wait; <see langword="null"/> when it does not say, or not understandably.</summary>
    public static TimeSpan? TimeoutOf(HttpRequest request)
    {
        var text = request.Headers["grpc-timeout"].ToString();
        if (text.Length is < 2 or > 9
            || !long.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        return text[^1] switch
        {
            'H' => TimeSpan.FromHours(count),
            'M' => TimeSpan.FromMinutes(count),
            'S' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMilliseconds(count),
            'u' => TimeSpan.FromMicroseconds(count),
            'n' => TimeSpan.FromTicks(count / TimeSpan.NanosecondsPerTick),
            _ => null,
        };
    }

    /// <summary>Reads the frame's header.</summary>
    /// <param name="frame">All the caller sent.</param>
    /// <param name="isCompressed">Whether the message in it is.</param>
    /// <param name="fault">What is wrong with it.</param>
    public static bool TryReadFrame(ReadOnlySpan<byte> frame, out bool isCompressed, out string fault)
    {
        (isCompressed, fault) = (false, "");
        if (frame.Length < FrameHeaderBytes)
        {
            fault = "The call carries no whole message.";
            return false;
        }

        isCompressed = frame[0] == 1;
        var length = BinaryPrimitives.ReadUInt32BigEndian(frame[1..]);
        fault = frame[0] > 1 ? "The frame's compressed flag is neither 0 nor 1."
            : length == frame.Length - FrameHeaderBytes ? ""
            : $"The frame announces {length} bytes, but {frame.Length - FrameHeaderBytes} came.";
        return fault.Length == 0;
    }

    /// <summary>Ends the call: a reply and trailers, or trailers alone.</summary>
    public static async Task EndAsync(HttpContext context, GrpcResult result)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers["grpc-accept-encoding"] = "identity,gzip,deflate";
        if (result.Reply is not { } reply)
        {
            Close(result, (name, value) => response.Headers[name] = value);
            return;
        }

        var isCompressed = reply.Length >= WorthCompressing && AcceptsGzip(context.Request);
        if (isCompressed)
        {
            response.Headers["grpc-encoding"] = Gzip;
        }

        await response.Body.WriteAsync(Frame(isCompressed ? Compress(reply) : reply, isCompressed), context.RequestAborted);
        Close(result, (name, value) => response.AppendTrailer(name, value));
    }

    private static bool AcceptsGzip(HttpRequest request) =>
        request.Headers["grpc-accept-encoding"].ToString()
            .Split(',', StringSplitOptions.TrimEntries)
            .Contains(Gzip, StringComparer.Ordinal);

    private static void Close(GrpcResult result, Action<string, string> write)
    {
        write("grpc-status", ((int)result.Code).ToString(CultureInfo.InvariantCulture));
        if (result.Message.Length > 0)
        {
            write("grpc-message", PercentEncode(result.Message));
        }

        if (result.Details is { } details)
        {
            write("grpc-status-details-bin", Convert.ToBase64String(details).TrimEnd('='));
        }
    }

    private static byte[] Frame(byte[] message, bool isCompressed)
    {
        var frame = new byte[FrameHeaderBytes + message.Length];
        frame[0] = isCompressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, FrameHeaderBytes);
        return frame;
    }

    private static byte[] Compress(byte[] message)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(message);
        }

        return packed.ToArray();
    }

    /// <summary>Printable ASCII but the percent sign as it is, every other byte of the UTF-8 form as %XX.</summary>
    private static string PercentEncode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            _ = unit is >= 0x20 and <= 0x7e and not (byte)'%'
                ? encoded.Append((char)unit)
                : encoded.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
        }

        return encoded.ToString();
    }
}

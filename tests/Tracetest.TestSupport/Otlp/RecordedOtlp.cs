namespace Tracetest.TestSupport.Otlp;

/// <summary>What a real OpenTelemetry Collector 0.159 sent and answered. Names: protocol-compression.content.</summary>
public static class RecordedOtlp
{
    private const int GrpcPrefixBytes = 5;

    public static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Otlp", "Recorded", file));

    /// <summary>The body as sent over HTTP.</summary>
    public static byte[] Http(string name) => Read($"http-{name}.wire.bin");

    /// <summary>The framed message as sent over gRPC.</summary>
    public static byte[] GrpcFrame(string name) => Read($"grpc-{name}.wire.bin");

    /// <summary>The message in an uncompressed frame.</summary>
    public static byte[] GrpcMessage(string name) => GrpcFrame(name)[GrpcPrefixBytes..];
}

using Npgsql;
using Tracetest.Domain.Otlp;
using Tracetest.Infrastructure.Otlp;
using Tracetest.Infrastructure.Traces;

namespace Tracetest.Benchmarks;

/// <summary>Rows of spans as the product stores them, written with the driver's own importer: the floor of storing.</summary>
internal static class SpanRows
{
    public static (EncodedSpan Span, byte[] Message)[] Decode(OtlpDecoder decoder, IEnumerable<byte[]> requests) =>
    [
        .. requests
            .SelectMany(request => ((OtlpDecoding.Decoded)decoder.Decode(request, OtlpEncoding.Protobuf)).Spans)
            .Select(span => (span, span.Message.ToByteArray())),
    ];

    public static async Task CopyAsync(
        NpgsqlConnection connection, string table, (EncodedSpan Span, byte[] Message)[] rows, CancellationToken cancellationToken)
    {
        await using var importer = await connection.BeginBinaryImportAsync(
            $"copy {table} ({SpanCopyEncoder.Columns}) from stdin (format binary)", cancellationToken);
        foreach (var (span, message) in rows)
        {
            importer.StartRow();
            importer.Write(span.TraceId.ToGuid());
            importer.Write(span.Id.ToBigint());
            importer.Write(span.ParentId.ToBigint());
            importer.Write(span.Name);
            importer.Write(span.Origin.ServiceName);
            importer.Write((short)span.Kind);
            importer.Write((short)span.Status);
            importer.Write(span.StartTimeUnixNano);
            importer.Write(span.EndTimeUnixNano);
            importer.Write(DateTime.UnixEpoch);
            importer.Write(span.Origin.Id);
            importer.Write(message);
        }

        await importer.CompleteAsync(cancellationToken);
    }
}

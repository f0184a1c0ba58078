using System.Buffers;

namespace Tracetest.Web.Endpoints.Otlp;

/// <summary>How reading a request's bytes ended.</summary>
internal enum BodyRead
{
    /// <summary>All of it is in the buffer.</summary>
    Complete,

    /// <summary>There is more of it than allowed.</summary>
    TooLarge,

    /// <summary>The server holds as many bytes as it may, for now.</summary>
    NoRoom,
}

/// <summary>Bytes in pooled memory, as long as this lives. Not thread-safe.</summary>
internal sealed class BodyBuffer(BodyBudget budget) : IDisposable
{
    private const int FirstBytes = 16 * 1024;

    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="source">What to read; a stream that unpacks may throw <see cref="InvalidDataException"/>.</param>
    /// <param name="maxBytes">More than this is too large.</param>
    /// <param name="expectedBytes">A guess that saves growing; <see langword="null"/> when there is none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<BodyRead> ReadAsync(
        Stream source, int maxBytes, long? expectedBytes, CancellationToken cancellationToken)
    {
        if (!TryGrow((int)Math.Min((expectedBytes ?? FirstBytes) + 1, maxBytes + 1L)))
        {
            return BodyRead.NoRoom;
        }

        while (await source.ReadAsync(_bytes.AsMemory(Length), cancellationToken) is > 0 and var count)
        {
            Length += count;
            if (Length > maxBytes)
            {
                return BodyRead.TooLarge;
            }

            if (Length == _bytes.Length && !TryGrow((int)Math.Min(Length * 2L, maxBytes + 1L)))
            {
                return BodyRead.NoRoom;
            }
        }

        return BodyRead.Complete;
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            budget.Return(_bytes.Length);
            (_bytes, Length) = ([], 0);
        }
    }

    private bool TryGrow(int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(length);
        if (!budget.TryTake(larger.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }

        var kept = Length;
        _bytes.AsSpan(0, kept).CopyTo(larger);
        Dispose();
        (_bytes, Length) = (larger, kept);
        return true;
    }
}

using System.Numerics;

namespace Tracetest.Domain.LanguageServices;

/// <summary>A set of positions of a trace, a bit each.</summary>
internal sealed class SpanSet
{
    private readonly ulong[] _bits;

    private SpanSet(ulong[] bits) => _bits = bits;

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _bits)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    public static SpanSet Of(int count, IEnumerable<int> positions)
    {
        var bits = new ulong[(count + 63) / 64];
        foreach (var position in positions)
        {
            bits[position / 64] |= 1UL << (position % 64);
        }

        return new SpanSet(bits);
    }

    public SpanSet And(SpanSet other)
    {
        var bits = new ulong[_bits.Length];
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = _bits[i] & other._bits[i];
        }

        return new SpanSet(bits);
    }

    /// <summary>How many positions of the set come before one.</summary>
    public int CountBefore(int position)
    {
        var count = BitOperations.PopCount(_bits[position / 64] & ((1UL << (position % 64)) - 1));
        foreach (var word in _bits.AsSpan(0, position / 64))
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }
}

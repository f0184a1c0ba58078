using System.Collections.Immutable;

namespace Tracetest.Domain.Patterns;

/// <summary>A set of code points, as ranges in order, apart from each other and not touching.</summary>
/// <remarks>Code points are whole numbers, so halves of surrogate pairs may be named; no text holds one. Immutable, thread-safe.</remarks>
internal sealed class RuneSet
{
    private const int Last = 0x10ffff;

    private readonly ImmutableArray<(int Low, int High)> _ranges;
    private readonly UInt128 _ascii;

    private RuneSet(ImmutableArray<(int Low, int High)> ranges)
    {
        _ranges = ranges;
        foreach (var (low, high) in ranges)
        {
            for (var rune = low; rune <= Math.Min(high, 127); rune++)
            {
                _ascii |= UInt128.One << rune;
            }
        }
    }

    /// <summary>Every code point.</summary>
    public static RuneSet All { get; } = Of((0, Last));

    /// <summary>Every code point but the line feed.</summary>
    public static RuneSet AllButLineFeed { get; } = Of(('\n', '\n')).Complement();

    /// <summary>The ranges, in order.</summary>
    public ImmutableArray<(int Low, int High)> Ranges => _ranges;

    /// <summary>The only member; <see langword="null"/> when there is none or several.</summary>
    public int? Single => _ranges is [var (low, high)] && low == high ? low : null;

    /// <summary>The set of one code point.</summary>
    public static RuneSet Of(int rune) => Of((rune, rune));

    /// <summary>The union of ranges, in any order.</summary>
    public static RuneSet Of(params IEnumerable<(int Low, int High)> ranges)
    {
        // Sorted as one number each: several times as fast as pairs.
        var sorted = ranges.Select(range => ((long)range.Low << 32) | (uint)range.High).ToArray();
        Array.Sort(sorted);
        var merged = ImmutableArray.CreateBuilder<(int Low, int High)>();
        foreach (var range in sorted)
        {
            var (low, high) = ((int)(range >> 32), (int)range);
            if (merged.Count > 0 && low <= merged[^1].High + 1)
            {
                merged[^1] = (merged[^1].Low, Math.Max(merged[^1].High, high));
            }
            else
            {
                merged.Add((low, high));
            }
        }

        return new RuneSet(merged.ToImmutable());
    }

    public bool Contains(int rune) => rune < 128 ? ((_ascii >> rune) & 1) != 0 : ContainsWide(rune);

    /// <summary>Every code point that is not in the set.</summary>
    public RuneSet Complement()
    {
        var gaps = ImmutableArray.CreateBuilder<(int Low, int High)>(_ranges.Length + 1);
        var next = 0;
        foreach (var (low, high) in _ranges)
        {
            if (next < low)
            {
                gaps.Add((next, low - 1));
            }

            next = high + 1;
        }

        if (next <= Last)
        {
            gaps.Add((next, Last));
        }

        return new RuneSet(gaps.ToImmutable());
    }

    private bool ContainsWide(int rune)
    {
        var (from, to) = (0, _ranges.Length - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            if (rune < _ranges[middle].Low)
            {
                to = middle - 1;
            }
            else if (rune > _ranges[middle].High)
            {
                from = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}

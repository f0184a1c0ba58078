using System.Collections.Frozen;
using System.Text;

namespace Tracetest.Domain.Patterns;

/// <summary>Which characters are the same but for case: <c>k</c>, <c>K</c> and the Kelvin sign.</summary>
/// <remarks>Unicode's simple case folding, by the code points .NET maps to the same lower case of their upper case.</remarks>
internal static class CaseFolding
{
    private const int LastWithCase = 0x1ffff;

    private static readonly Lazy<FrozenDictionary<int, int[]>> Orbits = new(FindOrbits);

    private static readonly Lazy<int[]> Members = new(() => [.. Orbits.Value.Keys.Order()]);

    /// <summary>A set with everything that is the same as a member but for case.</summary>
    public static RuneSet Fold(RuneSet set) => RuneSet.Of(set.Ranges.Concat(set.Ranges.SelectMany(OtherCases)));

    /// <summary>A character with everything that is the same but for case.</summary>
    public static RuneSet Fold(int rune) => Orbits.Value.TryGetValue(rune, out var orbit)
        ? RuneSet.Of(orbit.Select(other => (other, other)))
        : RuneSet.Of(rune);

    private static IEnumerable<(int Low, int High)> OtherCases((int Low, int High) range)
    {
        var at = Array.BinarySearch(Members.Value, range.Low);
        for (at = at < 0 ? ~at : at; at < Members.Value.Length && Members.Value[at] <= range.High; at++)
        {
            foreach (var rune in Orbits.Value[Members.Value[at]])
            {
                yield return (rune, rune);
            }
        }
    }

    private static FrozenDictionary<int, int[]> FindOrbits() => Enumerable.Range(0, LastWithCase)
        .Where(Rune.IsValid)
        .GroupBy(KeyOf)
        .Select(orbit => orbit.ToArray())
        .Where(orbit => orbit.Length > 1)
        .SelectMany(orbit => orbit.Select(rune => (Rune: rune, Orbit: orbit)))
        .ToFrozenDictionary(entry => entry.Rune, entry => entry.Orbit);

    // Whether .NET makes an S of the long s depends on where its tables of Unicode come from.
    private static int KeyOf(int code) =>
        code == '\u017f' ? 's' : Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(code))).Value;
}

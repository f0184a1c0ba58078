using System.Collections.Immutable;

namespace Tracetest.Domain.Syntax;

/// <summary>Finds names that a misspelt one may stand for.</summary>
public static class Spelling
{
    private const int MaxResults = 3;
    private const int MaxLength = 64;

    /// <summary>The names nearest to a wanted one, nearest first, then in ordinal order; at most three, none that is far off.</summary>
    /// <remarks>Far off is more than a third of the letters. Letter case counts as nothing, a swap of neighbours as one.</remarks>
    public static ImmutableArray<string> Nearest(string wanted, IEnumerable<string> known)
    {
        if (wanted.Length is 0 or > MaxLength)
        {
            return [];
        }

        var limit = Math.Max(1, wanted.Length / 3);
        return
        [
            .. known
                .Where(name => name.Length <= MaxLength && Math.Abs(name.Length - wanted.Length) <= limit)
                .Select(name => (Name: name, Distance: Distance(wanted, name)))
                .Where(candidate => candidate.Distance <= limit)
                .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Select(candidate => candidate.Name)
                .Distinct(StringComparer.Ordinal)
                .Take(MaxResults),
        ];
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that make one name of the other.</summary>
    private static int Distance(string a, string b)
    {
        Span<int> beforeLast = stackalloc int[MaxLength + 1];
        Span<int> last = stackalloc int[MaxLength + 1];
        Span<int> current = stackalloc int[MaxLength + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = AreAlike(a[i - 1], b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(last[j], current[j - 1]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && AreAlike(a[i - 1], b[j - 2]) && AreAlike(a[i - 2], b[j - 1]))
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }
            }

            var spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }

        return last[b.Length];
    }

    private static bool AreAlike(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}

using System.Collections.Immutable;

namespace Tracetest.Domain.Syntax;

/// <summary>Finds what somebody may have meant by a name there is not.</summary>
public static class Spelling
{
    private const int MaxSuggestions = 3;
    private const int MaxLength = 64; // of a name worth comparing

    /// <summary>The known names nearest to a wanted one.</summary>
    /// <param name="wanted">The name there is not; nothing is near to one of more than 64 characters.</param>
    /// <param name="known">The names there are, in any order.</param>
    /// <returns>
    /// At most three, the nearest first, of equally near ones the first in ordinal order. Near is what takes few changes: a letter
    /// added, left out, exchanged or swapped with the next, one for every three letters and at least one; letters' case counts nothing.
    /// </returns>
    public static ImmutableArray<string> Nearest(string wanted, IEnumerable<string> known)
    {
        if (wanted.Length is 0 or > MaxLength)
        {
            return [];
        }

        var limit = Math.Max(1, wanted.Length / 3);
        return
        [
            .. known.Where(name => Math.Abs(name.Length - wanted.Length) <= limit)
                .Distinct(StringComparer.Ordinal)
                .Select(name => (Name: name, Distance: Distance(wanted, name)))
                .Where(candidate => candidate.Distance <= limit)
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Take(MaxSuggestions)
                .Select(candidate => candidate.Name),
        ];
    }

    /// <summary>The nearest names as a hint: <c>did you mean `length`</c></summary>
    /// <returns>Empty when none is near.</returns>
    public static string DidYouMean(string wanted, IEnumerable<string> known)
    {
        var nearest = Nearest(wanted, known);
        return nearest.IsEmpty ? "" : $"did you mean {string.Join(" or ", nearest.Select(name => $"`{name}`"))}";
    }

    /// <summary>How many changes make one of the other.</summary>
    private static int Distance(string a, string b)
    {
        // Row by row; a swap of neighbours looks back two rows.
        var (before, above, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            (before, above, row) = (above, row, before);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var exchange = above[j - 1] + (IsSame(a[i - 1], b[j - 1]) ? 0 : 1);
                row[j] = Math.Min(exchange, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && IsSame(a[i - 1], b[j - 2]) && IsSame(a[i - 2], b[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }
        }

        return row[b.Length];
    }

    private static bool IsSame(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}

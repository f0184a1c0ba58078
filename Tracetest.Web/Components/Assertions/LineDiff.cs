using System.Collections.Immutable;

namespace Tracetest.Web.Components.Assertions;

/// <summary>What happened to a line between the expected and the observed text.</summary>
public enum LineChange
{
    Same, Removed, Added, Folded,
}

/// <summary>A line of a comparison.</summary>
public readonly record struct DiffLine(LineChange Change, string Text);

/// <summary>Two texts compared line by line, unchanged stretches folded.</summary>
public static class LineDiff
{
    /// <summary>More lines than this are not compared: the table would grow with their product.</summary>
    public const int MaxLines = 400;

    private const int Context = 3;

    public static ImmutableArray<DiffLine> Of(string expected, string observed)
    {
        var left = expected.Split('\n').Take(MaxLines).ToArray();
        var right = observed.Split('\n').Take(MaxLines).ToArray();
        return Fold(Walk(left, right, CommonLengths(left, right)));
    }

    /// <summary>For each pair of suffixes, how many lines they have in common, in order.</summary>
    private static int[,] CommonLengths(string[] left, string[] right)
    {
        var lengths = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
        {
            for (var j = right.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = left[i] == right[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }

    private static List<DiffLine> Walk(string[] left, string[] right, int[,] lengths)
    {
        var lines = new List<DiffLine>();
        var (i, j) = (0, 0);
        while (i < left.Length || j < right.Length)
        {
            if (i < left.Length && j < right.Length && left[i] == right[j])
            {
                lines.Add(new DiffLine(LineChange.Same, left[i++]));
                j++;
            }
            else if (i < left.Length && (j == right.Length || lengths[i + 1, j] >= lengths[i, j + 1]))
            {
                lines.Add(new DiffLine(LineChange.Removed, left[i++]));
            }
            else
            {
                lines.Add(new DiffLine(LineChange.Added, right[j++]));
            }
        }

        return lines;
    }

    private static ImmutableArray<DiffLine> Fold(List<DiffLine> lines)
    {
        var near = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            for (var k = Math.Max(0, i - Context); lines[i].Change != LineChange.Same && k <= Math.Min(lines.Count - 1, i + Context); k++)
            {
                near[k] = true;
            }
        }

        var folded = ImmutableArray.CreateBuilder<DiffLine>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (near[i])
            {
                folded.Add(lines[i]);
            }
            else if (i == 0 || near[i - 1])
            {
                var end = Array.IndexOf(near, true, i) is >= 0 and var next ? next : lines.Count;
                folded.Add(new DiffLine(LineChange.Folded, $"… {end - i} unchanged"));
            }
        }

        return folded.ToImmutable();
    }
}

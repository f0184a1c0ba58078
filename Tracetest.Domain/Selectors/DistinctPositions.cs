namespace Tracetest.Domain.Selectors;

/// <summary>Positions in the order first added.</summary>
internal sealed class DistinctPositions(int count)
{
    private readonly bool[] _seen = new bool[count];

    public List<int> Positions { get; } = [];

    public void Add(int position)
    {
        if (!_seen[position])
        {
            _seen[position] = true;
            Positions.Add(position);
        }
    }

    public void AddRange(List<int> positions)
    {
        foreach (var position in positions)
        {
            Add(position);
        }
    }
}

/// <summary>Which of a row of indexes were not taken yet; those taken are stepped over, not looked at again.</summary>
internal sealed class RemainingIndexes(int count)
{
    private readonly int[] _next = [.. Enumerable.Range(0, count + 1)];

    public void Remove(int index) => _next[index] = index + 1;

    /// <summary>The first that remains at or after an index; the count when none does.</summary>
    public int Next(int index)
    {
        while (_next[index] != index)
        {
            _next[index] = _next[_next[index]]; // halves the way for the next one who comes by
            index = _next[index];
        }

        return index;
    }
}

namespace Tracetest.Domain.Syntax;

/// <summary>Collects the faults of one text; of those beyond a bound only the fact is kept.</summary>
internal sealed class DiagnosticBag
{
    /// <summary>More than anybody reads, and little enough that a hostile text costs nothing.</summary>
    public const int MaxCount = 100;

    private readonly List<Diagnostic> _all = [];

    /// <summary>What was collected, in the order found.</summary>
    public IReadOnlyList<Diagnostic> All => _all;

    public bool IsFull => _all.Count >= MaxCount;

    public bool IsEmpty => _all.Count == 0;

    /// <summary>Takes a fault; of several at the same place the first counts.</summary>
    public void Add(Diagnostic diagnostic)
    {
        if (_all.Count < MaxCount && !_all.Exists(known => known.Index == diagnostic.Index))
        {
            _all.Add(diagnostic);
        }
    }

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }
}

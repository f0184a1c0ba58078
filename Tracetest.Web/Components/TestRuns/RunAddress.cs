using Tracetest.Domain.Traces;

namespace Tracetest.Web.Components.TestRuns;

/// <summary>What a run page shows, as its address says: everything that can be linked to.</summary>
/// <param name="TestId">The test.</param>
/// <param name="RunId">The run's number.</param>
/// <param name="Tab">One of <see cref="Trigger"/>, <see cref="Trace"/>, <see cref="Test"/>.</param>
public sealed record RunAddress(string TestId, int RunId, string Tab)
{
    public const string Trigger = "trigger";
    public const string Trace = "trace";
    public const string Test = "test";

    /// <summary>The selected span.</summary>
    public SpanId? Span { get; init; }

    /// <summary>What is searched for in the trace.</summary>
    public string Query { get; init; } = "";

    /// <summary>The open spec, zero-based.</summary>
    public int? Spec { get; init; }

    public override string ToString()
    {
        List<string> parts = [];
        if (Span is { } span)
        {
            parts.Add($"span={span}");
        }

        if (Spec is { } spec)
        {
            parts.Add($"spec={spec}");
        }

        if (Query.Length > 0)
        {
            parts.Add("q=" + Uri.EscapeDataString(Query));
        }

        var path = $"test/{Uri.EscapeDataString(TestId)}/run/{RunId}/{Tab}";
        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }
}

using System.Collections.Immutable;
using Tracetest.Domain.Triggers;

namespace Tracetest.Domain.Tests;

/// <summary>One version of a trace-based test: what to call, and what the trace left behind must look like.</summary>
/// <remarks>Source: spec server 1.2. Immutable; a change of content makes the next version, and all versions are kept.</remarks>
public sealed record Test
{
    /// <summary>One or more of <c>A-Z a-z 0-9 _ . -</c>; generated when the user gave none.</summary>
    public required string Id { get; init; }

    /// <summary>Counts from 1; rises only when the content changes.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Not empty.</summary>
    public required string Name { get; init; }

    /// <summary>MAY be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>What starts a run.</summary>
    public required Trigger Trigger { get; init; }

    /// <summary>What is checked, in the user's order.</summary>
    public ImmutableArray<TestSpec> Specs { get; init; } = [];

    /// <summary>What is read out of the trace, in the user's order; names are unique.</summary>
    public ImmutableArray<TestOutput> Outputs { get; init; } = [];

    /// <summary>Whether a run ends its wait at once and is judged on the trigger span alone.</summary>
    public bool SkipTraceCollection { get; init; }

    /// <summary>When the first version was made, in UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether another version says the same, ids, numbers and dates apart.</summary>
    public bool HasSameContent(Test other) =>
        Name == other.Name
        && Description == other.Description
        && SkipTraceCollection == other.SkipTraceCollection
        && TestContent.Same(Trigger, other.Trigger)
        && Specs.SequenceEqual(other.Specs, TestContent.Specs)
        && Outputs.SequenceEqual(other.Outputs);
}

/// <summary>A set of spans and what each of them must satisfy.</summary>
/// <param name="Name">For people; MAY be empty.</param>
/// <param name="Selector">Selector text; empty means every span.</param>
/// <param name="Assertions">Assertion texts, in the user's order.</param>
public sealed record TestSpec(string Name, string Selector, ImmutableArray<string> Assertions);

/// <summary>A value read out of the trace and handed on as a variable.</summary>
/// <param name="Name">The variable's name; not empty.</param>
/// <param name="Selector">Selector text; empty means every span. The first match counts.</param>
/// <param name="Value">Expression text; not empty.</param>
public sealed record TestOutput(string Name, string Selector, string Value);

/// <summary>Equality by content where records compare their lists by reference.</summary>
internal static class TestContent
{
    public static IEqualityComparer<TestSpec> Specs { get; } = EqualityComparer<TestSpec>.Create(
        (left, right) => left is not null && right is not null && left.Name == right.Name
            && left.Selector == right.Selector && left.Assertions.SequenceEqual(right.Assertions),
        spec => HashCode.Combine(spec.Name, spec.Selector));

    public static bool Same(Trigger left, Trigger right) => (left, right) switch
    {
        (Trigger.Http a, Trigger.Http b) => a.Headers.SequenceEqual(b.Headers) && a with { Headers = b.Headers } == b,
        _ => left == right,
    };
}

using System.Collections.Immutable;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.Syntax;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Assertions;

/// <summary>A test spec with its selector and assertions read.</summary>
internal sealed class CompiledSpec
{
    private readonly TestSpec _spec;
    private readonly Parsed<Selector> _selector;
    private readonly ImmutableArray<CompiledAssertion> _assertions;

    public CompiledSpec(TestSpec spec)
    {
        _spec = spec;
        _selector = Selector.Parse(spec.Selector);
        _assertions = [.. spec.Assertions.Select(CompiledAssertion.Compile)];
    }

    /// <summary>Whether the selector can be read and picks nothing.</summary>
    public bool IsUnmatched(Trace trace) => _selector.IsValid && _selector.Value.Select(trace).IsEmpty;

    public SpecResult Check(Trace trace, in EvaluationContext context, EvaluationCache cache)
    {
        if (!_selector.IsValid)
        {
            return new SpecResult(_spec.Name, _spec.Selector, Fail(new AssertionFault(
                AssertionFaultKind.Syntax, $"invalid syntax \"{_spec.Selector}\": {_selector.Error}")));
        }

        var positions = _selector.Value.Select(trace);
        var results = CheckOn(context with { Selection = new SpanSelection(trace, positions, cache) });
        return new SpecResult(_spec.Name, _spec.Selector, results)
        {
            Unmatched = positions.IsEmpty ? _selector.Value.Explain(trace).Text : "",
        };
    }

    private ImmutableArray<AssertionResult> CheckOn(in EvaluationContext context)
    {
        var results = ImmutableArray.CreateBuilder<AssertionResult>(_assertions.Length);
        foreach (var assertion in _assertions)
        {
            results.Add(new AssertionResult(assertion.Source, assertion.CheckAll(context)));
        }

        return results.MoveToImmutable();
    }

    /// <summary>Every assertion fails; a spec without any still shows the fault, under an empty text.</summary>
    private ImmutableArray<AssertionResult> Fail(AssertionFault fault) =>
    [
        .. _assertions.Select(assertion => assertion.Source).DefaultIfEmpty("")
            .Select(source => new AssertionResult(source, [new SpanResult(null, "", "", fault)])),
    ];
}

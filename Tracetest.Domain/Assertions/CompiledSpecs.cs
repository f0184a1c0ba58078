using System.Collections.Immutable;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Expressions.Functions;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Variables;

namespace Tracetest.Domain.Assertions;

/// <summary>The specs and outputs of a test, read once and checked against any number of traces.</summary>
/// <remarks>
/// Source: spec language 8 and 9. Immutable, thread-safe if its <see cref="FunctionContext"/> is. Assertions never stop each other.
/// </remarks>
public sealed class CompiledSpecs
{
    private readonly ImmutableArray<CompiledSpec> _specs;
    private readonly ImmutableArray<CompiledOutput> _outputs;
    private readonly FunctionContext _functions;

    private CompiledSpecs(ImmutableArray<CompiledSpec> specs, ImmutableArray<CompiledOutput> outputs, FunctionContext functions) =>
        (_specs, _outputs, _functions) = (specs, outputs, functions);

    /// <summary>Reads specs and outputs. Never fails: what is malformed becomes a fault on its results.</summary>
    /// <param name="specs">What is checked.</param>
    /// <param name="outputs">What is read out.</param>
    /// <param name="functions">Clock and chance. Default: the system's.</param>
    public static CompiledSpecs Compile(
        ImmutableArray<TestSpec> specs, ImmutableArray<TestOutput> outputs, FunctionContext? functions = null) => new(
        [.. specs.Select(spec => new CompiledSpec(spec))],
        [.. outputs.Select(output => new CompiledOutput(output))],
        functions ?? FunctionContext.System);

    /// <summary>Checks every assertion of every spec on every span its selector picks, or once when it picks none.</summary>
    /// <param name="trace">The trace, whole.</param>
    /// <param name="variables">Later ones override earlier ones; the run's outputs come last.</param>
    public AssertionResults Check(Trace trace, ImmutableArray<Variable> variables)
    {
        var (context, cache) = (ContextOf(variables), new EvaluationCache());
        return new AssertionResults([.. _specs.Select(spec => spec.Check(trace, context, cache))]);
    }

    /// <summary>Reads every output, each on the first span its selector picks; an output does not see the others.</summary>
    /// <param name="trace">The trace, whole.</param>
    /// <param name="variables">The run's variables, outputs apart; later ones override earlier ones.</param>
    public ImmutableArray<OutputResult> ReadOutputs(Trace trace, ImmutableArray<Variable> variables)
    {
        var (context, cache) = (ContextOf(variables), new EvaluationCache());
        return [.. _outputs.Select(output => output.Read(trace, context, cache))];
    }

    /// <summary>
    /// Whether a spec's selector can be read and picks no span: a reason to wait for more spans, whatever the assertions say.
    /// </summary>
    public bool HasUnmatchedSelector(Trace trace) => _specs.Any(spec => spec.IsUnmatched(trace));

    private EvaluationContext ContextOf(ImmutableArray<Variable> variables) =>
        EvaluationContext.Of(variables) with { Functions = _functions };
}

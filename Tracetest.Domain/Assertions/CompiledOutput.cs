using Tracetest.Domain.Expressions;
using Tracetest.Domain.Selectors;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Assertions;

/// <summary>A test output with its selector and value read.</summary>
/// <remarks>Source: spec language 9; an evaluation that fails leaves the output unresolved (reference: resolved and empty).</remarks>
internal sealed class CompiledOutput
{
    private readonly string _name;
    private readonly Selector? _selector;
    private readonly CompiledExpression? _value;
    private readonly string _error;

    public CompiledOutput(TestOutput output)
    {
        var selector = Selector.Parse(output.Selector);
        var value = Expression.Parse(output.Value);
        _name = output.Name;
        _selector = selector.Value;
        _value = value.Value?.Compile();
        _error = !selector.IsValid ? $"cannot parse output \"{_name}\" selector \"{output.Selector}\": {selector.Error}"
            : !value.IsValid ? $"cannot parse output \"{_name}\" value \"{output.Value}\": {value.Error}"
            : "";
    }

    public OutputResult Read(Trace trace, in EvaluationContext context, EvaluationCache cache)
    {
        if (_selector is null || _value is null)
        {
            return new OutputResult(_name, "", null, _error);
        }

        var positions = _selector.Select(trace);
        int? first = positions.IsEmpty ? null : positions[0];
        var span = first is { } position ? trace.Spans[position] : null;
        var value = _value.Evaluate(context with { Selection = new SpanSelection(trace, positions, cache), Position = first });
        var error = span is null ? $"cannot find matching spans for output \"{_name}\"" : value.Fault?.Message ?? "";
        return new OutputResult(_name, value.Value.Text, span?.Id, error);
    }
}

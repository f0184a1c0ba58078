using System.Diagnostics.CodeAnalysis;

namespace Tracetest.Domain.Expressions;

/// <summary>What came of evaluating: a value, or why there is none. Evaluating never throws.</summary>
public readonly record struct Evaluated
{
    private Evaluated(Value value, ExpressionFault? fault)
    {
        Value = value;
        Fault = fault;
    }

    /// <summary>The value; nothing when there is a fault.</summary>
    public Value Value { get; }

    /// <summary>Why there is no value; <see langword="null"/> when there is one.</summary>
    public ExpressionFault? Fault { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsValue => Fault is null;

    /// <summary>A value is an outcome.</summary>
    public static implicit operator Evaluated(Value value) => new(value, null);

    /// <summary>A fault is an outcome.</summary>
    public static implicit operator Evaluated(ExpressionFault fault) => new(default, fault);

    /// <summary>The outcome of a value; for languages without conversions.</summary>
    public static Evaluated FromValue(Value value) => value;

    /// <summary>The outcome of a fault; for languages without conversions.</summary>
    public static Evaluated FromExpressionFault(ExpressionFault fault) => fault;
}

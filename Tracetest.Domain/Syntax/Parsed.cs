using System.Diagnostics.CodeAnalysis;

namespace Tracetest.Domain.Syntax;

/// <summary>What came of reading a text: the thing read, or the first fault. Reading never throws.</summary>
/// <typeparam name="T">The thing read.</typeparam>
public readonly record struct Parsed<T>
    where T : class
{
    private Parsed(T? value, SyntaxError? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The thing read; <see langword="null"/> when the text is faulty.</summary>
    public T? Value { get; }

    /// <summary>The first fault; <see langword="null"/> when the text is sound.</summary>
    public SyntaxError? Error { get; }

    /// <summary>Whether the text was sound.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Error is null;

    internal static Parsed<T> Of(T value) => new(value, null);

    internal static Parsed<T> Fault(SyntaxError error) => new(null, error);
}

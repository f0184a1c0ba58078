using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Tracetest.Domain.Syntax;

/// <summary>What came of reading a text: the thing read, or every fault found. Reading never throws.</summary>
/// <typeparam name="T">The thing read.</typeparam>
public readonly record struct Parsed<T>
    where T : class
{
    private readonly ImmutableArray<Diagnostic> _errors;

    private Parsed(T? value, ImmutableArray<Diagnostic> errors)
    {
        Value = value;
        _errors = errors;
    }

    /// <summary>The thing read; <see langword="null"/> when the text is faulty.</summary>
    public T? Value { get; }

    /// <summary>Every fault, by position; none when the text is sound.</summary>
    public ImmutableArray<Diagnostic> Errors => _errors.IsDefault ? [] : _errors;

    /// <summary>The first fault; <see langword="null"/> when the text is sound.</summary>
    public Diagnostic? Error => Errors.IsEmpty ? null : Errors[0];

    /// <summary>Whether the text was sound.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Errors.IsEmpty;

    internal static Parsed<T> Of(T value) => new(value, []);

    internal static Parsed<T> Fault(Diagnostic error) => new(null, [error]);

    /// <param name="errors">At least one, in any order.</param>
    internal static Parsed<T> Fault(IEnumerable<Diagnostic> errors) => new(null, [.. errors.OrderBy(error => error.Index)]);
}

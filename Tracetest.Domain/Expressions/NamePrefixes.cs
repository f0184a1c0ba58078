namespace Tracetest.Domain.Expressions;

/// <summary>What may stand before a name and a colon.</summary>
internal static class NamePrefixes
{
    /// <summary>In the order they are tried.</summary>
    public static readonly (string Prefix, ExpressionTokenKind Kind)[] All =
    [
        ("attr", ExpressionTokenKind.Attribute),
        ("env", ExpressionTokenKind.Variable),
        ("var", ExpressionTokenKind.Variable),
        ("parent", ExpressionTokenKind.Attribute),
        ("root", ExpressionTokenKind.Attribute),
        ("selected", ExpressionTokenKind.Attribute),
        ("event", ExpressionTokenKind.Attribute),
    ];
}

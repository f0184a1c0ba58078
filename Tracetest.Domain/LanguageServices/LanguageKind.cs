namespace Tracetest.Domain.LanguageServices;

/// <summary>What a text is written in.</summary>
public enum LanguageKind
{
    /// <summary>A selector: which spans.</summary>
    Selector,

    /// <summary>An expression: what an output or a filter computes.</summary>
    Expression,

    /// <summary>An assertion: two expressions compared.</summary>
    Assertion,

    /// <summary>A text of a trigger: it stands for itself but for <c>${expression}</c>.</summary>
    Text,
}

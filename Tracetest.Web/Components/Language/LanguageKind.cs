namespace Tracetest.Web.Components.Language;

/// <summary>What a text of the test language is read as.</summary>
public enum LanguageKind
{
    Selector,
    Assertion,
    Expression,

    /// <summary>Anything, with <c>${expression}</c> in it.</summary>
    InterpolatedText,
}

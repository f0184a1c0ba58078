namespace Tracetest.Domain.Expressions;

/// <summary>Whose attribute an expression reads.</summary>
public enum AttributeSource
{
    /// <summary><c>attr:</c> the span looked at.</summary>
    Span,

    /// <summary><c>parent:</c> its parent.</summary>
    Parent,

    /// <summary><c>root:</c> the root above it.</summary>
    Root,

    /// <summary><c>selected:</c> every selected span that has it: a list.</summary>
    Selected,

    /// <summary><c>event:</c> every event of the span that has it.</summary>
    Event,
}

/// <summary>The sources as they are written.</summary>
public static class AttributeSources
{
    /// <summary>What stands before the colon.</summary>
    public static string ToPrefix(this AttributeSource source) => source switch
    {
        AttributeSource.Parent => "parent",
        AttributeSource.Root => "root",
        AttributeSource.Selected => "selected",
        AttributeSource.Event => "event",
        _ => "attr",
    };

    /// <summary>The source of a prefix; the span looked at for any other text.</summary>
    internal static AttributeSource Parse(string prefix) => prefix switch
    {
        "parent" => AttributeSource.Parent,
        "root" => AttributeSource.Root,
        "selected" => AttributeSource.Selected,
        "event" => AttributeSource.Event,
        _ => AttributeSource.Span,
    };
}

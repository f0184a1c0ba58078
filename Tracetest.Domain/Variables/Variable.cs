namespace Tracetest.Domain.Variables;

/// <summary>A named text that triggers, outputs and assertions may use as <c>var:NAME</c>.</summary>
/// <param name="Key">Case-sensitive; not empty.</param>
/// <param name="Value">MAY be empty.</param>
public sealed record Variable(string Key, string Value);

namespace Tracetest.Infrastructure.Configuration;

/// <summary>One thing wrong in what an operator wrote.</summary>
/// <param name="Place"><c>FILE:LINE</c>, the variable or the flag.</param>
/// <param name="Message">What is wrong there; holds no secret.</param>
public sealed record ConfigurationFault(string Place, string Message)
{
    /// <summary>Both on one line.</summary>
    public override string ToString() => $"{Place}: {Message}";
}

namespace Tracetest.Domain.Readiness;

/// <summary>The database cannot be had, so the server does not start; the message is for the operator and holds no secret.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="cause">What the database said, if it said anything.</param>
public sealed class DatabaseStartException(string message, Exception? cause = null) : Exception(message, cause);

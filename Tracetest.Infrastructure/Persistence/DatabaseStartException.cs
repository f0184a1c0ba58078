namespace Tracetest.Infrastructure.Persistence;

/// <summary>The database cannot be had, so the server does not start; the message is for the operator and holds no secret.</summary>
public sealed class DatabaseStartException(string message, Exception? cause = null) : Exception(message, cause);

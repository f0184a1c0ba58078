namespace Tracetest.Domain.Tests.Language;

/// <summary>Tells the runs that may take their time: <c>./eng/test.sh --long</c>.</summary>
internal static class LongRuns
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("TRACETEST_LONG_TESTS") == "1";
}

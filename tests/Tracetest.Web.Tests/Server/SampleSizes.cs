namespace Tracetest.Web.Tests.Server;

/// <summary>How much the slow tests do: little in the normal run, all of it with <c>TRACETEST_LONG_TESTS=1</c>.</summary>
internal static class SampleSizes
{
    private static bool IsLong { get; } = Environment.GetEnvironmentVariable("TRACETEST_LONG_TESTS") == "1";

    /// <summary>Spans of a large, flat trace.</summary>
    public static int LargeTrace => IsLong ? 100_000 : 20_000;

    /// <summary>Levels of a deep trace.</summary>
    public static int DeepTrace => IsLong ? 100_000 : 20_000;

    /// <summary>Servers killed at a random moment.</summary>
    public static int Kills => IsLong ? 20 : 2;
}

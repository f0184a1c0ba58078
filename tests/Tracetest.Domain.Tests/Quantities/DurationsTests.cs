using Tracetest.Domain.Quantities;

namespace Tracetest.Domain.Tests.Quantities;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("2.01s", 2009999999L)]
    [InlineData("120.9ns", 120L)]
    [InlineData("0h", 0L)]
    [InlineData("+5", 5L)]
    [InlineData("-5", -5L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("2562047h", 9223369200000000000L)]
    [InlineData("2562048h", null)]
    [InlineData("9223372036854775808", null)]
    [InlineData("", null)]
    [InlineData("-5ms", null)]
    [InlineData("5 ms", null)]
    [InlineData("5ms ", null)]
    [InlineData("5\0", null)]
    [InlineData("1.5", null)]
    [InlineData("1m30s", null)]
    [InlineData(".5s", null)]
    public void TryParse_Text_IsWholeNanoseconds(string text, long? expected) => Assert.Equal(expected, Durations.TryParse(text));

    [Theory]
    [InlineData(long.MinValue, "0ns")]
    [InlineData(0L, "0ns")]
    [InlineData(999L, "999ns")]
    [InlineData(1499L, "1us")]
    [InlineData(1500L, "2us")]
    [InlineData(999500L, "1000us")]
    [InlineData(999499999L, "999ms")]
    [InlineData(59950000000L, "60.0s")]
    [InlineData(59949999999L, "59.9s")]
    [InlineData(63000000000L, "1.1m")]
    [InlineData(3599999999999L, "60.0m")]
    [InlineData(3600000000001L, "1.0h")]
    [InlineData(long.MaxValue, "2562047.8h")]
    public void Format_Amount_HasTheUnitItReaches(long nanoseconds, string expected) => Assert.Equal(expected, Durations.Format(nanoseconds));

    [Theory]
    [InlineData(25_187_564L, 25_000_000L)]
    [InlineData(59_960_000_000L, 60_000_000_000L)]
    [InlineData(-7L, 0L)]
    public void Round_Amount_IsWhatFormatShows(long nanoseconds, long expected) => Assert.Equal(expected, Durations.Round(nanoseconds));
}

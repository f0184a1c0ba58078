using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Tests.Traces;

public sealed class UnixNanoTests
{
    [Theory]
    [InlineData(0, "1970-01-01T00:00:00Z")]
    [InlineData(1, "1970-01-01T00:00:00.000000001Z")]
    [InlineData(1_714_979_289_120_000_000, "2024-05-06T07:08:09.12Z")]
    [InlineData(1_714_979_289_123_456_789, "2024-05-06T07:08:09.123456789Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999999999Z")]
    public void ToRfc3339_Nanoseconds_LosesNone(long nanoseconds, string expected) =>
        Assert.Equal(expected, UnixNano.ToRfc3339(nanoseconds));

    [Fact]
    public void From_WallClock_ComesBack()
    {
        var time = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero).AddTicks(1_234_567);

        Assert.Equal(time, UnixNano.ToDateTimeOffset(UnixNano.From(time)));
        Assert.Equal(1_714_979_289_123_456_700, UnixNano.From(time));
    }
}

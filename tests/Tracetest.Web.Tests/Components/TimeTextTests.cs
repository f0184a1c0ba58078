using Tracetest.Web.Components.Elements;

namespace Tracetest.Web.Tests.Components;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData(0, "0 ns")]
    [InlineData(999, "999 ns")]
    [InlineData(2_600_000, "2.6 ms")]
    [InlineData(94_200_000, "94.2 ms")]
    [InlineData(612_400_000, "612 ms")]
    [InlineData(999_600_000, "1 s")]
    [InlineData(1_840_000_000, "1.84 s")]
    [InlineData(185_000_000_000, "3 min 5 s")]
    public void Duration_AnyLength_HasThreeDigitsAndAUnit(long nanoseconds, string text) => Assert.Equal(text, TimeText.Duration(nanoseconds));

    [Theory]
    [InlineData(3, "just now")]
    [InlineData(125, "2 min ago")]
    [InlineData(100_000, "yesterday")]
    [InlineData(200_000, "2 days ago")]
    public void Ago_Seconds_IsHowPeopleSayIt(int seconds, string text) =>
        Assert.Equal(text, TimeText.Ago(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(seconds)));
}

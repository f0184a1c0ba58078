using Tracetest.Domain.Polling;

namespace Tracetest.Domain.Tests.Polling;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("0", "00:00:00")]
    [InlineData("10m", "00:10:00")]
    [InlineData("1m30s", "00:01:30")]
    [InlineData("500ms", "00:00:00.5")]
    [InlineData("1.5h", "01:30:00")]
    [InlineData("1h2m3s4ms", "01:02:03.004")]
    [InlineData("250µs", "00:00:00.00025")]
    public void TryParse_GoDuration_IsRead(string text, string expected)
    {
        Assert.True(GoDuration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("s")]
    [InlineData("1..5s")]
    [InlineData("5d")]
    [InlineData("99999999999h")]
    public void TryParse_AnythingElse_IsNot(string text) => Assert.False(GoDuration.TryParse(text, out _));

    [Theory]
    [InlineData("500ms")]
    [InlineData("5s")]
    [InlineData("1m30s")]
    [InlineData("10m")]
    [InlineData("90m1.5s")]
    public void Format_WhatWasRead_IsTheSame(string text)
    {
        Assert.True(GoDuration.TryParse(text, out var duration));
        Assert.Equal(text, GoDuration.Format(duration));
    }
}

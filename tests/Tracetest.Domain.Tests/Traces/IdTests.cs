using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Tests.Traces;

public sealed class IdTests
{
    private const string TraceText = "0af7651916cd43dd8448eb211c80319c";
    private const string SpanText = "b7ad6b7169203331";

    [Theory]
    [InlineData(TraceText)]
    [InlineData("0AF7651916CD43DD8448EB211C80319C")]
    public void TraceIdTryParse_HexDigits_ComeBackInLowerCase(string text)
    {
        Assert.True(TraceId.TryParse(text, out var id));
        Assert.Equal(TraceText, id.ToString());
        Assert.True(TraceId.TryRead(id.ToByteArray(), out var read));
        Assert.Equal(id, read);
        Assert.Equal(0x0a, id.ToByteArray()[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0af7651916cd43dd8448eb211c80319")]
    [InlineData("0af7651916cd43dd8448eb211c80319cc")]
    [InlineData("0af7651916cd43dd8448eb211c80319g")]
    [InlineData(" af7651916cd43dd8448eb211c80319c")]
    [InlineData("+af7651916cd43dd8448eb211c80319c")]
    [InlineData("00000000000000000000000000000000")]
    public void TraceIdTryParse_AnythingElse_IsRefused(string text)
    {
        Assert.False(TraceId.TryParse(text, out var id));
        Assert.False(id.IsValid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("b7ad6b716920333")]
    [InlineData("b7ad6b71692033311")]
    [InlineData("b7ad6b716920333x")]
    [InlineData("0000000000000000")]
    public void SpanIdTryParse_AnythingElse_IsRefused(string text)
    {
        Assert.False(SpanId.TryParse(text, out var id));
        Assert.False(id.IsValid);
    }

    [Fact]
    public void SpanIdTryParse_HexDigits_ComeBack()
    {
        Assert.True(SpanId.TryParse(SpanText, out var id));
        Assert.Equal(SpanText, id.ToString());
    }

    [Fact]
    public void TryRead_WrongLengthOrZeros_IsRefused()
    {
        Assert.False(TraceId.TryRead(new byte[16], out _));
        Assert.False(TraceId.TryRead([1, 2], out _));
        Assert.False(SpanId.TryRead(new byte[8], out _));
        Assert.False(SpanId.TryRead([1], out _));
    }

    [Fact]
    public void NewRandom_Twice_AreValidAndDiffer()
    {
        Assert.True(TraceId.NewRandom().IsValid);
        Assert.NotEqual(TraceId.NewRandom(), TraceId.NewRandom());
        Assert.NotEqual(SpanId.NewRandom(), SpanId.NewRandom());
    }
}

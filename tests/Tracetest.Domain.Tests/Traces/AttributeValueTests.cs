using System.Collections.Immutable;
using Tracetest.Domain.Traces;

namespace Tracetest.Domain.Tests.Traces;

public sealed class AttributeValueTests
{
    public static TheoryData<AttributeValue, string> Texts => new()
    {
        { default, "" },
        { AttributeValue.From("as it is"), "as it is" },
        { AttributeValue.From(-42L), "-42" },
        { AttributeValue.From(long.MinValue), "-9223372036854775808" },
        { AttributeValue.From(true), "true" },
        { AttributeValue.From(false), "false" },
        { AttributeValue.From(1.5), "1.5" },
        { AttributeValue.From(3.0), "3" },
        { AttributeValue.From(0.25), "0.25" },
        { AttributeValue.From(-0.25), "-0.250000" },
        { AttributeValue.From(-0.123456789), "-0.123456789" },
        { AttributeValue.From(-3.0), "-3" },
        { AttributeValue.From(-1e-7), "-1E-07" },
        { AttributeValue.From(0.1 + 0.2), "0.30000000000000004" },
        { AttributeValue.From(double.NaN), "NaN" },
        { AttributeValue.From(double.NegativeInfinity), "-Infinity" },
        { AttributeValue.From(ImmutableArray.Create<byte>(1, 2, 255)), "AQL/" },
        { AttributeValue.From(ImmutableArray<AttributeValue>.Empty), "unsupported value type" },
        { AttributeValue.From(ImmutableArray<TraceAttribute>.Empty), "unsupported value type" },
        { AttributeValue.From(ImmutableArray.Create(AttributeValue.From(-1.5), AttributeValue.From(ImmutableArray<AttributeValue>.Empty))), "[-1.5,[]]" },
        { AttributeValue.From(ImmutableArray.Create(AttributeValue.From("a\"é"), AttributeValue.From(1L), default)), "[\"a\\\"é\",1,null]" },
        { AttributeValue.From(ImmutableArray.Create(new TraceAttribute("k", AttributeValue.From(true)))), "{\"k\":true}" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void ToText_Value_IsWhatTheLanguageCompares(AttributeValue value, string expected) => Assert.Equal(expected, value.ToText());

    [Fact]
    public void As_OtherType_IsThatTypesNothing()
    {
        var value = AttributeValue.From("5");

        Assert.Equal(0, value.AsInteger);
        Assert.Equal(0, value.AsDouble);
        Assert.False(value.AsBoolean);
        Assert.Empty(value.AsList);
        Assert.Empty(value.AsMap);
        Assert.Empty(value.AsBytes);
    }

    [Fact]
    public void Equals_SameTextOfOtherType_IsFalse() => Assert.NotEqual(AttributeValue.From("1"), AttributeValue.From(1L));

    [Fact]
    public void Equals_ListsOfEqualItems_IsTrueWithEqualHashes()
    {
        var (a, b) = (AttributeValue.From([AttributeValue.From(1L)]), AttributeValue.From([AttributeValue.From(1L)]));

        Assert.True(a == b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
    }
}

using Tracetest.Domain.Expressions;
using Tracetest.Domain.Expressions.Functions;

namespace Tracetest.Domain.Tests.Expressions;

public sealed class FunctionTests
{
    private static readonly FunctionContext Pinned = new(new PinnedClock(), new Random(3));

    [Theory]
    [InlineData("date()", "2024-05-06")]
    [InlineData("dateTime()", "2024-05-06T19:08:09+02:00")]
    [InlineData("date('YY MMMM MMM M DDDD DDD D')", "24 May May 5 Monday Mon 6")]
    [InlineData("dateTime('hh:mm:ss h pm')", "19:08:09 07 PM")]
    [InlineData("dateTime('ZZ ZZZZ')", "+02:00 +0200")]
    [InlineData("date('')", "2024-05-06 19:08:09")]
    [InlineData("date('at the é')", "at t07e é")]
    public void Date_Format_IsFilledIn(string expression, string expected) => Assert.Equal(expected, Evaluate(expression));

    [Theory]
    [InlineData("uuid()", "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    [InlineData("email()", @"^[a-z]+\.[a-z]+\d{3}@example\.com$")]
    [InlineData("phone()", "^[1-9][0-9]{9}$")]
    [InlineData("creditCard()", "^4[0-9]{15}$")]
    [InlineData("creditCardCvv()", "^[0-9]{3}$")]
    [InlineData("creditCardExpDate()", "^(0[1-9]|1[0-2])/[0-9]{2}$")]
    [InlineData("fullName()", "^[A-Z][a-z]+ [A-Z][a-z]+$")]
    public void RandomData_AnyDraw_HasItsShape(string expression, string pattern)
    {
        var compiled = Expression.Parse(expression).Value!.Compile();
        for (var i = 0; i < 200; i++)
        {
            Assert.Matches(pattern, compiled.Evaluate(EvaluationContext.Empty with { Functions = Pinned }).Value!.Text);
        }
    }

    [Theory]
    [InlineData("randomInt(5, 5)", 5, 5)]
    [InlineData("randomInt(9, 7)", 7, 9)]
    [InlineData("randomInt(1.5, 0)", 0, 0)]
    [InlineData("randomInt(9223372036854775806, 9223372036854775807)", long.MaxValue - 1, long.MaxValue)]
    public void RandomInt_Bounds_AreBothInside(string expression, long low, long high)
    {
        for (var i = 0; i < 50; i++)
        {
            Assert.InRange(long.Parse(Evaluate(expression)), low, high);
        }
    }

    [Fact]
    public void RandomData_SameSeed_GivesTheSame() => Assert.Equal(
        EvaluateWith("\"${uuid()} ${fullName()}\"", new Random(5)), EvaluateWith("\"${uuid()} ${fullName()}\"", new Random(5)));

    private static string Evaluate(string expression) =>
        Expression.Parse(expression).Value!.Compile().Evaluate(EvaluationContext.Empty with { Functions = Pinned }).Value!.Text;

    private static string EvaluateWith(string expression, Random random) => Expression.Parse(expression).Value!.Compile()
        .Evaluate(EvaluationContext.Empty with { Functions = Pinned with { Random = random } }).Value!.Text;

    private sealed class PinnedClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone { get; } =
            TimeZoneInfo.CreateCustomTimeZone("pinned", TimeSpan.FromHours(2), "pinned", "pinned");

        public override DateTimeOffset GetUtcNow() => new(2024, 5, 6, 17, 8, 9, TimeSpan.Zero);
    }
}

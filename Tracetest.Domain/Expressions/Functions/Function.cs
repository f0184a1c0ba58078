using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Tracetest.Domain.Expressions.Functions;

/// <summary>A function of the language.</summary>
/// <remarks>Source: spec language 5.</remarks>
internal sealed class Function
{
    private static readonly FrozenDictionary<string, Function> Functions = new Function[]
    {
        new("uuid", [], 0, (_, context) => RandomData.Uuid(context.Random)),
        new("firstName", [], 0, (_, context) => RandomData.FirstName(context.Random)),
        new("lastName", [], 0, (_, context) => RandomData.LastName(context.Random)),
        new("fullName", [], 0, (_, context) => $"{RandomData.FirstName(context.Random)} {RandomData.LastName(context.Random)}"),
        new("email", [], 0, (_, context) => RandomData.Email(context.Random)),
        new("phone", [], 0, (_, context) => RandomData.Phone(context.Random)),
        new("creditCard", [], 0, (_, context) => RandomData.CreditCard(context.Random)),
        new("creditCardCvv", [], 0, (_, context) => RandomData.Digits(context.Random, 3)),
        new("creditCardExpDate", [], 0, (_, context) => RandomData.ExpiryDate(context.Random, context.Clock)),
        new("randomInt", [ValueKind.Number, ValueKind.Number], 2, RandomInt),
        new("date", [ValueKind.String], 0, (arguments, context) =>
            DateFormat.Write(context.Clock.GetLocalNow(), arguments is [var format] ? format : "YYYY-MM-DD")),
        new("dateTime", [ValueKind.String], 0, (arguments, context) => arguments is [var format]
            ? DateFormat.Write(context.Clock.GetLocalNow(), format)
            : DateFormat.WriteRfc3339(context.Clock.GetLocalNow())),
    }.ToFrozenDictionary(function => function._name);

    private readonly string _name;
    private readonly ImmutableArray<ValueKind> _parameters;
    private readonly int _required;
    private readonly Func<ImmutableArray<string>, FunctionContext, string> _compute;

    private Function(
        string name,
        ImmutableArray<ValueKind> parameters,
        int required,
        Func<ImmutableArray<string>, FunctionContext, string> compute) =>
        (_name, _parameters, _required, _compute) = (name, parameters, required, compute);

    /// <summary>The function of a name; <see langword="null"/> when there is none.</summary>
    public static Function? Find(string name) => Functions.GetValueOrDefault(name);

    /// <summary>Checks the arguments and computes the value.</summary>
    public Evaluated Invoke(ImmutableArray<Value> arguments, FunctionContext context)
    {
        if (arguments.Length < _required)
        {
            return ExpressionFault.Evaluation(
                $"missing required parameters. Expected at least {_required} params, got {arguments.Length}");
        }

        if (arguments.Length > _parameters.Length)
        {
            return ExpressionFault.Evaluation(
                $"too many arguments for function {_name}. Expected at most {_parameters.Length}, got {arguments.Length}");
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Kind != _parameters[i])
            {
                return ExpressionFault.Evaluation(
                    $"invalid argument type on index {i}: expected {_parameters[i].ToName()}, got {arguments[i].Kind.ToName()}");
            }
        }

        return Value.Of(_compute([.. arguments.Select(argument => argument.Text)], context));
    }

    private static string RandomInt(ImmutableArray<string> bounds, FunctionContext context)
    {
        var (a, b) = (WholeOrZero(bounds[0]), WholeOrZero(bounds[1]));
        var (low, high) = (Math.Min(a, b), Math.Max(a, b));
        var number = high == long.MaxValue ? context.Random.NextInt64(low - 1, high) + 1 : context.Random.NextInt64(low, high + 1);
        return number.ToString(CultureInfo.InvariantCulture);
    }

    private static long WholeOrZero(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

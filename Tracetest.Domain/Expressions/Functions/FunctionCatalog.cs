using System.Collections.Frozen;
using System.Collections.Immutable;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions.Functions;

/// <summary>The functions of the language.</summary>
/// <remarks>Source: spec language 5. Immutable, thread-safe.</remarks>
public static class FunctionCatalog
{
    private const string Text = "a text";
    private const string Number = "a number";

    private static readonly FrozenDictionary<string, Function> ByName = ((Function[])
    [
        new(new("uuid", [], "a random UUID of version 4", "uuid()", Text), [], (_, context) => RandomData.Uuid(context.Random)),
        new(new("firstName", [], "a random first name", "firstName()", Text), [], (_, context) => RandomData.FirstName(context.Random)),
        new(new("lastName", [], "a random last name", "lastName()", Text), [], (_, context) => RandomData.LastName(context.Random)),
        new(new("fullName", [], "a random first and last name", "fullName()", Text), [], (_, context) => RandomData.FullName(context.Random)),
        new(new("email", [], "a random mail address", "email()", Text), [], (_, context) => RandomData.Email(context.Random)),
        new(new("phone", [], "a random phone number of ten digits", "phone()", Number), [], (_, context) => RandomData.Phone(context.Random)),
        new(new("creditCard", [], "a random card number of sixteen digits", "creditCard()", Number), [],
            (_, context) => RandomData.CreditCard(context.Random)),
        new(new("creditCardCvv", [], "three random digits", "creditCardCvv()", Number), [], (_, context) => RandomData.Digits(context.Random, 3)),
        new(new("creditCardExpDate", [], "a random month to come, `mm/yy`", "creditCardExpDate()", Text), [],
            (_, context) => RandomData.ExpiryDate(context.Random, context.Clock)),
        new(new("randomInt", ["min", "max"], "a random whole number from one bound to the other, both included", "randomInt(1, 100)", Number),
            [ValueKind.Number, ValueKind.Number], RandomData.WholeNumber),
        new(new("date", ["[format]"], "the date now, `YYYY-MM-DD` or in a format of `YYYY MM DD hh mm ss`", "date(\"DD/MM/YYYY\")", Text),
            [ValueKind.String], (arguments, context) => DateFormat.Write(context.Clock.GetLocalNow(), arguments is [var format] ? format : "YYYY-MM-DD")),
        new(new("dateTime", ["[format]"], "the date and time now, RFC 3339 or in a format of `YYYY MM DD hh mm ss`", "dateTime(\"hh:mm\")", Text),
            [ValueKind.String], (arguments, context) => arguments is [var format]
                ? DateFormat.Write(context.Clock.GetLocalNow(), format)
                : DateFormat.WriteRfc3339(context.Clock.GetLocalNow())),
    ]).ToFrozenDictionary(function => function.Description.Name);

    /// <summary>The functions, by name.</summary>
    public static ImmutableArray<CallDescription> All { get; } =
        [.. ByName.Values.Select(function => function.Description).OrderBy(description => description.Name, StringComparer.Ordinal)];

    /// <summary>Finds what is wrong with a call before anything is evaluated.</summary>
    /// <param name="name">The name, as written.</param>
    /// <param name="arguments">The kinds of the arguments; <see langword="null"/> for one that is known on evaluation only.</param>
    /// <returns><see langword="null"/> when nothing is.</returns>
    public static CallFault? Check(string name, ImmutableArray<ValueKind?> arguments)
    {
        if (Find(name) is not { } function)
        {
            return new CallFault(null, new Diagnostic(new TextRange(0, name.Length), $"`{name}`", "a function", HintFor(name)));
        }

        return function.Description.CheckCount(arguments.Length) ?? function.CheckKinds(arguments);
    }

    /// <summary>The function of a name; <see langword="null"/> when there is none.</summary>
    internal static Function? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The fault of a name no function has, with the names near to it.</summary>
    internal static ExpressionFault NotFound(string name)
    {
        var hint = HintFor(name);
        return ExpressionFault.Resolution($"could not find function \"{name}\"{(hint.Length == 0 ? "" : $"; {hint}")}");
    }

    private static string HintFor(string name) => Spelling.DidYouMean(name, ByName.Keys);
}

using System.Collections.Immutable;
using System.Globalization;
using Tracetest.Domain.Quantities;

namespace Tracetest.Domain.Expressions.Functions;

/// <summary>Made-up data for tests.</summary>
internal static class RandomData
{
    private static readonly string[] FirstNames =
    [
        "Ada", "Amir", "Bruno", "Chen", "Clara", "Dario", "Elif", "Emma", "Farah", "Goran", "Hanna", "Ines", "Ivan", "Joana",
        "Kofi", "Lars", "Lena", "Mateo", "Mina", "Nora", "Omar", "Paula", "Ravi", "Rosa", "Samir", "Sofia", "Tomas", "Yuki",
    ];

    private static readonly string[] LastNames =
    [
        "Almeida", "Berg", "Costa", "Dubois", "Eriksen", "Fischer", "Garcia", "Haddad", "Ito", "Jansen", "Kaya", "Lindqvist",
        "Moreau", "Novak", "Okafor", "Petrov", "Quinn", "Rossi", "Silva", "Tanaka", "Ueda", "Vargas", "Weber", "Zhang",
    ];

    public static string FirstName(Random random) => FirstNames[random.Next(FirstNames.Length)];

    public static string LastName(Random random) => LastNames[random.Next(LastNames.Length)];

    public static string FullName(Random random) => $"{FirstName(random)} {LastName(random)}";

    /// <summary>A whole number from one bound to the other, both included; either may be the larger.</summary>
    /// <remarks>A bound that is no whole number counts as 0.</remarks>
    public static string WholeNumber(ImmutableArray<string> bounds, FunctionContext context)
    {
        var (a, b) = (NumberTexts.ParseWhole(bounds[0]) ?? 0, NumberTexts.ParseWhole(bounds[1]) ?? 0);
        var (low, high) = (Math.Min(a, b), Math.Max(a, b));
        var number = high < long.MaxValue ? context.Random.NextInt64(low, high + 1)
            : low > long.MinValue ? context.Random.NextInt64(low - 1, high) + 1
            : context.Random.NextInt64(low, high);
        return number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>An address in a domain that is reserved for examples.</summary>
    public static string Email(Random random) =>
        $"{FirstName(random)}.{LastName(random)}{Digits(random, 3)}@example.com".ToLowerInvariant();

    /// <summary>Ten digits, the first not 0.</summary>
    public static string Phone(Random random) => NonZeroDigit(random) + Digits(random, 9);

    /// <summary>Sixteen digits that pass the Luhn check.</summary>
    public static string CreditCard(Random random)
    {
        var digits = "4" + Digits(random, 14);
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (digits[i] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return digits + ((10 - (sum % 10)) % 10).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Month and year, <c>mm/yy</c>, one to five years ahead.</summary>
    public static string ExpiryDate(Random random, TimeProvider clock) => clock.GetLocalNow()
        .AddMonths(random.Next(12, 61)).ToString("MM'/'yy", CultureInfo.InvariantCulture);

    /// <summary>A version 4 UUID.</summary>
    public static string Uuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>So many digits.</summary>
    public static string Digits(Random random, int count) =>
        random.NextInt64((long)Math.Pow(10, count)).ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');

    private static string NonZeroDigit(Random random) => random.Next(1, 10).ToString(CultureInfo.InvariantCulture);
}

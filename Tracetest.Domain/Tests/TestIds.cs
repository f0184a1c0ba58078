using System.Buffers;
using System.Security.Cryptography;

namespace Tracetest.Domain.Tests;

/// <summary>The ids of tests.</summary>
/// <remarks>Source: spec server 1.1 (reference: any text).</remarks>
public static class TestIds
{
    /// <summary>Longest id, in characters.</summary>
    public const int MaxLength = 128;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    private const int GeneratedLength = 9;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet + ".");

    /// <summary>Whether a text can be an id: 1 to <see cref="MaxLength"/> of <c>A-Z a-z 0-9 _ . -</c>.</summary>
    public static bool IsValid(string id) =>
        id.Length is > 0 and <= MaxLength && !id.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>A new random id of nine characters that need no escaping in a URL.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, GeneratedLength);
}

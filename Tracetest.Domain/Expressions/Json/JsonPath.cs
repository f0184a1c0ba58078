using System.Collections.Immutable;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions.Json;

/// <summary>A JSON path, read once and applied to any number of documents.</summary>
/// <remarks>
/// Source: spec language 4, with the order of its section 13 row 23.
/// <code>
/// path      = [ "$" | name | "*" ] { step } ;
/// step      = "." ( name | "*" ) | [ ".." ] "[" selection "]" | ".." ( name | "*" ) ;
/// selection = "*" | union | slice | "?(" predicate ")" ;
/// union     = key { "," key } ;                           key = integer | string
/// slice     = [ integer ] ":" [ integer ] [ ":" [ integer ] ] ;
/// predicate = comparison { ( "&amp;&amp;" | "||" ) comparison } ;   no precedence: strictly left to right
/// comparison = operand ( "==" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" ) operand | "(" predicate ")" ;
/// operand   = "@" { step } | string | number | "true" | "false" | "null" ;
/// </code>
/// Names are of letters, digits and <c>_ $ # : ~</c>. Strings stand in either quote; a backslash makes a quote or a backslash of the
/// next character and is itself before any other. White space is allowed within brackets only. Immutable, thread-safe.
/// </remarks>
internal sealed class JsonPath
{
    /// <summary>How many hits a path may have; wildcards upon wildcards multiply.</summary>
    public const int MaxHits = 100_000;

    private readonly ImmutableArray<JsonPathStep> _steps;

    internal JsonPath(ImmutableArray<JsonPathStep> steps) => _steps = steps;

    /// <summary>Reads a path.</summary>
    public static Parsed<JsonPath> Parse(string text) => JsonPathParser.Parse(text);

    /// <summary>What the path leads to, in document order; repeats included where the path repeats.</summary>
    /// <returns><see langword="null"/> when there is more than <see cref="MaxHits"/>.</returns>
    public List<JsonValue>? Find(JsonValue document)
    {
        List<JsonValue> found = [document];
        foreach (var step in _steps)
        {
            var next = new List<JsonValue>();
            foreach (var value in found)
            {
                step.Find(value, next);
                if (next.Count > MaxHits)
                {
                    return null;
                }
            }

            found = next;
        }

        return found;
    }
}

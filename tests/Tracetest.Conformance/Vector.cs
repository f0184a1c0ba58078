using System.Collections.Frozen;
using System.Text.Json;
using Tracetest.Conformance.Traces;

namespace Tracetest.Conformance;

/// <summary>One recorded case of the test language.</summary>
/// <param name="Id">As the file says; not necessarily unique.</param>
/// <param name="Kind">Which part of the language it is about.</param>
/// <param name="Input">The whole case.</param>
/// <param name="Expected">What must come out: of a defect of the original, what it should have been. Has at least one field.</param>
/// <param name="IsPartial">Whether <paramref name="Expected"/> may tell no more than what decides.</param>
/// <param name="Fixtures">The traces the case may name.</param>
internal sealed record Vector(
    string Id, string Kind, Fields Input, JsonElement Expected, bool IsPartial, TraceFixtures Fixtures)
{
    /// <summary>The name of the file it stands in.</summary>
    public string File { get; init; } = "";

    /// <summary>What it is about; MAY be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>What is put in, for people: one line of JSON.</summary>
    public string InputText
    {
        get
        {
            var members = Input.Element.EnumerateObject().Where(member => !NoInput.Contains(member.Name));
            return string.Join(", ", members.Select(member => $"{member.Name}: {JsonText.Of(member.Value)}"));
        }
    }

    private static readonly FrozenSet<string> NoInput =
        FrozenSet.Create("id", "description", "expect", "source", "derived", "observed", "note", "bug", "suggested");

    /// <summary>Reads a vector.</summary>
    /// <param name="fields">The vector as it stands in the file.</param>
    /// <param name="kind">The kind of the file, for a vector that does not name its own.</param>
    /// <param name="fixtures">The traces it may name.</param>
    /// <exception cref="MalformedVectorException">It has no id, kind or expected outcome.</exception>
    public static Vector Read(Fields fields, string? kind, TraceFixtures fixtures)
    {
        var isBug = fields.Has("bug") && fields.Flag("bug");
        var expected = fields.Object(isBug ? "suggested" : "expect").Element;
        if (!expected.EnumerateObject().Any())
        {
            throw new MalformedVectorException("nothing is expected");
        }

        return new Vector(fields.Text("id"), fields.OptionalText("kind") ?? kind ?? fields.Text("kind"), fields, expected, isBug, fixtures)
        {
            Description = fields.OptionalText("description") ?? "",
        };
    }
}

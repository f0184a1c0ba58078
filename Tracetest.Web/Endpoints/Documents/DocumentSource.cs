using System.Collections.Immutable;
using System.Globalization;

namespace Tracetest.Web.Endpoints.Documents;

/// <summary>The text of a document that has been read, to say where in it a fault stands.</summary>
/// <remarks>It is looked through only when there is a fault, once for all of them.</remarks>
internal sealed class DocumentSource(string text, DocumentFormat format)
{
    /// <summary>Older names of fields, which are read too.</summary>
    private static readonly Dictionary<string, string> OlderNames = new() { ["auth"] = "authentication", ["username"] = "user" };

    /// <summary>The first faults with their places, in the order of the document.</summary>
    public ImmutableArray<DocumentFault> Locate(IEnumerable<DocumentFault> faults, int most)
    {
        var root = format == DocumentFormat.Json ? JsonPlaces.Of(text) : YamlPlaces.Of(text);
        var lines = new SourceLines(text);
        return
        [
            .. faults.Select(fault => (Fault: fault, Place: PlaceOf(root, fault), Index: fault.Diagnostic?.Index ?? 0))
                .OrderBy(found => found.Place.Start).ThenBy(found => found.Index)
                .Take(most)
                .Select(found => found.Fault with { At = lines.At(ScalarTrail.Find(text, found.Place, found.Index)) }),
        ];
    }

    /// <summary>A field that is not there is told where the one around it begins.</summary>
    private static DocumentPlace PlaceOf(DocumentPlace root, DocumentFault fault)
    {
        var place = root;
        foreach (var step in fault.Path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Below(place, step) is not { } next)
            {
                return place;
            }

            place = next;
        }

        return place.Value is null && fault.Diagnostic is not null ? place.Field("query") ?? place : place;
    }

    private static DocumentPlace? Below(DocumentPlace place, string step) =>
        step.EndsWith(']') && int.TryParse(step.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? place.Item(index)
            : place.Field(step) ?? (OlderNames.TryGetValue(step, out var older) ? place.Field(older) : null);
}

using System.Globalization;

namespace Tracetest.Domain.Expressions.Filters;

/// <summary><c>length</c>: how many items a list, or how many characters a string has.</summary>
/// <remarks>Characters are Unicode code points (reference: bytes of UTF-8; spec language 13, row 16).</remarks>
internal static class LengthFilter
{
    public static Evaluated Apply(Value value) => value switch
    {
        { IsList: true } => Number(value.Items.Length),
        { IsNil: true } => Number(0),
        { Kind: ValueKind.String } => Number(value.Text.EnumerateRunes().Count()),
        _ => FilterCatalog.Fault("length", $"unsupported type: expected array or string, got {value.Kind.ToName()}"),
    };

    private static Value Number(int count) => Value.Of(count.ToString(CultureInfo.InvariantCulture), ValueKind.Number);
}

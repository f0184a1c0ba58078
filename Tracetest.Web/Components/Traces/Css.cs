using System.Globalization;

namespace Tracetest.Web.Components.Traces;

/// <summary>Computed positions as style sheets write them.</summary>
internal static class Css
{
    /// <summary>A fraction as a percentage, e.g. <c>12.345%</c>.</summary>
    public static string Percent(double fraction) => (fraction * 100).ToString("0.###", CultureInfo.InvariantCulture) + "%";

    /// <summary>A number without needless digits.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

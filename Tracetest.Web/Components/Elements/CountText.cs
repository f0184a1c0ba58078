using System.Globalization;

namespace Tracetest.Web.Components.Elements;

/// <summary>Counts with their nouns.</summary>
public static class CountText
{
    /// <summary>E.g. <c>1 span</c>, <c>1,204 spans</c>.</summary>
    public static string Of(int count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>With thousands separated.</summary>
    public static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

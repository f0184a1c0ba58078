using System.Globalization;

namespace Tracetest.Web.Endpoints.Documents;

/// <summary>Reads whole numbers out of query strings.</summary>
internal static class QueryNumbers
{
    /// <summary>A number that is not negative; the default when it is absent, and a fault when it is anything else.</summary>
    public static int Read(IQueryCollection query, string name, int whenAbsent, List<string> faults)
    {
        var text = query[name].ToString();
        if (text.Length == 0)
        {
            return whenAbsent;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        faults.Add($"error reading {name} param: '{text}' is not a number from 0 up");
        return whenAbsent;
    }
}

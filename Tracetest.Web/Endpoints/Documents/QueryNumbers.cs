using System.Globalization;

namespace Tracetest.Web.Endpoints.Documents;

/// <summary>Reads whole numbers out of query strings.</summary>
internal static class QueryNumbers
{
    private const int DefaultTake = 20;
    private const int MaxTake = 1000;

    /// <summary>How many items are asked for; nothing and 0 mean the default, as in the original.</summary>
    public static int ReadTake(IQueryCollection query, List<string> faults) =>
        Read(query, "take", 0, faults) is > 0 and var take ? Math.Min(take, MaxTake) : DefaultTake;

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

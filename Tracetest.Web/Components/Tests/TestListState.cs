using Tracetest.Domain.Tests;

namespace Tracetest.Web.Components.Tests;

/// <summary>What the list of tests shows, as its address says.</summary>
/// <param name="Search">Empty for all.</param>
/// <param name="Sort">One of <see cref="Sorts"/>.</param>
/// <param name="Page">Counting from 1.</param>
public sealed record TestListState(string Search, string Sort, int Page)
{
    /// <summary>How many tests a page holds.</summary>
    public const int PageSize = 20;

    /// <summary>The orders offered, by their name in the address.</summary>
    public static IReadOnlyDictionary<string, (string Label, TestSort Sort, bool Ascending)> Sorts { get; } =
        new Dictionary<string, (string, TestSort, bool)>
        {
            ["last-run"] = ("Last run", TestSort.LastRun, false),
            ["created"] = ("Newest", TestSort.Created, false),
            ["name"] = ("Name A to Z", TestSort.Name, true),
            ["name-desc"] = ("Name Z to A", TestSort.Name, false),
        };

    /// <summary>Reads the parts of the address; what makes no sense falls back to the default.</summary>
    public static TestListState Of(string? search, string? sort, int? page) =>
        new(search ?? "", sort is not null && Sorts.ContainsKey(sort) ? sort : "last-run", Math.Clamp(page ?? 1, 1, 100_000));

    /// <summary>The question to the repository.</summary>
    public TestQuery ToQuery() =>
        new(PageSize, (Page - 1) * PageSize, Search, Sorts[Sort].Sort, Sorts[Sort].Ascending);

    /// <summary>The address, without what is the default.</summary>
    public string ToAddress()
    {
        List<string> parts = [];
        if (Search.Length > 0)
        {
            parts.Add("q=" + Uri.EscapeDataString(Search));
        }

        if (Sort != "last-run")
        {
            parts.Add("sort=" + Sort);
        }

        if (Page > 1)
        {
            parts.Add($"page={Page}");
        }

        return parts.Count == 0 ? "tests" : "tests?" + string.Join('&', parts);
    }
}

using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.LanguageServices;

/// <summary>Collects what may be written, as far as it begins with what is typed.</summary>
internal sealed class Proposals(TextRange replace, string typed)
{
    private const string PartStarts = "._-: \"'";

    private readonly List<(Completion Completion, int Rank)> _found = [];

    /// <summary>Takes a completion if it fits; those that fit equally well stay in the order given.</summary>
    /// <param name="completion">What may be written.</param>
    /// <param name="alias">Another text it may be found by.</param>
    public void Add(Completion completion, string alias = "")
    {
        if ((RankOf(completion.Label) ?? RankOf(alias)) is { } rank)
        {
            _found.Add((completion, rank));
        }
    }

    public CompletionList ToList() => new(
        replace, [.. _found.OrderBy(found => found.Rank).Select(found => found.Completion).Take(CompletionList.MaxCount)]);

    /// <summary>How well a text begins with what is typed: as it is, in other letter case, or in one of its parts.</summary>
    private int? RankOf(string text)
    {
        if (text.StartsWith(typed, StringComparison.Ordinal))
        {
            return 0;
        }

        return text.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 1 : HasPart(text) ? 2 : null;
    }

    private bool HasPart(string text)
    {
        for (var i = text.IndexOf(typed, StringComparison.OrdinalIgnoreCase); i > 0;)
        {
            if (PartStarts.Contains(text[i - 1], StringComparison.Ordinal))
            {
                return true;
            }

            i = i + 1 < text.Length ? text.IndexOf(typed, i + 1, StringComparison.OrdinalIgnoreCase) : -1;
        }

        return false;
    }
}

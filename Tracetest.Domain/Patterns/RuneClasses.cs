using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;

namespace Tracetest.Domain.Patterns;

/// <summary>The classes of characters that patterns call by name.</summary>
/// <remarks>Immutable, thread-safe; categories and scripts are worked out when first asked for.</remarks>
internal static class RuneClasses
{
    private static readonly FrozenDictionary<string, RuneSet> Ascii = new Dictionary<string, RuneSet>
    {
        ["alnum"] = RuneSet.Of(('0', '9'), ('A', 'Z'), ('a', 'z')),
        ["alpha"] = RuneSet.Of(('A', 'Z'), ('a', 'z')),
        ["ascii"] = RuneSet.Of((0, 127)),
        ["blank"] = RuneSet.Of(('\t', '\t'), (' ', ' ')),
        ["cntrl"] = RuneSet.Of((0, 31), (127, 127)),
        ["digit"] = RuneSet.Of(('0', '9')),
        ["graph"] = RuneSet.Of(('!', '~')),
        ["lower"] = RuneSet.Of(('a', 'z')),
        ["print"] = RuneSet.Of((' ', '~')),
        ["punct"] = RuneSet.Of(('!', '/'), (':', '@'), ('[', '`'), ('{', '~')),
        ["space"] = RuneSet.Of(('\t', '\r'), (' ', ' ')),
        ["upper"] = RuneSet.Of(('A', 'Z')),
        ["word"] = RuneSet.Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')),
        ["xdigit"] = RuneSet.Of(('0', '9'), ('A', 'F'), ('a', 'f')),
    }.ToFrozenDictionary();

    private static readonly Lazy<FrozenDictionary<string, RuneSet>> Categories = new(ReadCategories);

    private static readonly Lazy<FrozenDictionary<string, RuneSet>> Scripts = new(ReadScripts);

    // No larger than four times the number of names.
    private static readonly ConcurrentDictionary<(RuneSet Known, bool IgnoresCase, bool IsNegated), RuneSet> Variants = new();

    /// <summary>The names that stand in <c>[:name:]</c>.</summary>
    public static IEnumerable<string> AsciiNames => Ascii.Keys.Order(StringComparer.Ordinal);

    /// <summary>The names that stand in <c>\p{Name}</c>.</summary>
    public static IEnumerable<string> UnicodeNames => ["Any", .. Categories.Value.Keys, .. Scripts.Value.Keys];

    /// <summary>White space as <c>\s</c> means it: without the vertical tab that <c>[:space:]</c> has.</summary>
    private static RuneSet PerlSpace { get; } = RuneSet.Of(('\t', '\n'), ('\f', '\r'), (' ', ' '));

    /// <summary>The class of <c>\d</c>, <c>\s</c> or <c>\w</c> by its small letter; <see langword="null"/> for any other.</summary>
    public static RuneSet? OfLetter(char letter) => letter switch
    {
        'd' => Ascii["digit"],
        's' => PerlSpace,
        'w' => Ascii["word"],
        _ => null,
    };

    /// <summary>The class of <c>[:name:]</c>; <see langword="null"/> when there is none.</summary>
    public static RuneSet? OfAsciiName(string name) => Ascii.GetValueOrDefault(name);

    /// <summary>The category or script of <c>\p{Name}</c>; <see langword="null"/> when there is none.</summary>
    public static RuneSet? OfUnicodeName(string name) => name == "Any"
        ? RuneSet.All
        : Categories.Value.GetValueOrDefault(name) ?? Scripts.Value.GetValueOrDefault(name);

    /// <summary>A class of this type with its other cases, or all that is not in it; always the same set for the same wish.</summary>
    public static RuneSet Variant(RuneSet known, bool ignoresCase, bool isNegated) => !ignoresCase && !isNegated
        ? known
        : Variants.GetOrAdd((known, ignoresCase, isNegated), static wish =>
        {
            var set = wish.IgnoresCase ? CaseFolding.Fold(wish.Known) : wish.Known;
            return wish.IsNegated ? set.Complement() : set;
        });

    private static FrozenDictionary<string, RuneSet> ReadCategories()
    {
        var ranges = CategoryRanges();
        var all = ranges.ToLookup(range => ShortName(range.Category)[..1], range => (range.Low, range.High));
        var single = ranges.ToLookup(range => ShortName(range.Category), range => (range.Low, range.High));
        return all.Concat(single).ToFrozenDictionary(group => group.Key, group => RuneSet.Of(group));
    }

    private static List<(UnicodeCategory Category, int Low, int High)> CategoryRanges()
    {
        var ranges = new List<(UnicodeCategory Category, int Low, int High)>();
        for (var rune = 0; rune <= 0x10ffff; rune++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(rune);
            if (ranges.Count > 0 && ranges[^1].Category == category)
            {
                ranges[^1] = ranges[^1] with { High = rune };
            }
            else
            {
                ranges.Add((category, rune, rune));
            }
        }

        // What is assigned to nothing is in no category.
        ranges.RemoveAll(range => range.Category == UnicodeCategory.OtherNotAssigned);
        return ranges;
    }

    private static string ShortName(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "Lu",
        UnicodeCategory.LowercaseLetter => "Ll",
        UnicodeCategory.TitlecaseLetter => "Lt",
        UnicodeCategory.ModifierLetter => "Lm",
        UnicodeCategory.OtherLetter => "Lo",
        UnicodeCategory.NonSpacingMark => "Mn",
        UnicodeCategory.SpacingCombiningMark => "Mc",
        UnicodeCategory.EnclosingMark => "Me",
        UnicodeCategory.DecimalDigitNumber => "Nd",
        UnicodeCategory.LetterNumber => "Nl",
        UnicodeCategory.OtherNumber => "No",
        UnicodeCategory.SpaceSeparator => "Zs",
        UnicodeCategory.LineSeparator => "Zl",
        UnicodeCategory.ParagraphSeparator => "Zp",
        UnicodeCategory.Control => "Cc",
        UnicodeCategory.Format => "Cf",
        UnicodeCategory.Surrogate => "Cs",
        UnicodeCategory.PrivateUse => "Co",
        UnicodeCategory.ConnectorPunctuation => "Pc",
        UnicodeCategory.DashPunctuation => "Pd",
        UnicodeCategory.OpenPunctuation => "Ps",
        UnicodeCategory.ClosePunctuation => "Pe",
        UnicodeCategory.InitialQuotePunctuation => "Pi",
        UnicodeCategory.FinalQuotePunctuation => "Pf",
        UnicodeCategory.OtherPunctuation => "Po",
        UnicodeCategory.MathSymbol => "Sm",
        UnicodeCategory.CurrencySymbol => "Sc",
        UnicodeCategory.ModifierSymbol => "Sk",
        _ => "So",
    };

    private static FrozenDictionary<string, RuneSet> ReadScripts()
    {
        using var stream = typeof(RuneClasses).Assembly.GetManifestResourceStream(typeof(RuneClasses), "scripts.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' '))
            .ToFrozenDictionary(words => words[0], words => RuneSet.Of(words.Skip(1).Select(ReadRange)));
    }

    private static (int Low, int High) ReadRange(string text)
    {
        var bounds = text.Split('-').Select(bound => int.Parse(bound, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        return (bounds.First(), bounds.Last());
    }
}

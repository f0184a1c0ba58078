namespace Tracetest.Domain.Patterns;

/// <summary>Reads how groups begin: <c>(</c>, <c>(?:</c>, <c>(?P&lt;name&gt;</c>, <c>(?i-s:</c>, <c>(?i)</c>.</summary>
internal static class PatternGroups
{
    private static readonly (string Opening, string Hint)[] Foreign =
    [
        ("(?=", "RE2 has no lookahead"),
        ("(?!", "RE2 has no lookahead"),
        ("(?<=", "RE2 has no lookbehind"),
        ("(?<!", "RE2 has no lookbehind"),
        ("(?>", "RE2 has no atomic groups"),
        ("(?#", "RE2 has no comments"),
        ("(?|", "RE2 has no branch reset"),
        ("(?P=", "RE2 has no back-references"),
        ("(?P>", "RE2 has no recursion"),
        ("(?R", "RE2 has no recursion"),
        ("(?&", "RE2 has no recursion"),
        ("(?(", "RE2 has no conditions"),
        ("(?'", "name a group by `(?<name>`"),
    ];

    /// <summary>Reads the beginning of a group whose parenthesis is next; faults are noted with the scanner.</summary>
    public static Opening Read(PatternScanner scanner, PatternFlags flags, HashSet<string> names)
    {
        if (!scanner.StartsWith("(?"))
        {
            scanner.Index++;
            return new Opening(flags, IsNumbered: true);
        }

        var start = scanner.Index;
        var (opening, hint) = Array.Find(Foreign, foreign => scanner.StartsWith(foreign.Opening));
        if (opening is not null)
        {
            scanner.Index += opening.Length;
            scanner.FailFrom(start, "a group of the RE2 dialect", hint);
            return new Opening(flags);
        }

        return scanner.TryTake("(?P<") || scanner.TryTake("(?<") ? ReadName(scanner, start, flags, names) : ReadFlags(scanner, flags);
    }

    private static Opening ReadName(PatternScanner scanner, int start, PatternFlags flags, HashSet<string> names)
    {
        var name = scanner.TakeUpTo(">");
        if (name is not { Length: > 0 } || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            scanner.FailFrom(start, "a name of letters, digits and `_`, followed by `>`");
        }
        else if (!names.Add(name))
        {
            scanner.FailFrom(start, "a name no other group has");
        }

        return new Opening(flags, IsNumbered: true);
    }

    /// <summary><c>(?flags)</c> or <c>(?flags:</c>; flags after a dash are switched off.</summary>
    private static Opening ReadFlags(PatternScanner scanner, PatternFlags flags)
    {
        var start = scanner.Index;
        scanner.Index += 2;
        var (isClearing, isComplete) = (false, true);
        while (scanner.Current is not (':' or ')'))
        {
            if (scanner.Current == '-' && !isClearing)
            {
                (isClearing, isComplete) = (true, false);
            }
            else if (FlagOf(scanner.Current) is { } flag)
            {
                flags = isClearing ? flags & ~flag : flags | flag;
                isComplete = true;
            }
            else
            {
                isComplete = false;
                break;
            }

            scanner.Index++;
        }

        var isOnlyFlags = scanner.Current == ')';
        scanner.Index += scanner.IsAtEnd ? 0 : 1;
        if (!isComplete)
        {
            scanner.FailFrom(start, "flags of `i`, `m`, `s` and `U`, then `:` or `)`", "RE2 has no other flags");
        }

        return new Opening(flags, IsOnlyFlags: isOnlyFlags);
    }

    private static PatternFlags? FlagOf(char c) => c switch
    {
        'i' => PatternFlags.IgnoreCase,
        'm' => PatternFlags.Multiline,
        's' => PatternFlags.DotAll,
        'U' => PatternFlags.Ungreedy,
        _ => null,
    };

    /// <param name="Flags">What holds from here on.</param>
    /// <param name="IsNumbered">Whether the group counts.</param>
    /// <param name="IsOnlyFlags">Whether there is no group, and the flags hold up to the end of the one around.</param>
    public readonly record struct Opening(PatternFlags Flags, bool IsNumbered = false, bool IsOnlyFlags = false);
}

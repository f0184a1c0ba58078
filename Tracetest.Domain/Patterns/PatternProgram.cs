using System.Collections.Immutable;
using System.Text;

namespace Tracetest.Domain.Patterns;

/// <summary>A pattern as steps of a machine that follows all ways at once, so that its work is linear in the text.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
internal sealed class PatternProgram
{
    private const int MaxSteps = 20_000;
    private const int MaxSlots = 1_000_000; // of all steps together

    private readonly List<Step> _steps = [];
    private bool _isTooLarge;

    private PatternProgram(ParsedPattern pattern)
    {
        GroupCount = pattern.GroupCount;
        Emit(pattern.Root);
        Add(new Step(StepKind.Match));
        _isTooLarge |= (long)_steps.Count * SlotCount > MaxSlots;
        Steps = [.. _steps.Select(step => step with { Next = AfterJumps(step.Next), Other = AfterJumps(step.Other) })];
        Start = AfterJumps(0);
        Prefix = FindPrefix();
        HasPlaces = Steps.Any(step => step.Kind == StepKind.Assert);
    }

    public ImmutableArray<Step> Steps { get; }

    public int Start { get; }

    public int GroupCount { get; }

    /// <summary>Where a match and its groups begin and end takes so many numbers.</summary>
    public int SlotCount => 2 * (GroupCount + 1);

    /// <summary>What every match begins with.</summary>
    public string Prefix { get; }

    /// <summary>Whether a match begins where the text does, or nowhere.</summary>
    public bool IsAnchored => Steps[Start] is { Kind: StepKind.Assert, Place: PatternPlace.TextStart };

    /// <summary>Whether places between characters matter.</summary>
    public bool HasPlaces { get; }

    /// <summary>Compiles a pattern.</summary>
    /// <returns><see langword="null"/> when it has more steps than the machine takes.</returns>
    public static PatternProgram? Compile(ParsedPattern pattern)
    {
        var program = new PatternProgram(pattern);
        return program._isTooLarge ? null : program;
    }

    private int Add(Step step)
    {
        _isTooLarge |= _steps.Count >= MaxSteps;
        _steps.Add(step with { Next = _steps.Count + 1 });
        return _steps.Count - 1;
    }

    private void Emit(PatternNode node)
    {
        if (_isTooLarge)
        {
            return;
        }

        switch (node)
        {
            case PatternNode.Character character:
                Add(character.Set.Single is { } rune
                    ? new Step(StepKind.Rune) { Rune = rune }
                    : new Step(StepKind.Set) { Set = character.Set });
                break;
            case PatternNode.Assertion assertion:
                Add(new Step(StepKind.Assert) { Place = assertion.Place });
                break;
            case PatternNode.Sequence sequence:
                foreach (var part in sequence.Parts)
                {
                    Emit(part);
                }

                break;
            case PatternNode.Group group:
                Add(new Step(StepKind.Save) { Slot = 2 * group.Number });
                Emit(group.Inner);
                Add(new Step(StepKind.Save) { Slot = (2 * group.Number) + 1 });
                break;
            case PatternNode.Choice choice:
                EmitChoice(choice);
                break;
            case PatternNode.Repeat repeat:
                EmitRepeat(repeat);
                break;
        }
    }

    private void EmitChoice(PatternNode.Choice choice)
    {
        var ends = new List<int>();
        foreach (var alternative in choice.Alternatives[..^1])
        {
            var split = Add(new Step(StepKind.Split));
            Emit(alternative);
            ends.Add(Add(new Step(StepKind.Jump)));
            Branch(split, _steps.Count, isLazy: false);
        }

        Emit(choice.Alternatives[^1]);
        ends.ForEach(end => Redirect(end, _steps.Count));
    }

    private void EmitRepeat(PatternNode.Repeat repeat)
    {
        // Of a loop the last copy that has to match is the loop itself.
        var copies = repeat.Maximum is null ? repeat.Minimum - 1 : repeat.Minimum;
        for (var i = 0; i < copies && !_isTooLarge; i++)
        {
            Emit(repeat.Inner);
        }

        if (repeat.Maximum is { } maximum)
        {
            EmitOptional(repeat, maximum - repeat.Minimum);
        }
        else if (repeat.Minimum > 0)
        {
            EmitLoop(repeat);
        }
        else if (IsNullable(repeat.Inner))
        {
            // An empty round must not hide the ways behind the loop: (x+)? instead of x*.
            var split = Add(new Step(StepKind.Split));
            EmitLoop(repeat);
            Branch(split, _steps.Count, repeat.IsLazy);
        }
        else
        {
            var split = Add(new Step(StepKind.Split));
            Emit(repeat.Inner);
            Redirect(Add(new Step(StepKind.Jump)), split);
            Branch(split, _steps.Count, repeat.IsLazy);
        }
    }

    private void EmitLoop(PatternNode.Repeat repeat)
    {
        var start = _steps.Count;
        Emit(repeat.Inner);
        var split = Add(new Step(StepKind.Split));
        _steps[split] = repeat.IsLazy ? _steps[split] with { Other = start } : _steps[split] with { Next = start, Other = split + 1 };
    }

    /// <summary>So many copies, each of which is left out together with all after it.</summary>
    private void EmitOptional(PatternNode.Repeat repeat, int count)
    {
        var splits = new List<int>();
        for (var i = 0; i < count && !_isTooLarge; i++)
        {
            splits.Add(Add(new Step(StepKind.Split)));
            Emit(repeat.Inner);
        }

        splits.ForEach(split => Branch(split, _steps.Count, repeat.IsLazy));
    }

    /// <summary>Gives a split, which goes on to what follows it, its way round that: the second to try, or the first.</summary>
    private void Branch(int split, int target, bool isLazy) => _steps[split] = isLazy
        ? _steps[split] with { Next = target, Other = split + 1 }
        : _steps[split] with { Other = target };

    private void Redirect(int step, int target) => _steps[step] = _steps[step] with { Next = target };

    private int AfterJumps(int step)
    {
        while (step < _steps.Count && _steps[step].Kind == StepKind.Jump)
        {
            step = _steps[step].Next;
        }

        return step;
    }

    private static bool IsNullable(PatternNode node) => node switch
    {
        PatternNode.Character => false,
        PatternNode.Sequence sequence => sequence.Parts.All(IsNullable),
        PatternNode.Choice choice => choice.Alternatives.Any(IsNullable),
        PatternNode.Group group => IsNullable(group.Inner),
        PatternNode.Repeat repeat => repeat.Minimum == 0 || IsNullable(repeat.Inner),
        _ => true,
    };

    private string FindPrefix()
    {
        var prefix = new StringBuilder();
        for (var step = Steps[Start]; step.Kind == StepKind.Rune && IsWhole(step.Rune); step = Steps[step.Next])
        {
            prefix.Append(char.ConvertFromUtf32(step.Rune));
        }

        return prefix.ToString();
    }

    /// <summary>Whether a code point is found in a text as it is; halves of surrogate pairs read as the replacement character.</summary>
    private static bool IsWhole(int rune) => Rune.IsValid(rune) && rune != Rune.ReplacementChar.Value;
}

/// <summary>One step of a <see cref="PatternProgram"/>.</summary>
internal readonly record struct Step(StepKind Kind)
{
    /// <summary>The step after this one; of a split the one to try first.</summary>
    public int Next { get; init; }

    /// <summary>Of a split the step to try second.</summary>
    public int Other { get; init; }

    public int Rune { get; init; }

    public RuneSet? Set { get; init; }

    public PatternPlace Place { get; init; }

    /// <summary>Which number a save keeps the place in.</summary>
    public int Slot { get; init; }
}

/// <summary>What a <see cref="Step"/> does.</summary>
internal enum StepKind
{
    /// <summary>Takes one certain character.</summary>
    Rune,

    /// <summary>Takes one character of a set.</summary>
    Set,

    /// <summary>Goes on in a certain place only.</summary>
    Assert,

    /// <summary>Keeps the place.</summary>
    Save,

    /// <summary>Goes on two ways.</summary>
    Split,

    /// <summary>Goes on elsewhere.</summary>
    Jump,

    /// <summary>Has found a match.</summary>
    Match,
}

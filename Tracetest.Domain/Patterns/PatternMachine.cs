using System.Text;

namespace Tracetest.Domain.Patterns;

/// <summary>Runs a program over texts, following all ways at once in the order of their preference.</summary>
/// <remarks>The work is at most the text's length times the program's. Not thread-safe; reusable.</remarks>
internal sealed class PatternMachine(PatternProgram program, long maxWork = PatternMachine.MaxWork)
{
    /// <summary>How many steps one call may take: about a second.</summary>
    public const long MaxWork = 50_000_000;

    private readonly ThreadList _first = new(program);
    private readonly ThreadList _second = new(program);
    private readonly Stack<Way> _ways = new();
    private readonly int[] _slots = new int[program.SlotCount];
    private readonly int[] _found = new int[program.SlotCount];
    private string _text = "";
    private bool _keepsGroups;
    private long _work;

    /// <summary>Where the match found last and its groups begin and end; -1 twice for a group that took no part.</summary>
    public ReadOnlySpan<int> Found => _found;

    /// <summary>Whether the work allowed was used up, so that what was found says nothing.</summary>
    public bool IsExhausted => _work > maxWork;

    /// <summary>Gets ready for a text.</summary>
    /// <param name="text">What to look in.</param>
    /// <param name="keepsGroups">Whether the places of groups are wanted.</param>
    public void Reset(string text, bool keepsGroups) => (_text, _keepsGroups, _work) = (text, keepsGroups, 0);

    /// <summary>Finds the leftmost match from a place on.</summary>
    /// <param name="from">Where matches may begin.</param>
    /// <param name="isAnyEnough">Whether it only matters that there is one.</param>
    public bool Find(int from, bool isAnyEnough)
    {
        var (current, next) = (_first, _second);
        current.Clear();
        var isFound = false;
        for (var at = from; !IsExhausted;)
        {
            if (current.Count == 0)
            {
                if (isFound || (at > 0 && program.IsAnchored) || (at = NextStart(at)) < 0)
                {
                    break;
                }
            }

            if (!isFound)
            {
                Array.Fill(_slots, -1);
                _slots[0] = at;
                Follow(current, program.Start, at);
            }

            var (rune, length) = RuneAt(at);
            next.Clear();
            isFound |= Advance(current, next, at, rune, length);
            if ((isFound && isAnyEnough) || length == 0)
            {
                break;
            }

            (current, next, at) = (next, current, at + length);
        }

        return isFound && !IsExhausted;
    }

    /// <summary>Where to begin with no way under way; -1 when no match can begin any more.</summary>
    private int NextStart(int at) =>
        program.Prefix.Length == 0 ? at : _text.IndexOf(program.Prefix, at, StringComparison.Ordinal);

    public (int Rune, int Length) RuneAt(int at)
    {
        if (at >= _text.Length)
        {
            return (-1, 0);
        }

        var c = _text[at];
        if (!char.IsSurrogate(c))
        {
            return (c, 1);
        }

        _ = Rune.DecodeFromUtf16(_text.AsSpan(at), out var rune, out var length);
        return (rune.Value, length);
    }

    /// <summary>Takes a character along every way; a way that has matched ends those that are less preferred.</summary>
    private bool Advance(ThreadList current, ThreadList next, int at, int rune, int length)
    {
        _work += current.Count;
        for (var i = 0; i < current.Count; i++)
        {
            var step = current.StepAt(i);
            var instruction = program.Steps[step];
            if (instruction.Kind == StepKind.Match)
            {
                current.SlotsOf(step, _keepsGroups).CopyTo(_found);
                _found[1] = at;
                return true;
            }

            if (instruction.Kind == StepKind.Rune ? instruction.Rune == rune : rune >= 0 && instruction.Set!.Contains(rune))
            {
                current.SlotsOf(step, _keepsGroups).CopyTo(_slots);
                Follow(next, instruction.Next, at + length);
            }
        }

        return false;
    }

    /// <summary>Adds every step that takes a character and can be reached without one, most preferred first.</summary>
    private void Follow(ThreadList threads, int start, int at)
    {
        var places = program.HasPlaces ? PlacesAt(at) : PatternPlace.None;
        _ways.Push(new Way(start, -1, 0));
        while (_ways.TryPop(out var way))
        {
            if (way.Slot >= 0)
            {
                _slots[way.Slot] = way.Value;
                continue;
            }

            for (var step = way.Step; threads.Visit(step);)
            {
                _work++;
                var instruction = program.Steps[step];
                switch (instruction.Kind)
                {
                    case StepKind.Split:
                        _ways.Push(new Way(instruction.Other, -1, 0));
                        break;
                    case StepKind.Save:
                        Save(instruction.Slot, at);
                        break;
                    case StepKind.Assert:
                        if ((places & instruction.Place) == 0)
                        {
                            goto NextWay;
                        }

                        break;
                    default:
                        threads.Add(step, _slots, _keepsGroups);
                        goto NextWay;
                }

                step = instruction.Next;
            }

        NextWay:;
        }
    }

    /// <summary>Keeps the place until the ways from here are followed; what was there is put back for the others.</summary>
    private void Save(int slot, int at)
    {
        if (_keepsGroups)
        {
            _ways.Push(new Way(0, slot, _slots[slot]));
            _slots[slot] = at;
        }
    }

    private PatternPlace PlacesAt(int at)
    {
        var places = at == 0 ? PatternPlace.TextStart | PatternPlace.LineStart
            : _text[at - 1] == '\n' ? PatternPlace.LineStart
            : PatternPlace.None;
        places |= at == _text.Length ? PatternPlace.TextEnd | PatternPlace.LineEnd
            : _text[at] == '\n' ? PatternPlace.LineEnd
            : PatternPlace.None;
        return places | (IsWord(at - 1) == IsWord(at) ? PatternPlace.NoWordBoundary : PatternPlace.WordBoundary);
    }

    private bool IsWord(int at) =>
        at >= 0 && at < _text.Length && (char.IsAsciiLetterOrDigit(_text[at]) || _text[at] == '_');

    /// <summary>A way still to follow, or a number to put back.</summary>
    private readonly record struct Way(int Step, int Slot, int Value);

    /// <summary>The steps reached, each once, most preferred first, with the places kept on the way.</summary>
    private sealed class ThreadList(PatternProgram program)
    {
        private readonly int[] _steps = new int[program.Steps.Length];
        private readonly int[] _visits = new int[program.Steps.Length];
        private readonly int[] _slots = new int[program.Steps.Length * program.SlotCount];
        private int _visit = 1;

        public int Count { get; private set; }

        public int StepAt(int index) => _steps[index];

        public ReadOnlySpan<int> SlotsOf(int step, bool isAll) =>
            _slots.AsSpan(step * program.SlotCount, isAll ? program.SlotCount : 1);

        public void Clear()
        {
            Count = 0;
            if (++_visit == int.MaxValue)
            {
                Array.Clear(_visits);
                _visit = 1;
            }
        }

        /// <summary>Whether a step was not reached before.</summary>
        public bool Visit(int step)
        {
            var isNew = _visits[step] != _visit;
            _visits[step] = _visit;
            return isNew;
        }

        public void Add(int step, ReadOnlySpan<int> slots, bool isAll)
        {
            _steps[Count++] = step;
            slots[..(isAll ? slots.Length : 1)].CopyTo(_slots.AsSpan(step * program.SlotCount));
        }
    }
}

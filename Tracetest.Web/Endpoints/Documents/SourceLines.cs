namespace Tracetest.Web.Endpoints.Documents;

/// <summary>The lines of a text. A line ends with CR LF, LF or CR.</summary>
internal sealed class SourceLines
{
    private readonly List<int> _starts = [0];

    public SourceLines(string text)
    {
        for (var next = text.AsSpan().IndexOfAny('\r', '\n'); next >= 0;)
        {
            next += text[next] == '\r' && next + 1 < text.Length && text[next + 1] == '\n' ? 2 : 1;
            _starts.Add(next);
            var further = text.AsSpan(next).IndexOfAny('\r', '\n');
            next = further < 0 ? -1 : next + further;
        }
    }

    /// <param name="index">Zero-based; the text's length for its end.</param>
    public SourcePosition At(int index)
    {
        var found = _starts.BinarySearch(index);
        var line = found >= 0 ? found : ~found - 1;
        return new SourcePosition(line + 1, index - _starts[line] + 1);
    }
}

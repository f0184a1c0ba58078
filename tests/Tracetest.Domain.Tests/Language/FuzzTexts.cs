using System.Text;

namespace Tracetest.Domain.Tests.Language;

/// <summary>Random texts for a parser: soups of its tokens, valid texts mutilated, any characters, deep nesting, long texts.</summary>
/// <param name="pieces">What the language is made of.</param>
/// <param name="valid">Texts it reads.</param>
/// <param name="openings">What nests.</param>
/// <param name="maxLength">A little more than is read.</param>
internal sealed class FuzzTexts(string[] pieces, string[] valid, string[] openings, int maxLength = 110_000)
{
    private const string LookAlikes = "“”‘’＝１٣\u00a0\u2028\ufeff\u200b\0";

    public string Next(Random random) => random.Next(400) switch
    {
        0 => Long(random),
        < 6 => Deep(random),
        < 150 => Soup(random, random.Next(1, 14)),
        < 340 => Mutilated(random),
        _ => Characters(random),
    };

    private string Soup(Random random, int count)
    {
        var text = new StringBuilder();
        for (; count > 0; count--)
        {
            text.Append(Samples.Pick(random, pieces));
        }

        return text.ToString();
    }

    private string Mutilated(Random random)
    {
        var text = Samples.Pick(random, valid);
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            text = Mutilate(random, text);
        }

        return text;
    }

    private string Mutilate(Random random, string text)
    {
        var (start, length) = Stretch(random, text);
        var (before, cut, after) = (text[..start], text.Substring(start, length), text[(start + length)..]);
        return random.Next(6) switch
        {
            0 => before + after,
            1 => before + cut + cut + after,
            2 => before + new string([.. cut.Reverse()]) + after,
            3 => before + Samples.Pick(random, pieces) + after,
            4 => before + cut + Characters(random, 1) + after,
            _ => before + Spliced(random),
        };
    }

    private string Spliced(Random random)
    {
        var other = Samples.Pick(random, valid);
        return other[random.Next(other.Length + 1)..];
    }

    private static (int Start, int Length) Stretch(Random random, string text)
    {
        var start = random.Next(text.Length + 1);
        return (start, Math.Min(text.Length - start, random.Next(0, 6)));
    }

    private static string Characters(Random random) => Characters(random, random.Next(1, 30));

    /// <summary>Of all planes, with halves of surrogate pairs, control characters and look-alikes among them.</summary>
    private static string Characters(Random random, int count)
    {
        var text = new StringBuilder();
        for (; count > 0; count--)
        {
            text.Append(random.Next(6) switch
            {
                0 => (char)random.Next(0x20),
                1 => (char)random.Next(0x20, 0x7f),
                2 => (char)random.Next(0x7f, 0x600),
                3 => (char)random.Next(0xd800, 0xe000),
                4 => LookAlikes[random.Next(LookAlikes.Length)],
                _ => (char)random.Next(0x10000),
            });
        }

        return text.ToString();
    }

    private string Deep(Random random)
    {
        var opening = Samples.Pick(random, openings);
        var text = new StringBuilder();
        for (var i = random.Next(1, (Samples.OneIn(random, 10) ? maxLength : maxLength / 100) / opening.Length); i > 0; i--)
        {
            text.Append(opening);
        }

        return text.Append(Soup(random, 3)).ToString();
    }

    private string Long(Random random)
    {
        var length = random.Next(1_000, maxLength);
        var piece = Samples.OneIn(random, 2) ? Soup(random, 3) : Samples.Pick(random, valid);
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(Samples.OneIn(random, 50) ? Samples.Pick(random, pieces) : piece);
        }

        return text.ToString();
    }
}

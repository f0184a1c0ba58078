using System.Net;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Tracetest.Domain.LanguageServices;

namespace Tracetest.Web.Components.Language;

/// <summary>Writes blocks of examples in two columns: an example of the language, coloured, and what it means.</summary>
internal sealed class ExampleRenderer : HtmlObjectRenderer<CodeBlock>
{
    private const string Mark = "# ";

    protected override void Write(HtmlRenderer renderer, CodeBlock obj)
    {
        if (obj is FencedCodeBlock block && KindOf(block.Info) is { } kind)
        {
            renderer.Write(block.Arguments == "+" ? "<div class=\"examples more\">" : "<div class=\"examples\">");
            foreach (var line in block.Lines.ToString().Split('\n'))
            {
                WriteExample(renderer, kind, line);
            }

            renderer.Write("</div>");
        }
        else
        {
            renderer.Write("<pre tabindex=\"0\"><code>").WriteLeafRawLines(obj, true, true).Write("</code></pre>");
        }
    }

    private static LanguageKind? KindOf(string? info) => info switch
    {
        "selector" => LanguageKind.Selector,
        "assertion" => LanguageKind.Assertion,
        "expression" => LanguageKind.Expression,
        "text" => LanguageKind.Text,
        _ => null,
    };

    private static void WriteExample(HtmlRenderer renderer, LanguageKind kind, string line)
    {
        var (example, meaning) = line.IndexOf(" " + Mark, StringComparison.Ordinal) is >= 0 and var at
            ? (line[..at].TrimEnd(), line[(at + 1 + Mark.Length)..])
            : (line, "");
        renderer.Write("<p><code>");
        WriteColoured(renderer, kind, example);
        renderer.Write("</code><span>").Write(WebUtility.HtmlEncode(meaning)).Write("</span></p>");
    }

    private static void WriteColoured(HtmlRenderer renderer, LanguageKind kind, string text)
    {
        var written = 0;
        foreach (var token in EditorFeatures.Colour(kind, text))
        {
            renderer.Write(WebUtility.HtmlEncode(text[written..token.From]));
            renderer.Write($"<i class=\"tk-{token.Kind}\">").Write(WebUtility.HtmlEncode(text[token.From..token.To])).Write("</i>");
            written = token.To;
        }

        renderer.Write(WebUtility.HtmlEncode(text[written..]));
    }
}

using System.Text;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Tracetest.Web.Components.Language;

/// <summary>A document about the language, as HTML. The documents are this product's own, and raw HTML in them stays text all the same.</summary>
public sealed class LanguageDocument
{
    private const string SheetFile = "language-cheat-sheet.md";
    private const string ReferenceFile = "language.md";

    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().DisableHtml().Build();

    private LanguageDocument(string html) => Html = html;

    /// <summary>The page for every day.</summary>
    public static LanguageDocument CheatSheet { get; } = Read(SheetFile);

    /// <summary>Everything.</summary>
    public static LanguageDocument Reference { get; } = Read(ReferenceFile);

    public string Html { get; }

    private static LanguageDocument Read(string name)
    {
        using var stream = typeof(LanguageDocument).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not part of the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new LanguageDocument(Render(reader.ReadToEnd()));
    }

    private static string Render(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
        {
            link.Url = link.Url switch
            {
                SheetFile => LanguagePage.SheetAddress,
                ReferenceFile => LanguagePage.ReferenceAddress,
                _ => link.Url,
            };
        }

        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new ExampleRenderer());
        renderer.Render(document);
        return writer.ToString();
    }
}

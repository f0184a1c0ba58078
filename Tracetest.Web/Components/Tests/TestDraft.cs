using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Triggers;

namespace Tracetest.Web.Components.Tests;

/// <summary>A test while it is being written: everything may be wrong, and <see cref="Faults"/> says what is.</summary>
public sealed partial class TestDraft
{
    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public string Method { get; set; } = "GET";

    public string Url { get; set; } = "";

    public List<HeaderDraft> Headers { get; } = [];

    public string Body { get; set; } = "";

    public AuthDraft Auth { get; } = new();

    public bool SslVerification { get; set; }

    public List<SpecDraft> Specs { get; } = [];

    public List<OutputDraft> Outputs { get; } = [];

    /// <summary>The methods offered; others can be imported.</summary>
    public static ImmutableArray<string> Methods { get; } =
        ["GET", "PUT", "POST", "PATCH", "DELETE", "COPY", "HEAD", "OPTIONS", "LINK", "UNLINK", "PURGE", "LOCK", "UNLOCK", "PROPFIND", "VIEW"];

    public static TestDraft New() => new() { Headers = { new HeaderDraft { Key = "Content-Type", Value = "application/json" } } };

    public static TestDraft Of(Test test)
    {
        var draft = new TestDraft { Name = test.Name, Description = test.Description };
        if (test.Trigger is Trigger.Http http)
        {
            (draft.Method, draft.Url, draft.Body, draft.SslVerification) = (http.Method, http.Url, http.Body, http.SslVerification);
            draft.Headers.AddRange(http.Headers.Select(header => new HeaderDraft { Key = header.Key, Value = header.Value }));
            draft.Auth.Take(http.Auth);
        }

        draft.Specs.AddRange(test.Specs.Select(SpecDraft.Of));
        draft.Outputs.AddRange(test.Outputs.Select(OutputDraft.Of));
        return draft;
    }

    /// <summary>The test as written. What the form does not show is taken from the given one.</summary>
    public Test ToTest(Test before) => before with
    {
        Name = Name.Trim(),
        Description = Description.Trim(),
        Trigger = new Trigger.Http
        {
            Method = Method,
            Url = Url.Trim(),
            Headers = [.. Headers.Where(header => !header.IsBlank).Select(header => new HttpHeader(header.Key.Trim(), header.Value))],
            Body = Body,
            Auth = Auth.ToAuth(),
            SslVerification = SslVerification,
        },
        Specs = [.. Specs.Select(spec => spec.ToSpec())],
        Outputs = [.. Outputs.Select(output => output.ToOutput())],
    };

    /// <summary>What is wrong, by field: all of it at once. Empty when the test can be saved.</summary>
    public IReadOnlyDictionary<string, string> Faults()
    {
        var faults = new Dictionary<string, string>();
        void Require(string field, string text, string message)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                faults[field] = message;
            }
        }

        Require("name", Name, "Give the test a name.");
        Require("url", Url, "Give the address to call.");
        void Check(string field, string? fault)
        {
            if (fault is not null)
            {
                faults[field] = fault;
            }
        }

        Check("url", Url.Trim().Length > 0 ? UrlFault(Url) : null);
        Check("body", SpecLanguage.TriggerFault(Body));
        for (var i = 0; i < Headers.Count; i++)
        {
            Check($"header-{i}", Headers[i].IsBlank ? null : HeaderFault(Headers[i]));
        }

        foreach (var (field, message) in Auth.Faults())
        {
            faults[field] = message;
        }

        for (var i = 0; i < Specs.Count; i++)
        {
            Specs[i].AddFaults(faults, i);
        }

        for (var i = 0; i < Outputs.Count; i++)
        {
            var name = Outputs[i].Name.Trim();
            Outputs[i].AddFaults(faults, i, Outputs.Take(i).Any(other => other.Name.Trim() == name));
        }

        return faults;
    }

    private static string? UrlFault(string url)
    {
        if (url.Contains("${", StringComparison.Ordinal))
        {
            return SpecLanguage.TriggerFault(url);
        }

        url = url.Trim();
        var full = url.Contains("://", StringComparison.Ordinal) ? url : "http://" + url;
        return !Uri.TryCreate(full, UriKind.Absolute, out var uri) || uri.Host.Length == 0 ? "This is not an address."
            : uri.Scheme is not ("http" or "https") ? "Only http and https can be called." : null;
    }

    private static string? HeaderFault(HeaderDraft header) =>
        header.Key.Trim().Length == 0 ? "Give the header a name."
            : SpecLanguage.TriggerFault(header.Key) is { } key ? $"In the name: {key}"
            : !HeaderName().IsMatch(header.Key.Trim()) ? "A header name has no spaces or separators."
            : SpecLanguage.TriggerFault(header.Value) is { } value ? $"In the value: {value}"
            : null;

    [GeneratedRegex(@"^([!#$%&'*+.^_`|~0-9A-Za-z-]|\$\{[^}]*\})+$", RegexOptions.NonBacktracking)]
    private static partial Regex HeaderName();
}

/// <summary>A header row of the form.</summary>
public sealed class HeaderDraft
{
    public string Key { get; set; } = "";

    public string Value { get; set; } = "";

    public bool IsBlank => Key.Trim().Length == 0 && Value.Length == 0;
}

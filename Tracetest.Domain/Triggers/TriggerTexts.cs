using System.Collections.Immutable;

namespace Tracetest.Domain.Triggers;

/// <summary>The texts of a trigger that may hold <c>${…}</c>, in one place for all who read or replace them.</summary>
/// <remarks>Source: spec language 10.3 and 11. A new kind of trigger is added here and nowhere else.</remarks>
internal static class TriggerTexts
{
    /// <summary>Passes every text, under the name of its field, through a function and builds the trigger anew.</summary>
    public static Trigger Rewrite(Trigger trigger, Func<string, string, string> rewrite) => trigger switch
    {
        Trigger.Http http => http with
        {
            Method = rewrite("method", http.Method),
            Url = rewrite("url", http.Url),
            Body = rewrite("body", http.Body),
            Headers = [.. http.Headers.Select((header, i) => new HttpHeader(
                rewrite($"headers[{i}].key", header.Key), rewrite($"headers[{i}].value", header.Value)))],
            Auth = Rewrite(http.Auth, rewrite),
        },
        _ => throw new InvalidOperationException($"Unknown trigger {trigger.GetType()}."),
    };

    /// <summary>Every text, in the order of the fields.</summary>
    public static ImmutableArray<string> Of(Trigger trigger) => [.. ByPath(trigger).Select(field => field.Text)];

    /// <summary>Every text with its path below <c>trigger</c> in a test's document, e.g. <c>httpRequest.headers[0].value</c>.</summary>
    public static ImmutableArray<(string Path, string Text)> ByPath(Trigger trigger)
    {
        var texts = ImmutableArray.CreateBuilder<(string Path, string Text)>();
        Rewrite(trigger, (field, text) =>
        {
            texts.Add(($"{SectionOf(trigger)}.{field}", text));
            return text;
        });
        return texts.ToImmutable();
    }

    private static string SectionOf(Trigger trigger) => trigger switch
    {
        Trigger.Http => "httpRequest",
        _ => throw new InvalidOperationException($"Unknown trigger {trigger.GetType()}."),
    };

    private static HttpAuth? Rewrite(HttpAuth? auth, Func<string, string, string> rewrite) => auth switch
    {
        HttpAuth.Basic basic => new HttpAuth.Basic(
            rewrite("auth.basic.username", basic.Username), rewrite("auth.basic.password", basic.Password)),
        HttpAuth.ApiKey apiKey => new HttpAuth.ApiKey(
            rewrite("auth.apiKey.key", apiKey.Key), rewrite("auth.apiKey.value", apiKey.Value), apiKey.InQuery),
        HttpAuth.Bearer bearer => new HttpAuth.Bearer(rewrite("auth.bearer.token", bearer.Token)),
        _ => null,
    };
}

using Tracetest.Domain.Triggers;

namespace Tracetest.Web.Components.Tests;

/// <summary>The kinds of proof of identity the form offers.</summary>
public enum AuthKind
{
    None, Basic, ApiKey, Bearer,
}

/// <summary>The authentication part of the form. What was typed for one kind survives a look at another.</summary>
public sealed class AuthDraft
{
    public AuthKind Kind { get; set; }

    public string Username { get; set; } = "";

    public string Password { get; set; } = "";

    public string Key { get; set; } = "";

    public string Value { get; set; } = "";

    public bool InQuery { get; set; }

    public string Token { get; set; } = "";

    public void Take(HttpAuth? auth)
    {
        switch (auth)
        {
            case HttpAuth.Basic basic:
                (Kind, Username, Password) = (AuthKind.Basic, basic.Username, basic.Password);
                break;
            case HttpAuth.ApiKey key:
                (Kind, Key, Value, InQuery) = (AuthKind.ApiKey, key.Key, key.Value, key.InQuery);
                break;
            case HttpAuth.Bearer bearer:
                (Kind, Token) = (AuthKind.Bearer, bearer.Token);
                break;
            default:
                Kind = AuthKind.None;
                break;
        }
    }

    public HttpAuth? ToAuth() => Kind switch
    {
        AuthKind.Basic => new HttpAuth.Basic(Username, Password),
        AuthKind.ApiKey => new HttpAuth.ApiKey(Key.Trim(), Value, InQuery),
        AuthKind.Bearer => new HttpAuth.Bearer(Token),
        _ => null,
    };

    public IEnumerable<(string Field, string Message)> Faults()
    {
        if (Kind == AuthKind.ApiKey && Key.Trim().Length == 0)
        {
            yield return ("auth-key", "Give the key's name.");
        }

        if (Kind == AuthKind.Bearer && Token.Trim().Length == 0)
        {
            yield return ("auth-token", "Give the token.");
        }

        foreach (var (field, text) in Texts())
        {
            if (SpecLanguage.TriggerFault(text) is { } fault)
            {
                yield return (field, fault);
            }
        }
    }

    private IEnumerable<(string Field, string Text)> Texts() => Kind switch
    {
        AuthKind.Basic => [("auth-user", Username), ("auth-password", Password)],
        AuthKind.ApiKey => [("auth-key", Key), ("auth-value", Value)],
        AuthKind.Bearer => [("auth-token", Token)],
        _ => [],
    };
}

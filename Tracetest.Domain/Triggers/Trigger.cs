using System.Collections.Immutable;

namespace Tracetest.Domain.Triggers;

/// <summary>How a run sets the system under test in motion: a closed set, one case per kind.</summary>
/// <remarks>Source: spec server 2. Every text MAY hold <c>${…}</c> until it is resolved.</remarks>
public abstract record Trigger
{
    private Trigger()
    {
    }

    /// <summary>The kind as the API writes it, e.g. <c>http</c>.</summary>
    public abstract string TypeName { get; }

    /// <summary>An HTTP request.</summary>
    public sealed record Http : Trigger
    {
        /// <summary>The API's name of this kind.</summary>
        public const string Name = "http";

        /// <inheritdoc/>
        public override string TypeName => Name;

        /// <summary>Upper case; <c>GET</c> when the user gave none.</summary>
        public required string Method { get; init; }

        /// <summary>Absolute; a missing scheme means <c>http</c>.</summary>
        public required string Url { get; init; }

        /// <summary>In the order given; a key MAY repeat.</summary>
        public ImmutableArray<HttpHeader> Headers { get; init; } = [];

        /// <summary>Sent as UTF-8; empty for none.</summary>
        public string Body { get; init; } = "";

        /// <summary>What proves the caller's identity; <see langword="null"/> for nothing.</summary>
        public HttpAuth? Auth { get; init; }

        /// <summary>Whether the server's certificate is checked. Default: it is not, as in the original.</summary>
        public bool SslVerification { get; init; }
    }
}

/// <summary>One header line of a request or a response.</summary>
/// <param name="Key">The field name, as written.</param>
/// <param name="Value">The field value.</param>
public sealed record HttpHeader(string Key, string Value);

/// <summary>What proves the caller's identity: a closed set.</summary>
public abstract record HttpAuth
{
    private HttpAuth()
    {
    }

    /// <summary>The kind alone: what is printed may end in a log, and the rest is secret.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>HTTP Basic.</summary>
    /// <param name="Username">MAY be empty.</param>
    /// <param name="Password">MAY be empty. A secret: never logged.</param>
    public sealed record Basic(string Username, string Password) : HttpAuth;

    /// <summary>A key in a header (which it replaces) or in the query (to which it is added).</summary>
    /// <param name="Key">Header or parameter name.</param>
    /// <param name="Value">A secret: never logged.</param>
    /// <param name="InQuery">In the query instead of in a header.</param>
    public sealed record ApiKey(string Key, string Value, bool InQuery) : HttpAuth;

    /// <summary>The whole value of the <c>Authorization</c> header, sent as it is: no <c>Bearer</c> is put in front.</summary>
    /// <param name="Token">A secret: never logged.</param>
    public sealed record Bearer(string Token) : HttpAuth;
}

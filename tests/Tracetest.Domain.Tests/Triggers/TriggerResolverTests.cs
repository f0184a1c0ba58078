using Tracetest.Domain.Triggers;
using Tracetest.Domain.Variables;

namespace Tracetest.Domain.Tests.Triggers;

public sealed class TriggerResolverTests
{
    private static readonly Trigger.Http Request = new()
    {
        Method = "POST",
        Url = "http://${var:HOST}/x%20y",
        Headers = [new("X-${var:HOST}", "${1 + 1}")],
        Body = "{\"a\": \"${var:HOST}\", \"b\": \"it's $5 ${}\"}",
        Auth = new HttpAuth.ApiKey("k", "${env:HOST}", InQuery: true),
        SslVerification = true,
    };

    [Fact]
    public void Resolve_EveryText_HasItsValue()
    {
        var resolution = TriggerResolver.Resolve(Request, [new Variable("HOST", "shop")]);

        var http = Assert.IsType<Trigger.Http>(Assert.IsType<TriggerResolution.Resolved>(resolution).Trigger);
        Assert.Equal("http://shop/x%20y", http.Url);
        Assert.Equal([new HttpHeader("X-shop", "2")], http.Headers);
        Assert.Equal("{\"a\": \"shop\", \"b\": \"it's $5 ${}\"}", http.Body);
        Assert.Equal(new HttpAuth.ApiKey("k", "shop", InQuery: true), http.Auth);
        Assert.True(http.SslVerification);
    }

    [Fact]
    public void Resolve_SeveralFaults_AreAllToldByField()
    {
        var broken = Request with { Url = "${var:}", Auth = new HttpAuth.Basic("${nope()}", "fine") };

        var faulty = Assert.IsType<TriggerResolution.Faulty>(TriggerResolver.Resolve(broken, []));

        Assert.Equal(["url", "body", "headers[0].key", "auth.basic.username"], faulty.Faults.Select(fault => fault.Field));
        Assert.StartsWith("invalid syntax \"${var:}\": Column 7: ", faulty.Faults[0].Message, StringComparison.Ordinal);
        Assert.Equal("resolution error: variable \"HOST\" not found", faulty.Faults[1].Message);
    }

    [Fact]
    public void Resolve_ValueWithHole_IsNotResolvedAgain()
    {
        var resolution = TriggerResolver.Resolve(Request, [new Variable("HOST", "${var:HOST}")]);

        Assert.Equal("http://${var:HOST}/x%20y", Assert.IsType<Trigger.Http>(Assert.IsType<TriggerResolution.Resolved>(resolution).Trigger).Url);
    }
}

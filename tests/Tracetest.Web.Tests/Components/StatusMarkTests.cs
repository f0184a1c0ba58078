using Bunit;
using Tracetest.Web.Components.Elements;

namespace Tracetest.Web.Tests.Components;

public sealed class StatusMarkTests : BunitContext
{
    [Theory]
    [InlineData(Status.Pass, "Passed")]
    [InlineData(Status.Fail, "Failed")]
    [InlineData(Status.Error, "Error")]
    [InlineData(Status.Running, "Running")]
    [InlineData(Status.Idle, "Not run")]
    public void StatusMark_EveryStatus_SaysItsName(Status status, string name) =>
        Assert.Equal(name, Render<StatusMark>(p => p.Add(mark => mark.Value, status)).Find("svg").GetAttribute("aria-label"));

    [Fact]
    public void StatusMark_EveryStatus_HasItsOwnShape()
    {
        var shapes = Enum.GetValues<Status>().Select(status => Render<StatusMark>(p => p.Add(mark => mark.Value, status)).Find("svg").InnerHtml);

        Assert.Equal(Enum.GetValues<Status>().Length, shapes.Distinct().Count());
    }
}

using System.Text.Json.Nodes;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>A resource to store on the first start.</summary>
/// <param name="Kind">As resources are called, e.g. <c>PollingProfile</c>.</param>
/// <param name="Spec">The resource's own fields.</param>
/// <param name="Place">Where it comes from, for messages.</param>
public sealed record ProvisioningEntry(string Kind, JsonObject Spec, string Place);

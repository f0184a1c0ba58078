using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Tracetest.Web.Tests;

/// <summary>bunit asks for AngleSharp.Diffing 1.x, which not every registry holds; 0.17 stands in (docs/adr/002).</summary>
internal static class BunitCompatibility
{
#pragma warning disable CA2255 // The assembly must be known before the first test touches bunit.
    [ModuleInitializer]
    internal static void StandIn() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "AngleSharp.Diffing"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "compat", "AngleSharp.Diffing.dll"))
            : null;
#pragma warning restore CA2255
}

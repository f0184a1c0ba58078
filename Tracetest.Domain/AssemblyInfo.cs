using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Tracetest.Domain.Tests")]
[assembly: InternalsVisibleTo("Tracetest.Conformance.Tests")]
[assembly: InternalsVisibleTo("Tracetest.Conformance")]

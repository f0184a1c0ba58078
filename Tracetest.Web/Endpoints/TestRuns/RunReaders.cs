using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Tests;
using Tracetest.Domain.Traces;

namespace Tracetest.Web.Endpoints.TestRuns;

/// <summary>What the endpoints that show runs look into.</summary>
internal sealed record RunReaders(ITestRepository Tests, ITestRunRepository Runs, ITraceRepository Traces);

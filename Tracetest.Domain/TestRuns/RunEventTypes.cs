namespace Tracetest.Domain.TestRuns;

/// <summary>The types of run events, as clients know them.</summary>
/// <remarks>Source: spec server 3.9.</remarks>
public static class RunEventTypes
{
#pragma warning disable CS1591 // The names are the documentation: they are the API's own words.
    public const string CreatedInfo = "CREATED_INFO";
    public const string ResolveStart = "RESOLVE_START";
    public const string ResolveSuccess = "RESOLVE_SUCCESS";
    public const string ResolveError = "RESOLVE_ERROR";
    public const string ExecutionStart = "EXECUTION_START";
    public const string ExecutionSuccess = "EXECUTION_SUCCESS";
    public const string ExecutionError = "EXECUTION_ERROR";
    public const string HttpUnreachableHostError = "HTTP_UNREACHABLE_HOST_ERROR";
    public const string DockerComposeHostMismatchError = "DOCKER_COMPOSE_HOST_MISMATCH_ERROR";
    public const string FetchingStart = "FETCHING_START";
    public const string FetchingSuccess = "FETCHING_SUCCESS";
    public const string FetchingError = "FETCHING_ERROR";
    public const string PollingStart = "POLLING_START";
    public const string PollingIterationInfo = "POLLING_ITERATION_INFO";
    public const string PollingSuccess = "POLLING_SUCCESS";
    public const string PollingSkipped = "POLLING_SKIPPED";
    public const string PollingError = "POLLING_ERROR";
    public const string OtlpServerReceivedSpans = "OTLP_SERVER_RECEIVED_SPANS";
    public const string TraceLinterSkipped = "TRACE_LINTER_SKIPPED";
    public const string StoppedInfo = "STOPPED_INFO";
    public const string TestSpecsRunStart = "TEST_SPECS_RUN_START";
    public const string OutputGenerationWarning = "OUTPUT_GENERATION_WARNING";
    public const string TestSpecsAssertionWarning = "TEST_SPECS_ASSERTION_WARNING";
    public const string TestSpecsRunSuccess = "TEST_SPECS_RUN_SUCCESS";
    public const string TestSpecsRunError = "TEST_SPECS_RUN_ERROR";
#pragma warning restore CS1591
}

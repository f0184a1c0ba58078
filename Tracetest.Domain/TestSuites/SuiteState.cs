namespace Tracetest.Domain.TestSuites;

/// <summary>Where the run of a test suite is in its life.</summary>
/// <remarks>Source: spec server 3.7.</remarks>
public enum SuiteState
{
    /// <summary>No step has been started.</summary>
    Created,

    /// <summary>Some step is still to be run.</summary>
    Executing,

    /// <summary>Every step was run; whether their assertions passed is told apart from this.</summary>
    Finished,

    /// <summary>A step ended in an error, and those after it are not run.</summary>
    Failed,
}

/// <summary>The names of suite states.</summary>
public static class SuiteStates
{
    /// <summary>The name the API writes, e.g. <c>FINISHED</c>.</summary>
    public static string ToName(this SuiteState state) => state switch
    {
        SuiteState.Created => "CREATED",
        SuiteState.Executing => "EXECUTING",
        SuiteState.Finished => "FINISHED",
        _ => "FAILED",
    };

    /// <summary>Whether no further step is run.</summary>
    public static bool IsFinal(this SuiteState state) => state is SuiteState.Finished or SuiteState.Failed;
}

using System.Text.Json;
using Tracetest.Domain.TestRuns;

namespace Tracetest.Web.Endpoints.TestRuns;

/// <summary>The event log of a run as the API writes it.</summary>
/// <remarks>Source: spec server 3.9.</remarks>
internal static class RunEventJson
{
    public static void Write(Utf8JsonWriter writer, string testId, int runId, IEnumerable<RunEvent> events)
    {
        writer.WriteStartArray();
        foreach (var one in events)
        {
            writer.WriteStartObject();
            writer.WriteString("type", one.Type);
            writer.WriteString("stage", Stage(one.Stage));
            writer.WriteString("title", one.Title);
            writer.WriteString("description", one.Description);
            writer.WriteString("createdAt", RunJson.Time(one.CreatedAt));
            writer.WriteString("testId", testId);
            writer.WriteNumber("runId", runId);
            WriteEmptyConnection(writer);
            WritePolling(writer, one.Polling);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Stage(RunStage stage) => stage switch
    {
        RunStage.Trigger => "trigger",
        RunStage.Trace => "trace",
        _ => "test",
    };

    private static void WriteEmptyConnection(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("dataStoreConnection");
        writer.WriteEndObject();
    }

    private static void WritePolling(Utf8JsonWriter writer, PollingState? polling)
    {
        writer.WriteStartObject("polling");
        if (polling is not null)
        {
            writer.WriteString("type", "periodic");
            writer.WriteBoolean("isComplete", polling.IsComplete);
            writer.WriteStartObject("periodic");
            writer.WriteNumber("numberSpans", polling.Spans);
            writer.WriteNumber("numberIterations", polling.Iteration);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}

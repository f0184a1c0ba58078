using System.Globalization;
using System.Text.Json;
using Tracetest.Domain.TestRuns;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;

namespace Tracetest.Web.Endpoints.TestRuns;

/// <summary>A run as the API writes it.</summary>
/// <remarks>Source: spec server 4.4. Truth values are written out; what the original leaves out when empty MAY be left out here.</remarks>
internal static class RunJson
{
    /// <summary>The instant the original writes for a time that has not come.</summary>
    private const string NoTime = "0001-01-01T00:00:00Z";

    /// <summary>The same, for the completion time alone.</summary>
    private const string NotCompleted = "1970-01-01T00:00:00Z";

    /// <param name="writer">Where to.</param>
    /// <param name="run">The run.</param>
    /// <param name="trace">Its trace under the trigger span; <see langword="null"/> to leave it out.</param>
    /// <param name="lateSpans">How many spans came after the verdict.</param>
    /// <param name="now">For the durations of a run that goes on.</param>
    public static void Write(Utf8JsonWriter writer, TestRun run, Trace? trace, int lateSpans, DateTimeOffset now)
    {
        writer.WriteStartObject();
        WriteHead(writer, run);
        WriteTimes(writer, run, now);
        WriteVariables(writer, run);
        WriteResolvedTrigger(writer, run);
        WriteTriggerResult(writer, run);
        writer.WritePropertyName("trace");
        TraceJson.Write(writer, run.TraceId, trace);
        writer.WritePropertyName("result");
        ResultsJson.Write(writer, run.Results);
        ResultsJson.WriteOutputs(writer, run.Outputs);
        WriteGates(writer, run);
        WriteMetadata(writer, run);
        writer.WriteNumber("spansJudged", run.SpansJudged);
        writer.WriteNumber("lateSpans", lateSpans);
        if (run.QuietPeriod is { } quiet)
        {
            writer.WriteNumber("quietPeriodMs", quiet.TotalMilliseconds);
        }

        writer.WriteEndObject();
    }

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);

    private static void WriteHead(Utf8JsonWriter writer, TestRun run)
    {
        writer.WriteNumber("id", run.Id);
        writer.WriteString("traceId", run.TraceId.ToString());
        writer.WriteString("spanId", run.SpanId.ToString());
        writer.WriteNumber("testVersion", run.TestVersion);
        writer.WriteString("state", run.State.ToName());
        if (run.LastError.Length > 0)
        {
            writer.WriteString("lastErrorState", run.LastError);
        }
    }

    private static void WriteTimes(Utf8JsonWriter writer, TestRun run, DateTimeOffset now)
    {
        writer.WriteNumber("executionTime", (long)Math.Ceiling(((run.CompletedAt ?? now) - run.CreatedAt).TotalSeconds));
        writer.WriteNumber("triggerTime", TriggerMilliseconds(run, now));
        writer.WriteString("createdAt", Time(run.CreatedAt));
        writer.WriteString("serviceTriggeredAt", Time(run.TriggeredAt, NoTime));
        writer.WriteString("serviceTriggerCompletedAt", Time(run.TriggerCompletedAt, NoTime));
        writer.WriteString("obtainedTraceAt", Time(run.TraceObtainedAt, NoTime));
        writer.WriteString("completedAt", Time(run.CompletedAt, NotCompleted));
    }

    private static long TriggerMilliseconds(TestRun run, DateTimeOffset now) =>
        run.TriggeredAt is { } start ? (long)((run.TriggerCompletedAt ?? now) - start).TotalMilliseconds : 0;

    private static string Time(DateTimeOffset? time, string otherwise) => time is { } known ? Time(known) : otherwise;

    private static void WriteVariables(Utf8JsonWriter writer, TestRun run)
    {
        writer.WriteStartObject("variableSet");
        if (!run.Variables.IsEmpty)
        {
            writer.WriteStartArray("values");
            foreach (var variable in run.Variables)
            {
                WritePair(writer, variable.Key, variable.Value);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter writer, string key, string value)
    {
        writer.WriteStartObject();
        writer.WriteString("key", key);
        writer.WriteString("value", value);
        writer.WriteEndObject();
    }

    private static void WriteResolvedTrigger(Utf8JsonWriter writer, TestRun run)
    {
        writer.WritePropertyName("resolvedTrigger");
        if (run.ResolvedTrigger is { } trigger)
        {
            Tests.TestDocument.WriteTrigger(trigger).WriteTo(writer);
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
    }

    private static void WriteTriggerResult(Utf8JsonWriter writer, TestRun run)
    {
        writer.WriteStartObject("triggerResult");
        if (run.ResolvedTrigger is { } trigger && (run.Response is not null || run.TriggerError is not null))
        {
            writer.WriteString("type", trigger.TypeName);
        }

        writer.WriteStartObject("triggerResult");
        if (run.Response is TriggerResponse.Http http)
        {
            WriteHttp(writer, http);
        }

        if (run.TriggerError is { } error)
        {
            WriteError(writer, error);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteHttp(Utf8JsonWriter writer, TriggerResponse.Http http)
    {
        writer.WriteStartObject("http");
        writer.WriteString("status", http.Status);
        writer.WriteNumber("statusCode", http.StatusCode);
        writer.WriteStartArray("headers");
        foreach (var header in http.Headers)
        {
            WritePair(writer, header.Key, header.Value);
        }

        writer.WriteEndArray();
        writer.WriteString("body", http.Body);
        writer.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter writer, TriggerError error)
    {
        writer.WriteStartObject("error");
        writer.WriteBoolean("connectionError", error.IsConnectionError);
        writer.WriteBoolean("runningOnContainer", error.IsRunningInContainer);
        writer.WriteBoolean("targetsLocalhost", error.TargetsLocalhost);
        writer.WriteString("message", error.Message);
        writer.WriteEndObject();
    }

    private static void WriteGates(Utf8JsonWriter writer, TestRun run)
    {
        writer.WriteStartObject("requiredGatesResult");
        WriteTexts(writer, "required", run.Gates.Required);
        WriteTexts(writer, "failed", run.Gates.Failed);
        writer.WriteBoolean("passed", run.Gates.IsPassed);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, TestRun run)
    {
        writer.WriteStartObject("metadata");
        foreach (var (key, value) in run.Metadata)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }
}

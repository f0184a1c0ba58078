using System.Globalization;
using System.Text.Json.Nodes;
using Tracetest.Domain.Polling;
using Tracetest.Web.Endpoints.Documents;

namespace Tracetest.Web.Endpoints.Polling;

/// <summary>A polling profile as JSON and YAML write it.</summary>
/// <remarks>Source: spec server 1.6. What is left out has its default; id and <c>default</c> are always the same and not read.</remarks>
internal static class PollingProfileDocument
{
    public const string Kind = "PollingProfile";
    public const string OnlyId = "current";

    private const string Strategy = "periodic";
    private const int MostRetries = 1000;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Reads a profile; of what is wrong with it, everything is noted in the reader.</summary>
    public static PollingProfile Read(DocumentReader document)
    {
        if (document.Text("type") is var kind and not ("" or Kind))
        {
            document.Fault("type", $"`{kind}` is not {Kind}");
        }

        var spec = document.Object("spec");
        if (!spec.Exists)
        {
            document.Fault("spec", "is required");
        }

        if (spec.Text("strategy") is var strategy and not ("" or Strategy))
        {
            spec.Fault("strategy", $"`{strategy}` is not {Strategy}");
        }

        return ReadPeriodic(spec.Object(Strategy)) with { Name = spec.Text("name") };
    }

    public static JsonObject Write(PollingProfile profile) => new()
    {
        ["type"] = Kind,
        ["spec"] = new JsonObject
        {
            ["id"] = OnlyId,
            ["name"] = profile.Name,
            ["default"] = true,
            ["strategy"] = Strategy,
            [Strategy] = new JsonObject
            {
                ["retryDelay"] = GoDuration.Format(profile.RetryDelay),
                ["timeout"] = GoDuration.Format(profile.Timeout),
                ["selectorMatchRetries"] = profile.SelectorMatchRetries,
            },
        },
    };

    private static PollingProfile ReadPeriodic(DocumentReader periodic)
    {
        var profile = new PollingProfile
        {
            RetryDelay = ReadDuration(periodic, "retryDelay", PollingProfile.Default.RetryDelay),
            Timeout = ReadDuration(periodic, "timeout", PollingProfile.Default.Timeout),
            SelectorMatchRetries = ReadRetries(periodic),
        };
        if (profile.Timeout < profile.RetryDelay)
        {
            periodic.Fault("timeout", $"{GoDuration.Format(profile.Timeout)} is less than the retryDelay, {GoDuration.Format(profile.RetryDelay)}");
        }

        return profile;
    }

    private static TimeSpan ReadDuration(DocumentReader periodic, string field, TimeSpan whenAbsent)
    {
        var text = periodic.Text(field);
        if (text.Length == 0)
        {
            return whenAbsent;
        }

        if (GoDuration.TryParse(text, out var duration) && duration > TimeSpan.Zero && duration <= Longest)
        {
            return duration;
        }

        periodic.Fault(field, $"`{text}` is not a duration above zero and up to {GoDuration.Format(Longest)}, such as `500ms` or `1m30s`");
        return whenAbsent;
    }

    private static int ReadRetries(DocumentReader periodic)
    {
        const string Field = "selectorMatchRetries";
        var text = periodic.Text(Field);
        if (text.Length == 0)
        {
            return PollingProfile.Default.SelectorMatchRetries;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var retries) && retries <= MostRetries)
        {
            return retries;
        }

        periodic.Fault(Field, $"`{text}` is not a whole number from 0 to {MostRetries}");
        return 0;
    }
}

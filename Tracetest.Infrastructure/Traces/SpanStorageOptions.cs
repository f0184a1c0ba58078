using Microsoft.Extensions.Options;

namespace Tracetest.Infrastructure.Traces;

/// <summary>How received spans are queued and stored.</summary>
public sealed class SpanStorageOptions
{
    public const string Section = "otlpServer:storage";

    private const long Mebibyte = 1024 * 1024;

    /// <summary>
    /// Bytes of spans that may wait to be stored; a request that would go over is told to come again. At least 1 MiB.
    /// Default: a quarter of the memory the process may use.
    /// </summary>
    public long MaxQueuedBytes { get; set; } = Math.Max(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4, 64 * Mebibyte);

    /// <summary>Spans after which a commit takes no more requests. 1 to 1,000,000. Default: 8,192.</summary>
    public int SpansPerCommit { get; set; } = 8192;

    /// <summary>Spans of one trace; more are rejected. 1 to 10,000,000. Default: 200,000.</summary>
    public int MaxSpansPerTrace { get; set; } = 200_000;

    /// <summary>How long one commit may take before its requests are told to come again. 100 ms to 5 min. Default: 20 s.</summary>
    public TimeSpan CommitTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>When senders are told to come again. 1 second to 5 min. Default: 2 seconds.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    internal sealed class Validator : IValidateOptions<SpanStorageOptions>
    {
        public ValidateOptionsResult Validate(string? name, SpanStorageOptions options)
        {
            var faults = new ValidateOptionsResultBuilder();
            Check(faults, nameof(MaxQueuedBytes), options.MaxQueuedBytes, Mebibyte, long.MaxValue);
            Check(faults, nameof(SpansPerCommit), options.SpansPerCommit, 1, 1_000_000);
            Check(faults, nameof(MaxSpansPerTrace), options.MaxSpansPerTrace, 1, 10_000_000);
            Check(faults, nameof(CommitTimeout), options.CommitTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
            Check(faults, nameof(RetryAfter), options.RetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
            return faults.Build();
        }

        private static void Check<T>(ValidateOptionsResultBuilder faults, string name, T value, T low, T high)
            where T : IComparable<T>
        {
            if (value.CompareTo(low) < 0 || value.CompareTo(high) > 0)
            {
                faults.AddError($"{Section}:{name} is {value}; it must be {low} to {high}.");
            }
        }
    }
}

using Microsoft.Extensions.Options;

namespace Tracetest.Infrastructure.Otlp;

/// <summary>How much one received span may hold. What is over is cut or refused, counted, and never costs another span.</summary>
/// <remarks>Source: spec performance-and-reliability 5.4.</remarks>
public sealed class SpanLimits
{
    public const string Section = "otlpServer:spanLimits";

    /// <summary>The deepest nesting the parser can read whatever is configured: 3 messages per level, 100 in all.</summary>
    public const int DeepestNesting = 32;

    /// <summary>Bytes of one attribute value; longer ones are cut. 64 bytes to 1 MiB. Default: 64 KiB.</summary>
    public int MaxValueBytes { get; set; } = 64 * 1024;

    /// <summary>Attributes of a span, event, link, resource or scope; more are dropped. 1 to 100,000. Default: 512.</summary>
    public int MaxAttributes { get; set; } = 512;

    /// <summary>Events of a span; more are dropped. 0 to 100,000. Default: 256.</summary>
    public int MaxEvents { get; set; } = 256;

    /// <summary>Links of a span; more are dropped. 0 to 100,000. Default: 128.</summary>
    public int MaxLinks { get; set; } = 128;

    /// <summary>Levels of lists and maps in a value; deeper ones are emptied. 1 to 32. Default: 32.</summary>
    public int MaxNesting { get; set; } = DeepestNesting;

    /// <summary>Bytes of a span after cutting; a larger one is refused. 1 KiB to 64 MiB. Default: 1 MiB.</summary>
    public int MaxSpanBytes { get; set; } = 1024 * 1024;
}

internal sealed class ValidateSpanLimits : IValidateOptions<SpanLimits>
{
    public ValidateOptionsResult Validate(string? name, SpanLimits options)
    {
        var faults = new ValidateOptionsResultBuilder();
        Check(faults, nameof(options.MaxValueBytes), options.MaxValueBytes, 64, 1024 * 1024);
        Check(faults, nameof(options.MaxAttributes), options.MaxAttributes, 1, 100_000);
        Check(faults, nameof(options.MaxEvents), options.MaxEvents, 0, 100_000);
        Check(faults, nameof(options.MaxLinks), options.MaxLinks, 0, 100_000);
        Check(faults, nameof(options.MaxNesting), options.MaxNesting, 1, SpanLimits.DeepestNesting);
        Check(faults, nameof(options.MaxSpanBytes), options.MaxSpanBytes, 1024, 64 * 1024 * 1024);
        return faults.Build();
    }

    private static void Check(ValidateOptionsResultBuilder faults, string name, int value, int low, int high)
    {
        if (value < low || value > high)
        {
            faults.AddError($"{SpanLimits.Section}:{name} is {value}; it must be {low} to {high}.");
        }
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tracetest.Domain.Traces;
using Tracetest.Domain.Triggers;

namespace Tracetest.Infrastructure.Persistence;

/// <summary>How domain values are written into <c>json</c> columns.</summary>
/// <remarks>
/// The columns are <c>json</c>, not <c>jsonb</c>: what a service answered may hold a NUL, which <c>jsonb</c> refuses.
/// </remarks>
internal static class DomainJson
{
    private const string Discriminator = "type";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(), new SpanIdConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameTheCases } },
    };

    /// <summary>Keeps a property as a JSON document.</summary>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property) => property
        .HasColumnType("json")
        .HasConversion(value => Write(value), text => Read<T>(text), ByText<T>());

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;

    private static ValueComparer<T> ByText<T>() =>
        new((left, right) => Write(left) == Write(right), value => Write(value).GetHashCode(StringComparison.Ordinal), value => value);

    private static void NameTheCases(JsonTypeInfo type)
    {
        JsonDerivedType[]? cases = type.Type switch
        {
            var t when t == typeof(Trigger) => [new(typeof(Trigger.Http), Trigger.Http.Name)],
            var t when t == typeof(TriggerResponse) => [new(typeof(TriggerResponse.Http), Trigger.Http.Name)],
            var t when t == typeof(HttpAuth) =>
            [
                new(typeof(HttpAuth.Basic), "basic"), new(typeof(HttpAuth.ApiKey), "apiKey"), new(typeof(HttpAuth.Bearer), "bearer"),
            ],
            _ => null,
        };
        if (cases is null)
        {
            return;
        }

        type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = Discriminator };
        foreach (var one in cases)
        {
            type.PolymorphismOptions.DerivedTypes.Add(one);
        }
    }

    private sealed class SpanIdConverter : JsonConverter<SpanId>
    {
        public override SpanId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            SpanId.TryParse(reader.GetString(), out var id) ? id : default;

        public override void Write(Utf8JsonWriter writer, SpanId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}

using System.Collections.Immutable;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Syntax;

namespace Tracetest.Infrastructure.Configuration;

/// <summary>Checks the texts of a test in a provisioning document, as every test is checked that is saved.</summary>
internal static class ProvisionedTest
{
    /// <param name="spec">The test's own fields.</param>
    /// <param name="source">Where the document comes from.</param>
    public static IEnumerable<ConfigurationFault> Faults(YamlValue.Mapping spec, string source) =>
        from field in Fields(spec)
        from diagnostic in field.Check(field.Scalar.Text)
        where diagnostic.Severity == DiagnosticSeverity.Error
        select new ConfigurationFault($"{source}:{field.Scalar.Line}", $"{field.Path}: {diagnostic}");

    private static IEnumerable<Field> Fields(YamlValue.Mapping spec) =>
        TriggerTexts("spec.trigger", Find(spec, "trigger"))
            .Concat(Items(spec, "specs").SelectMany((one, i) => Selector($"spec.specs[{i}]", one).Concat(Assertions($"spec.specs[{i}]", one))))
            .Concat(Items(spec, "outputs").SelectMany((one, i) => Selector($"spec.outputs[{i}]", one)
                .Concat(Scalar($"spec.outputs[{i}].value", Find(one, "value"), TestCheck.OfValue))));

    private static IEnumerable<Field> Selector(string path, YamlValue spec) =>
        Scalar($"{path}.selector", Find(spec, "selector") is { } selector ? Find(selector, "query") ?? selector : null, TestCheck.OfSelector);

    private static IEnumerable<Field> Assertions(string path, YamlValue spec) =>
        Items(spec, "assertions").SelectMany((one, i) => Scalar($"{path}.assertions[{i}]", one, TestCheck.OfAssertion));

    /// <summary>Nesting is bound by the reader of the YAML.</summary>
    private static IEnumerable<Field> TriggerTexts(string path, YamlValue? value) => value switch
    {
        YamlValue.Mapping mapping => mapping.Entries.SelectMany(entry => TriggerTexts($"{path}.{entry.Key}", entry.Value)),
        YamlValue.Sequence list => list.Items.SelectMany((one, i) => TriggerTexts($"{path}[{i}]", one)),
        _ => Scalar(path, value, TestCheck.OfTriggerText),
    };

    private static IEnumerable<Field> Scalar(string path, YamlValue? value, Func<string, ImmutableArray<Diagnostic>> check) =>
        value is YamlValue.Scalar { IsNull: false } scalar ? [new Field(path, scalar, check)] : [];

    private static ImmutableArray<YamlValue> Items(YamlValue value, string field) =>
        Find(value, field) is YamlValue.Sequence list ? list.Items : [];

    private static YamlValue? Find(YamlValue value, string field) => value is YamlValue.Mapping mapping
        ? mapping.Entries.FirstOrDefault(entry => string.Equals(entry.Key, field, StringComparison.OrdinalIgnoreCase))?.Value
        : null;

    private sealed record Field(string Path, YamlValue.Scalar Scalar, Func<string, ImmutableArray<Diagnostic>> Check);
}

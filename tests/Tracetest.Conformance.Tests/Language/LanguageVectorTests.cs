namespace Tracetest.Conformance.Tests.Language;

/// <summary>Every recorded case of the test language, one test each.</summary>
public sealed class LanguageVectorTests
{
    private static readonly VectorEntry[] Own = [.. VectorFolder.Read(VectorFolder.Own)];

    private static readonly Dictionary<string, Vector> ById =
        Own.OfType<VectorEntry.Readable>().ToDictionary(entry => entry.Vector.Id, entry => entry.Vector);

    public static IEnumerable<TheoryDataRow<string>> Ids =>
        ById.Values.Select(vector => new TheoryDataRow<string>(vector.Id) { TestDisplayName = $"{vector.Kind}: {vector.Id}" });

    [Theory]
    [MemberData(nameof(Ids))]
    public void Vector_Run_GivesWhatIsExpected(string id) => Assert.Equal(new Outcome.Passed(), VectorRunner.Run(ById[id]));

    [Fact]
    public void Own_EveryEntry_CanBeRead() => Assert.Empty(Own.OfType<VectorEntry.Unreadable>());

    [Fact]
    public void Own_Count_IsWhatWasDelivered() => Assert.Equal(653, ById.Count);
}

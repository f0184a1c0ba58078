using Tracetest.Domain.Expressions;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Tests.Expressions;

public sealed class ExpressionCheckerTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Cases => CaseFile.Read("Expressions/checks.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Check_Statement_FindsWhatCanNeverBeComputed(string input, string outcome)
    {
        var found = ExpressionChecker.Check(Statement.Parse(input).Value!);

        Assert.Equal(outcome, found.IsEmpty ? "nothing" : string.Join(' ', found.Select(Written)));
        Assert.All(found, diagnostic => Assert.InRange(diagnostic.Range.End, 0, input.Length));
    }

    private static string Written(Diagnostic diagnostic) =>
        (diagnostic.Severity == DiagnosticSeverity.Warning ? "Warning: " : "") + $"{diagnostic.Range.Start}+{diagnostic.Range.Length}: {diagnostic.Message}.";
}

using System.Collections.Concurrent;
using Tracetest.Domain.Assertions;
using Tracetest.Domain.Tests;

namespace Tracetest.Domain.TestRuns;

/// <summary>The texts of the tests run lately, read once per version. Thread-safe.</summary>
internal sealed class CompiledTests
{
    private const int MaxCount = 500;

    private readonly ConcurrentDictionary<(string Id, int Version), (Test Test, CompiledSpecs Specs)> _known = new();

    /// <summary>The specs and outputs of a test, ready to be checked.</summary>
    public CompiledSpecs Of(Test test)
    {
        // A test that was deleted and made again counts its versions from 1 again.
        if (_known.TryGetValue((test.Id, test.Version), out var known) && known.Test.HasSameContent(test))
        {
            return known.Specs;
        }

        if (_known.Count >= MaxCount)
        {
            _known.Clear();
        }

        var specs = CompiledSpecs.Compile(test.Specs, test.Outputs);
        _known[(test.Id, test.Version)] = (test, specs);
        return specs;
    }
}

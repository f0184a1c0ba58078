using Tracetest.Smoke;

if (args is not [("create" or "run") and var command, var server, var folder])
{
    await Console.Error.WriteLineAsync("usage: Smoke create|run SERVER-URL FOLDER");
    return 2;
}

using var http = new HttpClient { BaseAddress = new Uri(server.TrimEnd('/') + "/"), Timeout = TimeSpan.FromMinutes(3) };
http.DefaultRequestHeaders.Add("X-Tracetest-Augmented", "true");
var examples = new ExampleTests(http);
var outcomes = new List<bool>();
foreach (var file in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
{
    var test = await ExampleTest.ReadAsync(file);
    await examples.CreateAsync(test);
    if (command == "run")
    {
        var outcome = await examples.RunAsync(test);
        Console.WriteLine(outcome.Line);
        outcomes.Add(outcome.IsAsExpected);
    }
    else
    {
        Console.WriteLine($"created  {test.Id}");
    }
}

return outcomes.All(isAsExpected => isAsExpected) ? 0 : 1;

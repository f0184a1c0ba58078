using Pokeshop.Hosting;

if (args.Contains("--help"))
{
    Console.WriteLine(Usage.Text);
    return 0;
}

var (settings, faults) = ShopSettings.Read(args);
if (settings is null)
{
    await Console.Error.WriteLineAsync($"pokeshop cannot start:\n  {string.Join("\n  ", faults)}\nSee --help.");
    return 2;
}

return await ShopProcess.RunAsync(settings);

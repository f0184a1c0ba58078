using Tracetest.Conformance;

return ConformanceCommand.Run(args, Console.Out);

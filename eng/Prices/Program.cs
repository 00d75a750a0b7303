// Keeps the catalogue of prices:
//     dotnet run --project eng/Prices -- update [--inputs <folder>] [--catalogue <file>] [--report <file>] [--check]
//         makes the catalogue of the sources in the folder (default: eng/Prices/inputs), writes it, and writes what has changed as Markdown (default: to the console).
//         With --check nothing is written; the exit code is 1 where the sources make another file than the catalogue.
//     dotnet run --project eng/Prices -- fetch [--inputs <folder>]
//         replaces the checked-in copy of @pydantic/genai-prices by the newest version on npm.
//     dotnet run --project eng/Prices -- check [<file>]
//         checks a catalogue (default: the shipped one) by the rules of the package's analyzers, and prints what it changes in the shipped one.
// The exit code is 0, 1 where something is wrong with the prices, 2 where the arguments are wrong or a source cannot be used.
using AgentTracing.Eng.Prices;
using AgentTracing.Eng.Prices.Sources;

try
{
    return Commands.Run(args, Console.Out, Console.Error);
}
catch (Exception exception) when (exception is SourceException or InvalidDataException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    Console.Error.WriteLine("Nothing was written.");
    return 2;
}

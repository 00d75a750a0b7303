// Maintains the price catalogue:
//     dotnet run --project eng/Prices -- update [--inputs <folder>] [--catalogue <file>] [--report <file>] [--check]
//         builds the catalogue from the sources in the folder (default: eng/Prices/inputs), writes it, and writes the changes as Markdown (default: to the console).
//         With --check nothing is written; the exit code is 1 if the result differs from the catalogue.
//     dotnet run --project eng/Prices -- fetch [--inputs <folder>]
//         replaces the checked-in copy of @pydantic/genai-prices with the newest version on npm.
//     dotnet run --project eng/Prices -- check [<file>]
//         checks a catalogue (default: the shipped one) with the rules of the package's analyzers, and prints its differences from the shipped one.
// The exit code is 0 on success, 1 for errors in the prices, 2 for invalid arguments or an unusable source.
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

using AgentTracing.Eng.House;

// dotnet run --project eng/House [directory of the repository]
var repository = Repository.At(args.FirstOrDefault() ?? Environment.CurrentDirectory);
var figures = Figures.Of(repository).ToList();
foreach (var figure in figures)
{
    var least = figure.Least > 0 ? $"at least {figure.Least}, " : "";
    Console.WriteLine($"{(figure.Holds ? "ok  " : "FAIL")} {figure.Name,-62} {figure.Value,8}  ({least}at most {figure.Limit})");
    foreach (var detail in figure.Details)
        Console.WriteLine($"         {detail}");
}

return figures.Any(static figure => !figure.Holds) ? 1 : 0;

using AgentTracing.Eng.House;

// dotnet run --project eng/House [directory of the repository]
var repository = Repository.At(args.FirstOrDefault() ?? Environment.CurrentDirectory);
var figures = Figures.Of(repository).ToList();
foreach (var figure in figures)
{
    var mark = figure.Holds switch { true => "ok  ", false => "FAIL", null => "    " };
    Console.WriteLine($"{mark} {figure.Name,-62} {figure.Value,8}{(figure.Limit is { } limit ? $"  (at most {limit})" : "")}");
    foreach (var detail in figure.Details)
        Console.WriteLine($"         {detail}");
}

return figures.Any(static figure => figure.Holds == false) ? 1 : 0;

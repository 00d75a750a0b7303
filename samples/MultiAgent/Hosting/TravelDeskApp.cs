namespace TravelDesk;

/// <summary>The sample: starts the team, asks a question, and prints the trace and the costs.</summary>
public static class TravelDeskApp
{
    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code: 0 if the question was answered, 1 if it was not, 2 for an invalid command line.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var (options, fault) = CommandLine.Parse(args);
        if (options is null)
        {
            error.WriteLine($"{fault}\n\n{CommandLine.Usage}");
            return 2;
        }

        if (options.Help)
        {
            output.WriteLine(CommandLine.Usage);
            return 0;
        }

        try
        {
            await using var team = await Team.StartAsync(options.Kill, cancellationToken: cancellationToken);
            return await RunAsync(team, options.Question, output, error, cancellationToken) ? 0 : 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            error.WriteLine("Stopped.");
            return 1;
        }
        catch (AgentProcessException e)
        {
            error.WriteLine(e.Message);
            return 1;
        }
    }

    /// <summary>Asks a question, stops the team, and prints the trace and the costs.</summary>
    /// <returns>Whether the question was answered.</returns>
    public static async Task<bool> RunAsync(
        Team team, string question, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        output.WriteLine("The LLM services are loopback servers: their answers are scripted, there is no model behind them.");
        foreach (var process in team.Processes)
            output.WriteLine($"{process.Role} is process {process.Id} at {process.Address}");
        output.WriteLine($"\nQ  {question}");

        var isAnswered = true;
        try
        {
            output.WriteLine($"A  {await team.AskAsync(question, cancellationToken)}");
        }
        catch (HttpRequestException e)
        {
            isAnswered = false;
            error.WriteLine($"There is no answer: {e.Message}");
        }

        // Each process reports its last spans before it exits.
        await team.StopAsync();
        TraceTree.Write(output, team.Spans.All);
        output.WriteLine();
        CostTable.Write(output, team.Spans.All, team.Accounts);
        return isAnswered;
    }
}

using System.Net.Http.Json;
using AgentTracing;

namespace TravelDesk;

/// <summary>Answers customers. Who does the work is in other processes; the trace goes along with each request, without code for it.</summary>
/// <param name="models">The LLM service.</param>
/// <param name="http">Reaches the other agents.</param>
/// <param name="research">Where the research agent is.</param>
/// <param name="validator">Where the validator is.</param>
internal sealed partial class OrchestratorAgent(LlmService models, HttpClient http, Uri research, Uri validator)
{
    /// <summary>Answers a question. Every span of it, in any process, says whose it is.</summary>
    [Workflow("travel-question")]
    public partial Task<string> AnswerAsync(
        string question, [UserId] string userId, [SessionId] string sessionId, CancellationToken cancellationToken);

    private Task<string> AnswerCoreAsync(string question, string userId, string sessionId, CancellationToken cancellationToken)
        => CoordinateAsync(question, cancellationToken);

    [Agent("orchestrator", Description = "Splits a question, has the parts worked on, and puts the answer together")]
    private partial Task<string> CoordinateAsync(string question, CancellationToken cancellationToken);

    private async Task<string> CoordinateCoreAsync(string question, CancellationToken cancellationToken)
    {
        var journey = await models.AskAsync(Models.Orchestrator, "Name the journey in a few words.", question, cancellationToken);
        var reports = await Task.WhenAll(
            OrWithoutItAsync("research", AskResearchAsync(journey, cancellationToken)),
            OrWithoutItAsync("validation", AskValidatorAsync(journey, cancellationToken)));
        return await models.AskAsync(
            Models.Orchestrator, "Answer the question from the reports, in one sentence.", string.Join('\n', [question, .. reports]), cancellationToken);
    }

    [Tool("ask_research", Description = "Finds connections for a journey")]
    private partial Task<string> AskResearchAsync(string journey, CancellationToken cancellationToken);

    private Task<string> AskResearchCoreAsync(string journey, CancellationToken cancellationToken)
        => AskAsync(research, journey, cancellationToken);

    [Tool("ask_validator", Description = "Holds a journey against the rules")]
    private partial Task<string> AskValidatorAsync(string journey, CancellationToken cancellationToken);

    private Task<string> AskValidatorCoreAsync(string journey, CancellationToken cancellationToken)
        => AskAsync(validator, journey, cancellationToken);

    private async Task<string> AskAsync(Uri agent, string text, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(agent, new Assignment(text), cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>An agent that is down takes its own report away, not the answer.</summary>
    private static async Task<string> OrWithoutItAsync(string what, Task<string> report)
    {
        try
        {
            return await report;
        }
        catch (HttpRequestException)
        {
            return $"There is no {what}.";
        }
    }
}

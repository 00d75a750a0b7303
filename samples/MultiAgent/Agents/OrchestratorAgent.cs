using System.Net.Http.Json;
using AgentTracing;

namespace TravelDesk;

/// <summary>
/// Answers customers with the help of two agents in other processes. It contains no code to propagate the trace: HttpClient does it.
/// </summary>
/// <param name="models">The LLM service.</param>
/// <param name="http">The client for the other agents.</param>
/// <param name="research">The address of the research agent.</param>
/// <param name="validator">The address of the validator.</param>
internal sealed partial class OrchestratorAgent(LlmService models, HttpClient http, Uri research, Uri validator)
{
    /// <summary>Answers a question. All of its spans, in every process, have the user id and the session id.</summary>
    [Workflow("travel-question")]
    public partial Task<string> AnswerAsync(
        string question, [UserId] string userId, [SessionId] string sessionId, CancellationToken cancellationToken);

    private Task<string> AnswerCoreAsync(string question, string userId, string sessionId, CancellationToken cancellationToken)
        => CoordinateAsync(question, cancellationToken);

    [Agent("orchestrator", Description = "Delegates the parts of a question to other agents, and combines their reports")]
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

    [Tool("ask_validator", Description = "Checks a journey against the rules")]
    private partial Task<string> AskValidatorAsync(string journey, CancellationToken cancellationToken);

    private Task<string> AskValidatorCoreAsync(string journey, CancellationToken cancellationToken)
        => AskAsync(validator, journey, cancellationToken);

    private async Task<string> AskAsync(Uri agent, string text, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(agent, new Assignment(text), cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>If an agent is down, the answer is written without its report.</summary>
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

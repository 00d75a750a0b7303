using AgentTracing;

namespace TravelDesk;

/// <summary>Finds connections.</summary>
/// <param name="models">The LLM service.</param>
internal sealed partial class ResearchAgent(LlmService models)
{
    /// <summary>Finds the connections of a journey.</summary>
    /// <returns>The model's recommendation.</returns>
    [Agent("research", Description = "Finds connections for a journey")]
    public partial Task<string> FindAsync(string journey, CancellationToken cancellationToken);

    private async Task<string> FindCoreAsync(string journey, CancellationToken cancellationToken)
    {
        var query = await models.AskAsync(Models.Research, "Turn the journey into a query: from, to.", journey, cancellationToken);
        var connections = SearchTimetable(query);
        return await models.AskAsync(Models.Research, "Recommend a connection.", connections, cancellationToken);
    }

    [Tool("search_timetable", Description = "Looks up trains")]
    private partial string SearchTimetable(string query);

    private string SearchTimetableCore(string query) => $"{query}: 06:10-09:35, 07:10-10:35; back 17:25-20:48, 18:25-21:48";
}

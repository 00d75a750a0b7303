using AgentTracing;

namespace TravelDesk;

/// <summary>Checks journeys against the rules, with a model of another provider.</summary>
/// <param name="models">The LLM service.</param>
internal sealed partial class ValidatorAgent(LlmService models)
{
    /// <summary>Checks whether the rules allow a journey.</summary>
    [Agent("validator", Description = "Checks a journey against the rules")]
    public partial Task<string> ValidateAsync(string journey, CancellationToken cancellationToken);

    private async Task<string> ValidateCoreAsync(string journey, CancellationToken cancellationToken)
        => await models.AskAnthropicAsync(Models.Validator, $"Say whether these rules allow the journey: {ReadRules()}", journey, cancellationToken);

    [Tool("read_rules", Description = "Returns the rules for journeys")]
    private partial string ReadRules();

    private string ReadRulesCore() => "At most 14 hours from door to door. Trains only below 700 km.";
}

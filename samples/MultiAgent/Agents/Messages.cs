namespace TravelDesk;

/// <summary>A customer's question to the orchestrator.</summary>
/// <param name="Text">The question.</param>
/// <param name="UserId">The customer.</param>
/// <param name="SessionId">The customer's session.</param>
internal sealed record Question(string Text, string UserId, string SessionId);

/// <summary>A request of the orchestrator to another agent.</summary>
/// <param name="Text">The task.</param>
internal sealed record Assignment(string Text);

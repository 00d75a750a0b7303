namespace TravelDesk;

/// <summary>What a customer asks the orchestrator.</summary>
/// <param name="Text">The question.</param>
/// <param name="UserId">Who asks.</param>
/// <param name="SessionId">The session in which it is asked.</param>
internal sealed record Question(string Text, string UserId, string SessionId);

/// <summary>What the orchestrator asks another agent.</summary>
/// <param name="Text">What there is to do.</param>
internal sealed record Assignment(string Text);

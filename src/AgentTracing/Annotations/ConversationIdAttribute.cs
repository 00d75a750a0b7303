namespace AgentTracing;

/// <summary>The parameter is the id of the conversation: <c>gen_ai.conversation.id</c> on the span and on every span inside it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ConversationIdAttribute : Attribute;

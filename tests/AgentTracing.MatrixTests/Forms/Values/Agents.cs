using Microsoft.Agents.AI;

internal static partial class Values
{
    public static AIAgent Agent => ChatAgent;

    public static ChatClientAgent ChatAgent => new(Chat, name: "clerk");

    public static AgentSession Session => ChatAgent.CreateSessionAsync().AsTask().GetAwaiter().GetResult();

    public static AgentRunOptions RunOptions => new();

    public static ChatClientAgentRunOptions ChatRunOptions => new(Options);
}

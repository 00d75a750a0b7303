namespace AgentTracing;

/// <summary>LLM calls inside are not intercepted, although interception is on in the project (<c>AgentTracingInterceptLlmCalls</c>).</summary>
[AttributeUsage(
    AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Constructor
        | AttributeTargets.Method | AttributeTargets.Property)]
public sealed class NoInterceptAttribute : Attribute;

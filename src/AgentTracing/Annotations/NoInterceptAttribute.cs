namespace AgentTracing;

/// <summary>Excludes the LLM calls inside from interception, although it is on in the project (<c>AgentTracingInterceptLlmCalls</c>).</summary>
[AttributeUsage(
    AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Constructor
        | AttributeTargets.Method | AttributeTargets.Property)]
public sealed class NoInterceptAttribute : Attribute;

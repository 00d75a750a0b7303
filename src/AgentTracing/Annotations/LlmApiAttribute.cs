namespace AgentTracing;

/// <summary>
/// Adds a method to the catalogue of LLM calls, so that the analyzers and interception treat it like those of the known SDKs: every
/// overload, and its implementations and overrides. Also read from referenced assemblies, so a library can describe its own client.
/// </summary>
/// <param name="type">The client, a class or an interface.</param>
/// <param name="methodName">Name of the method.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class LlmApiAttribute(Type type, string methodName) : Attribute
{
    /// <summary>The client.</summary>
    public Type Type { get; } = type;

    /// <summary>Name of the method.</summary>
    public string MethodName { get; } = methodName;

    /// <summary>Provider as OpenTelemetry names it (<c>gen_ai.provider.name</c>), or a name of your own; null when it is not known.</summary>
    public string? Provider { get; set; }

    /// <summary>The kind of request (<c>gen_ai.operation.name</c>).</summary>
    public LlmOperation Operation { get; set; }
}

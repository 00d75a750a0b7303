using AgentTracing.CompilerServices;
using AgentTracing.Conventions;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>
/// The name and the attributes that an operation's spans have from the start, where samplers see them. What is constant is built once, and so
/// is the name for the model that was asked last, and the whole array for the agent under which the operation ran last.
/// </summary>
internal sealed class CreationTags
{
    private readonly OperationDescriptor _descriptor;
    private readonly Tag[] _constant;
    private AgentTags _last;
    private ModelName _lastName;

    internal CreationTags(OperationDescriptor descriptor)
    {
        _descriptor = descriptor;
        _constant = [.. Constant(descriptor)];
        _last = new AgentTags(null, Append(_constant, null));
        _lastName = new ModelName(descriptor.Model, SpanFactory.SpanName(descriptor, descriptor.Model));
    }

    /// <summary>Name of the span of a call that asks for <paramref name="model"/>.</summary>
    internal string NameFor(string? model)
    {
        var last = _lastName;
        if (!string.Equals(last.Model, model, StringComparison.Ordinal))
            _lastName = last = new ModelName(model, SpanFactory.SpanName(_descriptor, model));
        return last.Name;
    }

    /// <summary>The attributes of one span.</summary>
    internal IReadOnlyList<Tag> For(Operation operation)
    {
        var withAgent = ForAgent(operation.AgentName);
        if (operation.Scope is null && operation.Input is null)
            return withAgent;

        var tags = new List<Tag>(withAgent.Length + 12);
        tags.AddRange(withAgent);
        if (operation.Llm is { } call)
            LlmTags.AddRequest(tags, call, operation.Prompt);
        AddScope(tags, operation.Scope);
        AddParameters(tags, operation.Input?.Tags);
        return tags;
    }

    private Tag[] ForAgent(string? agentName)
    {
        var last = _last;
        if (!string.Equals(last.AgentName, agentName, StringComparison.Ordinal))
            _last = last = new AgentTags(agentName, Append(_constant, agentName));
        return last.Tags;
    }

    private Tag[] Append(Tag[] constant, string? agentName)
    {
        if (agentName is null)
            return constant;

        var key = _descriptor.Kind == OperationKind.Tool ? GenAIAttributes.AgentName : AgentTracingAttributes.AgentName;
        return [.. constant, new(key, agentName)];
    }

    private static IEnumerable<Tag> Constant(OperationDescriptor descriptor)
    {
        if (OperationNames.Of(descriptor) is { } operationName)
            yield return new(GenAIAttributes.OperationName, operationName);

        foreach (var (key, value) in Naming(descriptor))
        {
            if (value is not null)
                yield return new(key, value);
        }
    }

    private static (string Key, string? Value)[] Naming(OperationDescriptor descriptor) => descriptor.Kind switch
    {
        OperationKind.Workflow or OperationKind.Agent =>
        [
            (GenAIAttributes.AgentName, descriptor.Name),
            (GenAIAttributes.AgentVersion, descriptor.Version),
            (GenAIAttributes.AgentDescription, descriptor.Description),
        ],
        OperationKind.Tool =>
        [
            (GenAIAttributes.ToolName, descriptor.Name),
            (GenAIAttributes.ToolType, "function"),
            (GenAIAttributes.ToolDescription, descriptor.Description),
            (AgentTracingAttributes.OperationVersion, descriptor.Version),
        ],
        OperationKind.Retrieval =>
        [
            (GenAIAttributes.DataSourceId, descriptor.Name),
            (AgentTracingAttributes.OperationVersion, descriptor.Version),
            (AgentTracingAttributes.OperationDescription, descriptor.Description),
        ],
        OperationKind.LlmCall =>
        [
            (GenAIAttributes.ProviderName, descriptor.Provider),
            (GenAIAttributes.RequestModel, descriptor.Model),
            (AgentTracingAttributes.OperationName, descriptor.Name),
            (AgentTracingAttributes.OperationVersion, descriptor.Version),
            (AgentTracingAttributes.OperationDescription, descriptor.Description),
        ],
        _ =>
        [
            (AgentTracingAttributes.OperationVersion, descriptor.Version),
            (AgentTracingAttributes.OperationDescription, descriptor.Description),
        ],
    };

    private static void AddScope(List<Tag> tags, TraceScope? scope)
    {
        if (scope is null)
            return;

        foreach (var (key, value) in ScopeTags.Of(scope))
            Set(tags, key, value);
    }

    private static void AddParameters(List<Tag> tags, Tag[]? parameters)
    {
        foreach (var (key, value) in parameters ?? [])
            Set(tags, key, value is null ? null : TagValue.Of(value));
    }

    /// <summary>Sets an attribute: the later value replaces the earlier one, null leaves it as it is.</summary>
    internal static void Set(List<Tag> tags, string key, object? value)
    {
        if (value is null or "" || string.IsNullOrEmpty(key))
            return;

        for (var i = 0; i < tags.Count; i++)
        {
            if (string.Equals(tags[i].Key, key, StringComparison.Ordinal))
            {
                tags[i] = new(key, value);
                return;
            }
        }

        tags.Add(new(key, value));
    }

    private sealed record AgentTags(string? AgentName, Tag[] Tags);

    private sealed record ModelName(string? Model, string Name);
}

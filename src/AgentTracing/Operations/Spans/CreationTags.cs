using AgentTracing.CompilerServices;
using AgentTracing.Conventions;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>
/// Name and attributes of spans at their creation, where samplers see them. The common attributes of calls with the same agent and model
/// are created once.
/// </summary>
internal sealed class CreationTags
{
    private readonly OperationDescriptor _descriptor;
    private readonly Tag[] _constant;
    private readonly Recent<Key, Common> _common;

    internal CreationTags(OperationDescriptor descriptor)
    {
        _descriptor = descriptor;
        _constant = [.. Constant(descriptor)];
        _common = new(key => new Common(SpanFactory.SpanName(descriptor, key.Model ?? descriptor.Model), CommonOf(key)));
    }

    /// <summary>The name and the attributes of one span.</summary>
    internal (string Name, IReadOnlyList<Tag> Tags) For(Operation operation)
    {
        var call = operation.Llm;
        var common = _common.For(new(call?.RequestModel, operation.AgentName, call?.Provider, call?.Server));
        if (operation.Scope is null && operation.Input?.Tags is null && call?.Request is null or { IsEmpty: true })
            return (common.Name, common.Tags);

        var tags = new List<Tag>(common.Tags.Length + 12);
        tags.AddRange(common.Tags);
        if (call is not null)
            LlmTags.AddRequest(tags, call.Request, operation.Prompt, call.Provider);
        AddScope(tags, operation.Scope);
        AddParameters(tags, operation.Input?.Tags);
        return (common.Name, tags);
    }

    private Tag[] CommonOf(in Key key)
    {
        var tags = new List<Tag>(_constant);
        if (key.AgentName is not null)
        {
            if (_descriptor.Kind is not (OperationKind.Agent or OperationKind.Workflow))
                tags.Add(new(GenAIAttributes.AgentName, key.AgentName));
            if (_descriptor.Kind != OperationKind.Tool)
                tags.Add(new(AgentTracingAttributes.AgentName, key.AgentName));
        }

        Set(tags, GenAIAttributes.ProviderName, key.Provider);
        Set(tags, GenAIAttributes.RequestModel, key.Model);
        if (key.Server is { } server)
        {
            tags.Add(new(GenAIAttributes.ServerAddress, server.IdnHost));
            tags.Add(new(GenAIAttributes.ServerPort, (long)server.Port));
        }

        return [.. tags];
    }

    private static IEnumerable<Tag> Constant(OperationDescriptor descriptor)
    {
        yield return new(GenAIAttributes.OperationName, OperationNames.Of(descriptor.Kind, descriptor.LlmOperation));

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

    /// <summary>Sets an attribute: a later value replaces an earlier one, null leaves it unchanged.</summary>
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

    /// <summary>The key of the name and the common attributes.</summary>
    private readonly record struct Key(string? Model, string? AgentName, string? Provider, Uri? Server)
    {
        public bool Equals(Key other)
            => Model == other.Model && AgentName == other.AgentName && Provider == other.Provider && Equals(Server, other.Server);

        public override int GetHashCode() => HashCode.Combine(Model, AgentName, Provider, Server);
    }

    private sealed record Common(string Name, Tag[] Tags);
}

using System.Diagnostics;
using System.Globalization;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>The attributes of Traceloop's OpenLLMetry, for Traceloop and other back ends that read them.</summary>
internal sealed class TraceloopDialect : Dialect
{
    private static readonly DialectMessages Messages = new();

    protected override bool AddsToUsage => true;

    protected override void WriteIdentity(Activity activity, Operation operation, in LlmCharge charge)
    {
        var descriptor = operation.Descriptor;
        if (KindOf(descriptor.Kind) is { } kind)
        {
            Set(activity, TraceloopAttributes.SpanKind, kind);
            Set(activity, TraceloopAttributes.EntityName, descriptor.Name);
            if (long.TryParse(descriptor.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                Set(activity, TraceloopAttributes.EntityVersion, version);
        }

        Set(activity, TraceloopAttributes.WorkflowName, WorkflowOf(operation));
        Set(activity, TraceloopAttributes.EntityPath, PathOf(operation));
        Set(activity, LegacyAttributes.System, LegacyDialect.SystemOf(operation.Llm?.Provider));
    }

    protected override void WriteCharge(Activity activity, LlmCall call, in LlmCharge charge)
    {
        if (!charge.HasValidUsage)
            return;

        ref readonly var usage = ref charge.Usage;
        Set(activity, LegacyAttributes.UsageTotalTokens, usage.TotalInput + usage.TotalOutput);
        SetPositive(activity, LegacyAttributes.UsageCacheCreationInputTokens, usage.CacheWriteTotal());
        SetPositive(activity, TraceloopAttributes.UsageReasoningTokens, usage.Reasoning);
    }

    protected override void WriteCall(Activity activity, LlmCall call)
    {
        if (call.Operation != LlmOperation.Embeddings)
            Set(activity, TraceloopAttributes.IsStreaming, call.IsStreaming || call.Request?.Stream is true);
        Set(activity, TraceloopAttributes.ReasoningEffort, call.Request?.ReasoningLevel);
    }

    protected override void WritePrompt(Activity activity, PromptLink prompt)
    {
        Set(activity, TraceloopAttributes.PromptKey, prompt.Name);
        if (prompt.Number is { } version)
            Set(activity, TraceloopAttributes.PromptVersion, version);
        else
            Set(activity, TraceloopAttributes.PromptVersionName, prompt.Version);
    }

    protected override void WriteScope(Activity activity, TraceScope scope)
    {
        Set(activity, TraceloopAttributes.AssociationUserId, scope.UserId);
        Set(activity, TraceloopAttributes.AssociationSessionId, scope.SessionId);
        foreach (var (key, value) in scope.Metadata)
            Set(activity, TraceloopAttributes.AssociationPrefix + key, value);
    }

    protected override void WriteValues(Activity activity, Operation operation, CapturedContent content)
    {
        if (KindOf(operation.Descriptor.Kind) is null)
            return;

        if (content.ArgumentsJson is { } arguments)
            Set(activity, TraceloopAttributes.EntityInput, content.Fit($$"""{"args":[],"kwargs":{{arguments}}}"""));
        Set(activity, TraceloopAttributes.EntityOutput, content.ResultJson);
    }

    protected override void WriteParts(IndexedAttributes attributes, CapturedContent content)
    {
        Messages.Write(attributes, TraceloopAttributes.PromptMessagesPrefix, content.Sent);
        Messages.Write(attributes, TraceloopAttributes.CompletionMessagesPrefix, content.Answered);
        for (var i = 0; i < content.Tools.Count; i++)
        {
            var path = $"{TraceloopAttributes.FunctionsPrefix}{i}.";
            attributes.Set(path + "name", content.Tools[i].Name);
            attributes.Set(path + "description", content.Tools[i].Description);
            attributes.Set(path + "parameters", content.Tools[i].Parameters);
        }
    }

    private static string? KindOf(OperationKind kind) => kind switch
    {
        OperationKind.Workflow => "workflow",
        OperationKind.Agent => "agent",
        OperationKind.AgentTask => "task",
        OperationKind.Tool => "tool",
        _ => null,
    };

    /// <summary>The innermost workflow, the operation itself included.</summary>
    private static string? WorkflowOf(Operation operation)
    {
        for (Operation? around = operation; around is not null; around = around.Parent)
        {
            if (around.Descriptor.Kind == OperationKind.Workflow)
                return around.Descriptor.Name;
        }

        return null;
    }

    /// <summary>The enclosing tasks and tools, the outermost first; null when there are none.</summary>
    private static string? PathOf(Operation operation)
    {
        string? path = null;
        for (var around = operation.Parent; around is not null; around = around.Parent)
        {
            if (around.Descriptor.Kind is OperationKind.AgentTask or OperationKind.Tool)
                path = path is null ? around.Descriptor.Name : $"{around.Descriptor.Name}.{path}";
        }

        return path;
    }
}

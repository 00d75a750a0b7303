using System.Diagnostics;
using System.Runtime.CompilerServices;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <summary>
/// The span that a client has started for a tool execution: Microsoft.Extensions.AI's function invocation does so under every agent's span,
/// MCP servers do for each call. The tool completes that span; a second span would show one execution as two.
/// </summary>
internal static class OuterToolSpan
{
    private static readonly ConditionalWeakTable<Activity, Operation> Owners = [];

    /// <summary>
    /// Uses the current span for an operation if it is the span of its execution; otherwise null. An outer span belongs to one execution
    /// only.
    /// </summary>
    internal static Activity? TakeFor(Operation operation)
    {
        if (operation.Execution is { Activity: { } shared })
        {
            Owners.AddOrUpdate(shared, operation);
            return Complete(shared, operation);
        }

        if (operation.Descriptor.Kind != OperationKind.Tool
            || operation.Outside is not { IsStopped: false } outer
            || ReferenceEquals(outer, operation.Parent?.Activity)
            || !IsExecutionOf(operation.Descriptor.Name, outer)
            || !Owners.TryAdd(outer, operation))
        {
            return null;
        }

        return Complete(outer, operation);
    }

    /// <summary>
    /// The enclosing execution that a function-calling client reported, if it is that of the tool; otherwise null. An execution belongs to
    /// one tool only.
    /// </summary>
    internal static Operation? ExecutionOf(Operation operation)
        => operation is { Descriptor: { Kind: OperationKind.Tool, IsExecution: false }, Invocation: { } invocation }
            && operation.Parent is { Descriptor.IsExecution: true, IsTakenOver: false } parent
            && Equals(parent.Invocation?.Identity, invocation.Identity)
            && IsSameName(operation.Descriptor.Name, parent.Descriptor.Name)
                ? parent
                : null;

    private static Activity Complete(Activity outer, Operation operation)
    {
        foreach (var (key, value) in operation.Descriptor.Tags.For(operation).Tags)
        {
            if (outer.GetTagItem(key) is null or "")
                outer.SetTag(key, value);
        }

        return outer;
    }

    /// <summary>Sets the client's data about the call on the tool's span, but not on tools that this tool calls.</summary>
    internal static void Describe(Operation tool, FunctionInvocation invocation)
    {
        if (tool.Activity is not { } span || invocation.Name is null || !IsSameName(tool.Descriptor.Name, invocation.Name))
            return;

        if (invocation.CallId is { } id && span.GetTagItem(GenAIAttributes.ToolCallId) is null)
            span.SetTag(GenAIAttributes.ToolCallId, id);
        if (!string.IsNullOrEmpty(invocation.Description) && span.GetTagItem(GenAIAttributes.ToolDescription) is null)
            span.SetTag(GenAIAttributes.ToolDescription, invocation.Description);
    }

    /// <summary>Whether an operation has taken a tool's span, and counts the execution.</summary>
    internal static bool IsTaken(Activity span) => Owners.TryGetValue(span, out _);

    /// <summary>
    /// Removes duplicate attributes from a taken span that has ended. ModelContextProtocol always appends its own at the end; these are
    /// kept, because a failed tool is <c>tool_error</c> in the conventions.
    /// </summary>
    internal static void Settle(Activity span)
    {
        if (span.Source.Name != NativeSources.Mcp.Name)
            return;

        foreach (var key in (ReadOnlySpan<string>)[GenAIAttributes.OperationName, GenAIAttributes.ToolName, GenAIAttributes.ErrorType])
        {
            // Setting null removes the first one.
            for (var more = span.TagObjects.Count(tag => tag.Key == key) - 1; more > 0; more--)
                span.SetTag(key, null);
        }
    }

    private static bool IsExecutionOf(string tool, Activity span)
        => IsServedCallOf(tool, span) || IsShownExecutionOf(tool, span);

    /// <summary>Whether the span is an MCP server's call of the tool.</summary>
    private static bool IsServedCallOf(string tool, Activity span)
        => span.Kind == ActivityKind.Server
        && span.Source.Name == NativeSources.Mcp.Name
        && span.OperationName.StartsWith(NativeSources.McpToolCall, StringComparison.Ordinal)
        && IsSameName(tool, span.OperationName[NativeSources.McpToolCall.Length..]);

    private static bool IsShownExecutionOf(string tool, Activity span)
        => span.GetTagItem(GenAIAttributes.OperationName) is OperationNames.ExecuteTool
        && span.GetTagItem(GenAIAttributes.ToolName) is string name
        && IsSameName(tool, name);

    /// <summary>
    /// Compares names word by word: a client may name the method <c>ValidateInventory</c> <c>validate_inventory</c>. A kernel adds the
    /// plugin's name as a prefix:
    /// <c>Shop_validate_inventory</c>.
    /// </summary>
    private static bool IsSameName(string tool, string client)
        => string.Equals(tool, client, StringComparison.Ordinal)
        || string.Equals(Words(tool), Words(client), StringComparison.OrdinalIgnoreCase)
        || (client.Length > tool.Length + 1 && client[^(tool.Length + 1)] is '_' or '-' && client.EndsWith(tool, StringComparison.OrdinalIgnoreCase));

    private static string Words(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
}

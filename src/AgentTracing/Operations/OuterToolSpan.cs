using System.Diagnostics;
using System.Runtime.CompilerServices;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <summary>
/// The span that a client has made already for a tool it executes for the model: Microsoft.Extensions.AI's function invocation does so under
/// every agent's span, MCP servers do for each call. The tool completes that span; a second one would show one execution as two.
/// </summary>
internal static class OuterToolSpan
{
    private static readonly ConditionalWeakTable<Activity, Operation> Owners = [];

    /// <summary>
    /// Takes the current span for an operation, where it is that of the operation's own execution. Null where it is not; an outer span
    /// stands for one execution only.
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
    /// The execution that a client of functions tells of around a tool, where it is the tool's own; null when it is not. An execution stands for one tool
    /// only.
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

    /// <summary>Puts on a tool's span what the client knows of the call that the tool executes; a tool that another one calls is not that call.</summary>
    internal static void Describe(Operation tool, FunctionInvocation invocation)
    {
        if (tool.Activity is not { } span || invocation.Name is null || !IsSameName(tool.Descriptor.Name, invocation.Name))
            return;

        if (invocation.CallId is { } id && span.GetTagItem(GenAIAttributes.ToolCallId) is null)
            span.SetTag(GenAIAttributes.ToolCallId, id);
        if (!string.IsNullOrEmpty(invocation.Description) && span.GetTagItem(GenAIAttributes.ToolDescription) is null)
            span.SetTag(GenAIAttributes.ToolDescription, invocation.Description);
    }

    /// <summary>Whether an operation stands for a span of a tool: it counts the execution.</summary>
    internal static bool IsTaken(Activity span) => Owners.TryGetValue(span, out _);

    /// <summary>
    /// Leaves one attribute of each name on a taken span that has ended. ModelContextProtocol appends its own at the end, whatever is there; they stay, for
    /// a tool that failed is <c>tool_error</c> in the conventions.
    /// </summary>
    internal static void Settle(Activity span)
    {
        if (span.Source.Name != NativeSources.Mcp.Name)
            return;

        foreach (var key in (ReadOnlySpan<string>)[GenAIAttributes.OperationName, GenAIAttributes.ToolName, GenAIAttributes.ErrorType])
        {
            // To set null takes the first one off.
            for (var more = span.TagObjects.Count(tag => tag.Key == key) - 1; more > 0; more--)
                span.SetTag(key, null);
        }
    }

    private static bool IsExecutionOf(string tool, Activity span)
        => IsServedCallOf(tool, span) || IsShownExecutionOf(tool, span);

    /// <summary>Whether an MCP server handles a call of the tool under the span.</summary>
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
    /// Compares names as words: a client may call the method <c>ValidateInventory</c> the tool <c>validate_inventory</c>. A kernel puts the name of the plugin before it:
    /// <c>Shop_validate_inventory</c>.
    /// </summary>
    private static bool IsSameName(string tool, string client)
        => string.Equals(tool, client, StringComparison.Ordinal)
        || string.Equals(Words(tool), Words(client), StringComparison.OrdinalIgnoreCase)
        || (client.Length > tool.Length + 1 && client[^(tool.Length + 1)] is '_' or '-' && client.EndsWith(tool, StringComparison.OrdinalIgnoreCase));

    private static string Words(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
}

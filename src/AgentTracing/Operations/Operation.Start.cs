using System.Diagnostics;

namespace AgentTracing.CompilerServices;

/// <content>The start of an operation: its scope, its parent, its span.</content>
public sealed partial class Operation
{
    /// <summary>Starts an operation in the current execution context.</summary>
    /// <param name="descriptor">Its constant properties.</param>
    /// <param name="input">The values of this call.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <param name="isStreamed">Whether the response is streamed.</param>
    /// <param name="stop">The source that the operation's budget cancels, if the implementation already has its token.</param>
    /// <exception cref="AgentBudgetExceededException">A budget around the call denies it.</exception>
    internal static Operation Start(
        OperationDescriptor descriptor,
        OperationInput? input,
        CancellationToken cancellationToken,
        bool isStreamed = false,
        CancellationTokenSource? stop = null)
    {
        GenAISpans.Follow();
        Underway.Begin();
        var operation = new Operation(descriptor.Of(input?.Client), AmbientContext.Current, input, cancellationToken, isStreamed, stop);
        BudgetGate.Admit(operation);
        operation.Enter();
        operation.Budget?.Open(cancellationToken);
        return operation;
    }

    private static TraceScope? ScopeOf(IAmbientNode? node, OperationInput? input)
    {
        var outer = node?.Scope;
        if (node?.Operation is null && ScopeBaggage.IsOn && ScopeBaggage.Received() is { } received)
            outer = outer is null ? received : TraceScope.Merge(received, outer);
        if (input is null)
            return outer;

        var conversationId = input.ConversationId ?? input.Request?.Conversation;
        var prompt = PromptLink.Of(input.PromptName, input.PromptVersion);
        return input.UserId is null && input.SessionId is null && conversationId is null && prompt is null
            ? outer
            : TraceScope.Merge(outer, new TraceScope { UserId = input.UserId, SessionId = input.SessionId, ConversationId = conversationId, Prompt = prompt });
    }

    private void Enter()
    {
        _caller = CallerContext.Capture();
        var parent = FindRemoteParent();
        if (Execution is not null)
            Execution.Extras.IsTakenOver = true;
        if (AbsorbedBy is null && RunOf is null && NativeTracing is null && !IsTracedInside)
            Activity = SpanFactory.Start(this, parent, ref _beganTrace, out _isOuterSpan);
        if (Invocation is { } invocation && Descriptor.Kind == OperationKind.Tool)
            OuterToolSpan.Describe(this, invocation);
        if (ContentRecorder.Begin(this) is { } content)
        {
            if (Llm is { } call)
                call.Content = content;
            else
                Extras.Content = content;
        }

        AmbientContext.Current = this;
        if (ScopeBaggage.IsOn)
            ScopeBaggage.Enter(Activity, Scope, InnerAgentName, TraceName.Of(this));
        _caller.Entered();
    }

    /// <summary>
    /// The parent in the input's carrier, else that of an open <see cref="AgentTrace.Extract"/> under which nothing has started yet.
    /// </summary>
    private ActivityContext FindRemoteParent()
    {
        if (Input?.TraceContext is { } carrier)
        {
            var extracted = TraceContextCarrier.Extract(carrier);
            _beganTrace = extracted.IsInvalid;
            return extracted.Parent;
        }

        if (_outer is null or Operation || _outer.EnclosingRemoteParent() is not { IsParentNow: true } link)
            return default;

        _beganTrace = link.IsRoot;
        return link.Parent;
    }
}

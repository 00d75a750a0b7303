using AgentTracing.Generators.Calls;

namespace AgentTracing.Generators.Pipelines;

/// <content>Tracks the functions that a client executes, and the requests that it makes for one call.</content>
internal sealed partial class PipelineEmitter
{
    /// <summary>The statement that tracks a client, given by its expression; empty when there is nothing to track.</summary>
    private string Follow(string client) => _model.HasInnerClient ? $"FollowClient({client});" : "";

    /// <summary>The client of an agent, given by its expression.</summary>
    private static string ClientOf(string agent) => $"{agent}.GetService(typeof({AI}.IChatClient), null) as {AI}.IChatClient";

    private void WriteFollowing()
    {
        Text($$"""

            [global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = "get_InnerClient")]
            private static extern {{AI}}.IChatClient InnerOf({{AI}}.DelegatingChatClient client);

            [global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = "<InnerClient>k__BackingField")]
            private static extern ref {{AI}}.IChatClient InnerFieldOf({{AI}}.DelegatingChatClient client);

            private static void FollowClient({{AI}}.IChatClient? client)
            {
                {{(_model.HasFunctionInvoker ? "FollowFunctions(client);" : "")}}
                {{(_model.HasRounds ? "FollowRounds(client);" : "")}}
            }

            /// <summary>The outermost function-calling layer of a client; null when there is none.</summary>
            private static {{AI}}.FunctionInvokingChatClient? InvokerIn({{AI}}.IChatClient? client)
                => client?.GetService(typeof({{AI}}.FunctionInvokingChatClient), null) as {{AI}}.FunctionInvokingChatClient;
            """);
        if (_model.HasFunctionInvoker)
        {
            WriteFunctions();
            WriteExecution();
        }

        if (_model is { HasRounds: true, Chat: { } chat })
        {
            WriteRounds();
            WriteRoundReader(chat);
        }
    }

    /// <summary>
    /// Writes the code that adds a reader below clients with their own telemetry, because their spans contain only a part of the
    /// price-relevant data.
    /// </summary>
    private void WriteRounds()
    {
        Text($$"""

            private static readonly global::System.Runtime.CompilerServices.ConditionalWeakTable<{{AI}}.DelegatingChatClient, object> FollowedRounds = new();

            /// <summary>
            /// Adds a reader directly below each client that starts its own spans, or makes several requests for one call,
            /// because these contain only a part of the price-relevant data. There is no public API for it; if the library
            /// renames its field, only that part is known.
            /// </summary>
            private static void FollowRounds({{AI}}.IChatClient? source)
            {
                var client = source;
                while (client?.GetService(typeof({{AI}}.OpenTelemetryChatClient), null) is {{AI}}.OpenTelemetryChatClient traced)
                {
                    FollowRounds(traced, traced.GetService(typeof(global::System.Diagnostics.ActivitySource), null) as global::System.Diagnostics.ActivitySource);
                    client = InnerOf(traced);
                }

                for (var invoking = InvokerIn(source); invoking is not null; invoking = InvokerIn(InnerOf(invoking)))
                    FollowRounds(invoking, null);
            }

            private static void FollowRounds({{AI}}.DelegatingChatClient client, global::System.Diagnostics.ActivitySource? spans)
            {
                var inner = InnerOf(client);
                if (!FollowedRounds.TryAdd(client, client) || inner.GetService(typeof(TracedChatClient), null) is not null)
                    return;

                try
                {
                    InnerFieldOf(client) = new RoundReader(inner, spans);
                }
                catch (global::System.MissingFieldException)
                {
                }
            }
            """);
    }

    private void WriteRoundReader(ChatModel chat)
    {
        Text($$"""

            /// <summary>Reads the responses to the requests of the outer client, for its spans or its call.</summary>
            private sealed class RoundReader({{AI}}.IChatClient innerClient, global::System.Diagnostics.ActivitySource? spans) : {{AI}}.DelegatingChatClient(innerClient)
            {
                public override global::System.Threading.Tasks.Task<{{AI}}.ChatResponse> GetResponseAsync(
                    global::System.Collections.Generic.IEnumerable<{{AI}}.ChatMessage> messages, {{AI}}.ChatOptions? options = null, {{Token}} cancellationToken = default)
                {
                    var answer = (spans is null ? null : {{Runtime}}.ShownAnswer.Begin(spans)) ?? {{Runtime}}.ShownAnswer.BeginRound();
                    var response = InnerClient.GetResponseAsync(messages, options, cancellationToken);
                    return answer is null ? response : answer.Read(response, {{Reader(chat.Response)}});
                }

                public override global::System.Collections.Generic.IAsyncEnumerable<{{AI}}.ChatResponseUpdate> GetStreamingResponseAsync(
                    global::System.Collections.Generic.IEnumerable<{{AI}}.ChatMessage> messages, {{AI}}.ChatOptions? options = null, {{Token}} cancellationToken = default)
                {
                    // The caller's stream contains the updates of all rounds.
                    var updates = InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken);
                    return spans is not null && {{Runtime}}.ShownAnswer.Begin(spans) is { } answer
                        ? answer.Read(updates, {{Reader(chat.Update)}})
                        : updates;
                }
            }
            """);
    }

    private void WriteFunctions()
    {
        Text($$"""

            private static readonly global::System.Runtime.CompilerServices.ConditionalWeakTable<{{AI}}.FunctionInvokingChatClient, object> Invokers = new();

            /// <summary>Makes a function-calling client report each execution. Its function invoker is still used.</summary>
            private static void FollowFunctions({{AI}}.IChatClient? source)
            {
                for (var client = InvokerIn(source); client is not null; client = InvokerIn(InnerOf(client)))
                    Follow(client);
            }

            private static void Follow({{AI}}.FunctionInvokingChatClient client)
            {
                lock (Invokers)
                {
                    if (Invokers.TryGetValue(client, out var known) && ReferenceEquals(client.FunctionInvoker, known))
                        return;

                    var inner = client.FunctionInvoker;
                    client.FunctionInvoker = (context, cancellationToken) => ExecuteAsync(inner, context, cancellationToken);
                    Invokers.AddOrUpdate(client, client.FunctionInvoker);
                }
            }

            /// <summary>Traces each round of a function-calling client; false when there is none, or it cannot be traced.</summary>
            private static bool TraceRounds({{AI}}.IChatClient? source)
            {
                {{AI}}.FunctionInvokingChatClient? last = null;
                for (var client = InvokerIn(source); client is not null; client = InvokerIn(InnerOf(client)))
                    last = client;

                try
                {
                    if (last is null)
                        return false;

                    InnerFieldOf(last) = new TracedChatClient(InnerOf(last));
                    {{Runtime}}.SdkFacts.LayerAdded();
                    return true;
                }
                catch (global::System.MissingFieldException)
                {
                    return false;
                }
            }
            """);
    }

    private void WriteExecution()
    {
        const string Context = AI + ".FunctionInvocationContext";
        const string Invoker = $"global::System.Func<{Context}, {Token}, global::System.Threading.Tasks.ValueTask<object?>>";
        Text($$"""

            private static async global::System.Threading.Tasks.ValueTask<object?> ExecuteAsync({{Invoker}}? inner, {{Context}} context, {{Token}} cancellationToken)
            {
                if (!global::AgentTracing.AgentTelemetry.IsEnabled)
                    return await InvokeAsync(inner, context, cancellationToken).ConfigureAwait(false);

                try
                {
                    var result = {{Runtime}}.FunctionExecution.IsTraced(context.Function.UnderlyingMethod)
                        ? await InvokeAsync(inner, context, cancellationToken).ConfigureAwait(false)
                        : await TraceAsync(inner, context, cancellationToken).ConfigureAwait(false);
                    context.Terminate |= {{Runtime}}.FunctionExecution.IsStopped();
                    return result;
                }
                catch (global::AgentTracing.AgentBudgetExceededException exception) when ({{Runtime}}.FunctionExecution.IsStopped())
                {
                    // The client would turn the exception into a message to the model, and call it again.
                    context.Terminate = true;
                    return exception.Message;
                }
            }

            private static global::System.Threading.Tasks.ValueTask<object?> InvokeAsync({{Invoker}}? inner, {{Context}} context, {{Token}} cancellationToken)
                => inner is null ? context.Function.InvokeAsync(context.Arguments, cancellationToken) : inner(context, cancellationToken);

            private static global::System.Threading.Tasks.ValueTask<object?> TraceAsync({{Invoker}}? inner, {{Context}} context, {{Token}} cancellationToken)
            {
                var function = context.Function;
            """);
        using (_writer.Indent())
            new TracedCallWriter(_writer, Execution).Write();
        _writer.WriteLine("}");
    }

    /// <summary>The execution of a function, which the run time starts as a tool.</summary>
    private static TracedCall Execution { get; } = new()
    {
        Descriptor = $"{Runtime}.FunctionExecution",
        Start = $"{Runtime}.FunctionExecution.Start(function.Name, function.Description, function.UnderlyingMethod, context.Arguments, cancellationToken)",
        Invocation = "InvokeAsync(inner, context, cancellationToken)",
        Returns = ReturnShape.Tracked,
        CancellationToken = "cancellationToken",
        Input = [],
        Content = [],
        Reader = "null",
        ResultWriter = $"{Runtime}.FunctionExecution.ResultOf(function.UnderlyingMethod)",
        FreeName = static name => name,
    };
}

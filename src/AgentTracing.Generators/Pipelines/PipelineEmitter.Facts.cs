using AgentTracing.Generators.Calls;

namespace AgentTracing.Generators.Pipelines;

/// <content>What the run time is told of the SDKs when the assembly is loaded.</content>
internal sealed partial class PipelineEmitter
{
    private void WriteFacts()
    {
        Type("internal static class Pipelines");
        using (_writer.Block())
        {
            Text($$"""
                private const int Contract = {{Runtime}}.GeneratedCodeContract.V1;

                [global::System.Runtime.CompilerServices.ModuleInitializer]
                internal static void Tell()
                {
                    {{Runtime}}.SdkFacts.OfAnswers<{{AI}}.ChatResponse>(ReadParts);
                    {{Runtime}}.SdkFacts.OfAnswers<{{AI}}.ChatResponseUpdate>(ReadParts);
                """);
            if (_model.HasTypedAnswers)
                Text($"    {Runtime}.SdkFacts.OfTypedAnswers(typeof({AI}.ChatResponse<>));");
            Text($"    {Runtime}.SdkFacts.OfClients<{AI}.IChatClient>(ReadClient);");
            if (_model.Agents is not null)
            {
                Text($$"""
                        {{Runtime}}.SdkFacts.OfAnswers<{{Agents}}.AgentResponse>(ReadParts);
                        {{Runtime}}.SdkFacts.OfAnswers<{{Agents}}.AgentResponseUpdate>(ReadParts);
                        {{Runtime}}.SdkFacts.OfTypedAnswers(typeof({{Agents}}.AgentResponse<>));
                        {{Runtime}}.SdkFacts.OfClients<{{Agents}}.AIAgent>(ReadAgent);
                    """);
            }

            if (_model.HasFunctionInvocation)
                Text($"    {Runtime}.SdkFacts.OfInvocations(CurrentInvocation);");
            Text("}");
            WriteParts();
        }
    }

    private void WriteParts()
    {
        string pending = _model.Chat!.HasBackground ? "\n    parts.IsPending = answer.ContinuationToken is not null;" : "";
        string hasCache = _model.HasCache ? $"client.HasCache = source.GetService(typeof({AI}.CachingChatClient), null) is not null;" : "";
        Text($$"""

            private static void ReadParts({{Runtime}}.AnswerParts parts, {{AI}}.ChatResponse answer)
            {
                parts.Add(answer);
                parts.Add(answer.Usage);
                parts.ConversationId = answer.ConversationId;
                parts.IsOriginal = answer.RawRepresentation is not null;{{pending}}
                foreach (var message in answer.Messages)
                    parts.Add(message);
            }

            private static void ReadParts({{Runtime}}.AnswerParts parts, {{AI}}.ChatResponseUpdate update)
            {
                parts.ConversationId = update.ConversationId;
                if (update.Role == {{AI}}.ChatRole.Tool)
                    parts.EndRound();
                foreach (var content in update.Contents)
                {
                    if (content is {{AI}}.UsageContent usage)
                    {
                        parts.Add(usage.Details);
                        parts.IsOriginal |= update.RawRepresentation is not null;
                    }
                }
            }

            private static void ReadClient({{Runtime}}.LlmClient client, {{AI}}.IChatClient source)
            {
                client.Identity = IdentityOf(source);
                {{hasCache}}
                {{(_model.HasFunctionInvoker ? "FollowFunctions(source);" : "")}}
                {{(_model.HasRounds ? "FollowRounds(source);" : "")}}
            }

            /// <summary>Clients describe themselves by the innermost one's object; of some it is made anew each time.</summary>
            private static object? IdentityOf({{AI}}.IChatClient client)
            {
                var metadata = client.GetService(typeof({{AI}}.ChatClientMetadata), null) as {{AI}}.ChatClientMetadata;
                return metadata is null || ReferenceEquals(metadata, client.GetService(typeof({{AI}}.ChatClientMetadata), null))
                    ? metadata
                    : (metadata.ProviderName, metadata.ProviderUri, metadata.DefaultModelId);
            }
            """);
        if (_model.HasFunctionInvocation)
        {
            Text($$"""

                private static {{Runtime}}.FunctionInvocation? CurrentInvocation()
                    => {{AI}}.FunctionInvokingChatClient.CurrentContext is { } context
                        ? new {{Runtime}}.FunctionInvocation(context, context.CallContent.CallId, context.Function.Name, context.Function.Description)
                        : null;
                """);
        }

        if (_model.HasInnerClient)
            Text($"""

                [global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = "get_InnerClient")]
                private static extern {AI}.IChatClient InnerOf({AI}.DelegatingChatClient client);

                [global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = "<InnerClient>k__BackingField")]
                private static extern ref {AI}.IChatClient InnerFieldOf({AI}.DelegatingChatClient client);
                """);
        if (_model.HasFunctionInvoker)
            WriteFunctions();
        if (_model is { HasRounds: true, Chat: { } chat })
            WriteRounds(chat);
        if (_model.Agents is not { } agents)
            return;

        string traces = agents.HasOpenTelemetry ? $"client.TracesRuns = source.GetService(typeof({Agents}.OpenTelemetryAgent), null) is not null;" : "";
        string cache = _model.HasCache ? $"client.HasCache = (source.GetService(typeof({AI}.IChatClient), null) as {AI}.IChatClient)?.GetService(typeof({AI}.CachingChatClient), null) is not null;" : "";
        Text($$"""

            private static void ReadParts({{Runtime}}.AnswerParts parts, {{Agents}}.AgentResponse answer)
            {
                parts.Add(answer);
                parts.Add(answer.Usage);
                parts.Add(answer.RawRepresentation);
                parts.ConversationId = (answer.RawRepresentation as {{AI}}.ChatResponse)?.ConversationId;
                parts.IsOriginal = (answer.RawRepresentation as {{AI}}.ChatResponse)?.RawRepresentation is not null;
                foreach (var message in answer.Messages)
                    parts.Add(message);
            }

            private static void ReadParts({{Runtime}}.AnswerParts parts, {{Agents}}.AgentResponseUpdate update)
            {
                parts.ConversationId = (update.RawRepresentation as {{AI}}.ChatResponseUpdate)?.ConversationId;
                if (update.Role == {{AI}}.ChatRole.Tool)
                    parts.EndRound();
                foreach (var content in update.Contents)
                {
                    if (content is {{AI}}.UsageContent usage)
                    {
                        parts.Add(usage.Details);
                        parts.IsOriginal |= (update.RawRepresentation as {{AI}}.ChatResponseUpdate)?.RawRepresentation is not null;
                    }
                }
            }

            private static void ReadAgent({{Runtime}}.LlmClient client, {{Agents}}.AIAgent source)
            {
                client.Identity = source.Id;
                {{traces}}
                {{cache}}
                {{(_model.HasFunctionInvoker ? $"FollowFunctions(source.GetService(typeof({AI}.IChatClient), null) as {AI}.IChatClient);" : "")}}
                {{(agents.HasOpenTelemetry ? "Watch(source);" : "")}}
                {{(_model.HasRounds ? $"FollowRounds(source.GetService(typeof({AI}.IChatClient), null) as {AI}.IChatClient);" : "")}}
            }
            """);
        if (agents is { HasOpenTelemetry: true, HasBuilder: true })
            WriteWatch(agents);
    }

    /// <summary>What reads the answers that clients with a telemetry of their own show: their spans tell a part of what decides a price.</summary>
    private void WriteRounds(ChatModel chat)
    {
        Text($$"""

            private static readonly global::System.Runtime.CompilerServices.ConditionalWeakTable<{{AI}}.DelegatingChatClient, object> FollowedRounds = new();

            /// <summary>
            /// Puts a reader right below each client that makes spans of its own, or several requests of one: they tell a part of what decides a price. There is
            /// no public place for it once a client is made; where the library names its field otherwise, what they tell is all that is known.
            /// </summary>
            internal static void FollowRounds({{AI}}.IChatClient? source)
            {
                for (var client = source; client?.GetService(typeof({{AI}}.OpenTelemetryChatClient), null) is {{AI}}.OpenTelemetryChatClient traced; client = InnerOf(traced))
                    FollowRounds(traced, traced.GetService(typeof(global::System.Diagnostics.ActivitySource), null) as global::System.Diagnostics.ActivitySource);
                for (var client = source; client?.GetService(typeof({{AI}}.FunctionInvokingChatClient), null) is {{AI}}.FunctionInvokingChatClient invoking; client = InnerOf(invoking))
                    FollowRounds(invoking, null);
            }

            private static void FollowRounds({{AI}}.DelegatingChatClient client, global::System.Diagnostics.ActivitySource? spans)
            {
                var inner = InnerOf(client);
                if (FollowedRounds.TryGetValue(client, out _) || !FollowedRounds.TryAdd(client, client) || inner.GetService(typeof(TracedChatClient), null) is not null)
                    return;

                try
                {
                    InnerFieldOf(client) = new RoundReader(inner, spans);
                }
                catch (global::System.MissingFieldException)
                {
                }
            }

            /// <summary>Reads the answers to the requests of the client above: for its spans, or for the call that it makes them for.</summary>
            private sealed class RoundReader({{AI}}.IChatClient innerClient, global::System.Diagnostics.ActivitySource? spans) : {{AI}}.DelegatingChatClient(innerClient)
            {
                public override async global::System.Threading.Tasks.Task<{{AI}}.ChatResponse> GetResponseAsync(
                    global::System.Collections.Generic.IEnumerable<{{AI}}.ChatMessage> messages, {{AI}}.ChatOptions? options = null, {{Token}} cancellationToken = default)
                {
                    var answer = (spans is null ? null : {{Runtime}}.ShownAnswer.Begin(spans)) ?? {{Runtime}}.ShownAnswer.BeginRound();
                    var response = await InnerClient.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
                    answer?.Read(response, {{Reader(chat.Response)}});
                    return response;
                }

                public override global::System.Collections.Generic.IAsyncEnumerable<{{AI}}.ChatResponseUpdate> GetStreamingResponseAsync(
                    global::System.Collections.Generic.IEnumerable<{{AI}}.ChatMessage> messages, {{AI}}.ChatOptions? options = null, {{Token}} cancellationToken = default)
                {
                    // The caller's stream has the updates of all rounds.
                    var updates = InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken);
                    return spans is not null && {{Runtime}}.ShownAnswer.Begin(spans) is { } answer ? ReadAsync(updates, answer) : updates;
                }

                private static async global::System.Collections.Generic.IAsyncEnumerable<{{AI}}.ChatResponseUpdate> ReadAsync(
                    global::System.Collections.Generic.IAsyncEnumerable<{{AI}}.ChatResponseUpdate> updates,
                    {{Runtime}}.ShownAnswer answer,
                    [global::System.Runtime.CompilerServices.EnumeratorCancellation] {{Token}} cancellationToken = default)
                {
                    await foreach (var update in global::System.Threading.Tasks.TaskAsyncEnumerableExtensions.WithCancellation(updates, cancellationToken).ConfigureAwait(false))
                    {
                        answer.Read(update, {{Reader(chat.Update)}});
                        yield return update;
                    }
                }
            }
            """);
    }

    private void WriteFunctions()
    {
        const string Context = AI + ".FunctionInvocationContext";
        const string Invoker = $"global::System.Func<{Context}, {Token}, global::System.Threading.Tasks.ValueTask<object?>>";
        Text($$"""

            private static readonly global::System.Runtime.CompilerServices.ConditionalWeakTable<{{AI}}.FunctionInvokingChatClient, object> Invokers = new();

            /// <summary>Lets a client that calls functions for the model tell of each execution. What invokes the functions goes on doing so.</summary>
            internal static void FollowFunctions({{AI}}.IChatClient? source)
            {
                while (source?.GetService(typeof({{AI}}.FunctionInvokingChatClient), null) is {{AI}}.FunctionInvokingChatClient client)
                {
                    Follow(client);
                    source = InnerOf(client);
                }
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

            /// <summary>Traces each round that a client which calls functions asks for; false where there is none, or it has no such place.</summary>
            private static bool TraceRounds({{AI}}.IChatClient? source)
            {
                {{AI}}.FunctionInvokingChatClient? last = null;
                while (source?.GetService(typeof({{AI}}.FunctionInvokingChatClient), null) is {{AI}}.FunctionInvokingChatClient client)
                {
                    last = client;
                    source = InnerOf(client);
                }

                try
                {
                    if (last is not null)
                        InnerFieldOf(last) = new TracedChatClient(source!);
                    return last is not null;
                }
                catch (global::System.MissingFieldException)
                {
                    return false;
                }
            }

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
                    // The client would make a message to the model of the exception, and ask it again.
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

    /// <summary>The execution of a function: the run time starts it, as a tool.</summary>
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

    private void WriteWatch(AgentModel agents)
    {
        Text($$"""

        private static readonly global::System.Runtime.CompilerServices.ConditionalWeakTable<object, object> WatchedAgents = new();

        /// <summary>
        /// Lets an agent's client tell of each of its calls: by a client of ours right below function invocation, which reads more of an answer than a span tells. Where that
        /// cannot be put there, the framework reserves a place for a client of its own. A client that is traced already is left as it is.
        /// </summary>
        internal static void Watch({{Agents}}.AIAgent agent)
        {
            if (agent.GetService(typeof({{Agents}}.ChatClientAgent), null) is not {{Agents}}.ChatClientAgent inner
                || !WatchedAgents.TryAdd(inner, inner)
                || agent.GetService(typeof({{Agents}}.OpenTelemetryAgent), null) is not null
                || inner.GetService(typeof(global::System.Diagnostics.ActivitySource), null) is not null
                {{(_model.HasFunctionInvoker ? $"|| TraceRounds(inner.GetService(typeof({AI}.IChatClient), null) as {AI}.IChatClient)" : "")}})
            {
                return;
            }

            using var _ = new {{Agents}}.OpenTelemetryAgent(inner, {{Runtime}}.SdkFacts.RoundsSource) { EnableSensitiveData = false };
        }

        internal static {{Agents}}.AIAgent Watched({{Agents}}.AIAgent agent)
        {
            if (agent is not null)
            {
                {{(_model.HasFunctionInvoker ? $"FollowFunctions(agent.GetService(typeof({AI}.IChatClient), null) as {AI}.IChatClient);" : "")}}
                Watch(agent);
                {{(_model.HasRounds ? $"FollowRounds(agent.GetService(typeof({AI}.IChatClient), null) as {AI}.IChatClient);" : "")}}
            }

            return agent!;
        }

        internal static global::System.Collections.Generic.IEnumerable<{{Agents}}.AIAgent> Watched(global::System.Collections.Generic.IEnumerable<{{Agents}}.AIAgent> agents)
        {
            if (agents is null)
                return agents!;

            var list = new global::System.Collections.Generic.List<{{Agents}}.AIAgent>(agents);
            foreach (var agent in list)
                Watched(agent);
            return list;
        }

        /// <summary>An agent that another one calls as a tool has a run of its own.</summary>
        internal static {{Agents}}.AIAgent Traced({{Agents}}.AIAgent agent)
            => agent is null || agent.GetService(typeof(TracedAgent), null) is not null ? agent! : new TracedAgent(agent);
        """);
        if (!agents.HasWorkflows)
            return;

        Text($$"""

            internal static {{Agents}}.Workflows.Workflow Watched({{Agents}}.Workflows.Workflow workflow)
            {
                if (workflow is not null)
                    Watch(workflow, new());
                return workflow!;
            }

            private static void Watch({{Agents}}.Workflows.Workflow workflow, global::System.Collections.Generic.HashSet<{{Agents}}.Workflows.Workflow> seen)
            {
                if (!seen.Add(workflow))
                    return;

                foreach (var binding in workflow.ReflectExecutors().Values)
                {
                    switch (binding.RawValue)
                    {
                        case {{Agents}}.AIAgent agent:
                            Watched(agent);
                            break;
                        case {{Agents}}.Workflows.Workflow inner:
                            Watch(inner, seen);
                            break;
                    }
                }
            }
            """);
    }
}

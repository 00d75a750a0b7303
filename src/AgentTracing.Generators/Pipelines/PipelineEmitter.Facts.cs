namespace AgentTracing.Generators.Pipelines;

/// <content>The facts about SDKs that the assembly registers with the run time when it is loaded.</content>
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
                internal static void Register()
                {
                    {{Runtime}}.SdkFacts.OfAnswers<{{AI}}.ChatResponse>(ReadParts, ReadState);
                    {{Runtime}}.SdkFacts.OfAnswers<{{AI}}.ChatResponseUpdate>(ReadParts);
                """);
            if (_model.HasTypedAnswers)
                Text($"    {Runtime}.SdkFacts.OfTypedAnswers(typeof({AI}.ChatResponse<>));");
            Text($"    {Runtime}.SdkFacts.OfClients<{AI}.IChatClient>(ReadClient, MetadataOf);");
            if (_model.Agents is not null)
            {
                Text($$"""
                        {{Runtime}}.SdkFacts.OfAnswers<{{Agents}}.AgentResponse>(ReadParts, ReadState);
                        {{Runtime}}.SdkFacts.OfAnswers<{{Agents}}.AgentResponseUpdate>(ReadParts);
                        {{Runtime}}.SdkFacts.OfTypedAnswers(typeof({{Agents}}.AgentResponse<>));
                        {{Runtime}}.SdkFacts.OfClients<{{Agents}}.AIAgent>(ReadAgent);
                    """);
            }

            if (_model.HasFunctionInvocation)
                Text($"    {Runtime}.SdkFacts.OfInvocations(CurrentInvocation);");
            Text("}");
            WriteChatFacts();
            if (_model.HasFunctionInvocation)
                WriteInvocation();
            if (_model.HasInnerClient)
                WriteFollowing();
            if (_model.Agents is { } agents)
                WriteAgentFacts(agents);
        }
    }

    private void WriteChatFacts()
    {
        string pending = _model.Chat!.HasBackground ? "\n    response.IsPending = answer.ContinuationToken is not null;" : "";
        Text($$"""

            private static void ReadParts({{Runtime}}.AnswerParts parts, {{AI}}.ChatResponse answer)
            {
                parts.Add(answer);
                parts.Add(answer.Usage);
                parts.IsOriginal = answer.RawRepresentation is not null;
                for (var i = 0; i < answer.Messages.Count; i++)
                    parts.Add(answer.Messages[i]);
            }

            private static void ReadState({{Runtime}}.LlmResponse response, {{AI}}.ChatResponse answer)
            {
                response.ConversationId = answer.ConversationId;{{pending}}
            }

            private static void ReadParts({{Runtime}}.AnswerParts parts, {{AI}}.ChatResponseUpdate update)
            {
                parts.ConversationId = update.ConversationId;
                if (update.Role == {{AI}}.ChatRole.Tool)
                    parts.EndRound();
                for (var i = 0; i < update.Contents.Count; i++)
                {
                    if (update.Contents[i] is {{AI}}.UsageContent usage)
                    {
                        parts.Add(usage.Details);
                        parts.IsOriginal |= update.RawRepresentation is not null;
                    }
                }
            }

            private static void ReadClient({{Runtime}}.LlmClient client, {{AI}}.IChatClient source)
            {
                client.Identity = IdentityOf(source);
                {{(_model.HasCache ? $"client.HasCache = source.GetService(typeof({AI}.CachingChatClient), null) is not null;" : "")}}
                {{Follow("source")}}
            }

            /// <summary>The metadata, which are constant. Functions are followed for each call, because an invoker can be set later.</summary>
            private static object? MetadataOf({{AI}}.IChatClient client)
            {
                {{(_model is { HasInnerClient: true, HasFunctionInvoker: true } ? "FollowFunctions(client);" : "")}}
                return client.GetService(typeof({{AI}}.ChatClientMetadata), null);
            }

            /// <summary>All layers return the metadata of the innermost client; some clients create it anew for each call.</summary>
            private static object? IdentityOf({{AI}}.IChatClient client)
            {
                var metadata = client.GetService(typeof({{AI}}.ChatClientMetadata), null) as {{AI}}.ChatClientMetadata;
                return metadata is null || ReferenceEquals(metadata, client.GetService(typeof({{AI}}.ChatClientMetadata), null))
                    ? metadata
                    : (metadata.ProviderName, metadata.ProviderUri, metadata.DefaultModelId);
            }
            """);
    }

    private void WriteInvocation() => Text($$"""

        private static {{Runtime}}.FunctionInvocation? CurrentInvocation()
            => {{AI}}.FunctionInvokingChatClient.CurrentContext is { } context
                ? new {{Runtime}}.FunctionInvocation(context, context.CallContent.CallId, context.Function.Name, context.Function.Description)
                : null;
        """);

    private void WriteAgentFacts(AgentModel agents)
    {
        string traces = agents.HasOpenTelemetry ? $"client.TracesRuns = source.GetService(typeof({Agents}.OpenTelemetryAgent), null) is not null;" : "";
        string cache = _model.HasCache ? $"client.HasCache = ({ClientOf("source")})?.GetService(typeof({AI}.CachingChatClient), null) is not null;" : "";
        Text($$"""

            private static void ReadParts({{Runtime}}.AnswerParts parts, {{Agents}}.AgentResponse answer)
            {
                parts.Add(answer);
                parts.Add(answer.Usage);
                parts.Add(answer.RawRepresentation);
                parts.IsOriginal = (answer.RawRepresentation as {{AI}}.ChatResponse)?.RawRepresentation is not null;
                for (var i = 0; i < answer.Messages.Count; i++)
                    parts.Add(answer.Messages[i]);
            }

            private static void ReadState({{Runtime}}.LlmResponse response, {{Agents}}.AgentResponse answer)
                => response.ConversationId = (answer.RawRepresentation as {{AI}}.ChatResponse)?.ConversationId;

            private static void ReadParts({{Runtime}}.AnswerParts parts, {{Agents}}.AgentResponseUpdate update)
            {
                parts.ConversationId = (update.RawRepresentation as {{AI}}.ChatResponseUpdate)?.ConversationId;
                if (update.Role == {{AI}}.ChatRole.Tool)
                    parts.EndRound();
                for (var i = 0; i < update.Contents.Count; i++)
                {
                    if (update.Contents[i] is {{AI}}.UsageContent usage)
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
                {{(agents.HasOpenTelemetry ? "Watch(source);" : "")}}
                {{Follow(ClientOf("source"))}}
            }
            """);
        if (agents.HasOpenTelemetry)
            WriteWatch(agents);
    }

    private void WriteWatch(AgentModel agents)
    {
        Text($$"""

        private static readonly global::System.Runtime.CompilerServices.ConditionalWeakTable<object, object> WatchedAgents = new();

        /// <summary>
        /// Makes an agent's client report each of its calls, by our client directly below function invocation, which reads
        /// more of a response than a span contains. If that is not possible, our client replaces the framework's inner
        /// client. A client that is already traced is not changed.
        /// </summary>
        internal static void Watch({{Agents}}.AIAgent agent)
        {
            if (agent.GetService(typeof({{Agents}}.ChatClientAgent), null) is not {{Agents}}.ChatClientAgent inner
                || !WatchedAgents.TryAdd(inner, inner)
                || agent.GetService(typeof({{Agents}}.OpenTelemetryAgent), null) is not null
                || inner.GetService(typeof(global::System.Diagnostics.ActivitySource), null) is not null
                {{(_model.HasFunctionInvoker ? $"|| TraceRounds({ClientOf("inner")})" : "")}})
            {
                return;
            }

            using var _ = new {{Agents}}.OpenTelemetryAgent(inner, {{Runtime}}.SdkFacts.RoundsSource) { EnableSensitiveData = false };
            {{Runtime}}.SdkFacts.LayerAdded();
        }

        internal static {{Agents}}.AIAgent Watched({{Agents}}.AIAgent agent)
        {
            if (agent is not null)
            {
                Watch(agent);
                {{Follow(ClientOf("agent"))}}
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

        /// <summary>Traces the runs of an agent that another one calls as a tool.</summary>
        internal static {{Agents}}.AIAgent Traced({{Agents}}.AIAgent agent)
            => agent is null || agent.GetService(typeof(TracedAgent), null) is not null ? agent! : new TracedAgent(agent);
        """);
        if (agents.HasWorkflows)
            WriteWatchOfWorkflows();
    }

    private void WriteWatchOfWorkflows()
    {
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

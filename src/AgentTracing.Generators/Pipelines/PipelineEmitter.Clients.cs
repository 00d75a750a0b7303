using AgentTracing.Generators.Calls;
using AgentTracing.Generators.LlmApis;

namespace AgentTracing.Generators.Pipelines;

/// <content>The clients and agents that pipelines add.</content>
internal sealed partial class PipelineEmitter
{
    private const string Enumerable = "global::System.Collections.Generic.IEnumerable";
    private const string AsyncEnumerable = "global::System.Collections.Generic.IAsyncEnumerable";
    private const string Task = "global::System.Threading.Tasks.Task";

    private void WriteChatClient(ChatModel chat)
    {
        const string Parameters = $"{Enumerable}<{AI}.ChatMessage> messages, {AI}.ChatOptions? options = null, {Token} cancellationToken = default";
        const string Arguments = "(messages, options, cancellationToken)";
        (string, string)[] input = [Client("InnerClient", chat.Client), .. Request(chat.Options)];
        string[] content = [.. Content("messages", chat.Messages), .. Content("options", chat.OptionsContent)];

        Text("/// <summary>Traces the calls of a client.</summary>");
        Type($"internal sealed class TracedChatClient({AI}.IChatClient innerClient) : {AI}.DelegatingChatClient(innerClient)");
        using (_writer.Block())
        {
            WriteDescriptor("GetResponse", "PipelineCall", "Chat");
            WriteDescriptor("GetStreamingResponse", "PipelineCall", "Chat");
            WriteTraced(
                $"public override {Task}<{AI}.ChatResponse> GetResponseAsync({Parameters})",
                Call("GetResponse", "InnerClient.GetResponseAsync" + Arguments, ReturnShape.Tracked, input, content, chat.Response));
            WriteTraced(
                $"public override {AsyncEnumerable}<{AI}.ChatResponseUpdate> GetStreamingResponseAsync({Parameters})",
                Call("GetStreamingResponse", "InnerClient.GetStreamingResponseAsync" + Arguments, ReturnShape.Iterator, input, content, chat.Update));
            _writer.WriteLine();
            Text("/// <summary>The outer function invocation starts the spans of functions on the source that it finds here.</summary>");
            WriteSource();
        }

        _writer.WriteLine();
    }

    private void WriteEmbeddingGenerator(EmbeddingModel embeddings)
    {
        Text("/// <summary>Traces the calls of an embedding generator.</summary>");
        Type($"""
            internal sealed class TracedEmbeddingGenerator<TInput, TEmbedding>({AI}.IEmbeddingGenerator<TInput, TEmbedding> innerGenerator)
                : {AI}.DelegatingEmbeddingGenerator<TInput, TEmbedding>(innerGenerator)
                where TEmbedding : {AI}.Embedding
            """);
        using (_writer.Block())
        {
            WriteDescriptor("Generate", "PipelineCall", "Embeddings");
            WriteTraced(
                $"public override {Task}<{AI}.GeneratedEmbeddings<TEmbedding>> GenerateAsync({Enumerable}<TInput> values, {AI}.EmbeddingGenerationOptions? options = null, {Token} cancellationToken = default)",
                Call(
                    "Generate",
                    "InnerGenerator.GenerateAsync(values, options, cancellationToken)",
                    ReturnShape.Tracked,
                    [Client("InnerGenerator", embeddings.Client), .. Request(embeddings.Options)],
                    [".Argument(\"values\", values)"],
                    embeddings.Result));
            _writer.WriteLine();
            WriteSource();
        }

        _writer.WriteLine();
    }

    private void WriteAgent(AgentModel agents)
    {
        const string Parameters = $"{Enumerable}<{AI}.ChatMessage> messages, {Agents}.AgentSession? session = null, {Agents}.AgentRunOptions? options = null, {Token} cancellationToken = default";
        const string Arguments = "(messages, session, options, cancellationToken)";
        List<(string, string)> input = [Client("InnerAgent", agents.Client)];
        if (agents.HasSession)
            input.Add(("ConversationId", $"(session as {Agents}.ChatClientAgentSession)?.ConversationId"));
        input.AddRange(Request(agents.Options));
        string[] content = [".Argument(\"messages\", messages)"];

        Text("/// <summary>Traces the runs of an agent.</summary>");
        Type($"internal sealed class TracedAgent({Agents}.AIAgent innerAgent) : {Agents}.DelegatingAIAgent(innerAgent)");
        using (_writer.Block())
        {
            WriteDescriptor("Run", "InterceptedAgent");
            WriteDescriptor("RunStreaming", "InterceptedAgent");
            WriteTraced(
                $"protected override {Task}<{Agents}.AgentResponse> RunCoreAsync({Parameters})",
                Call("Run", "InnerAgent.RunAsync" + Arguments, ReturnShape.Tracked, input, content, agents.Response));
            WriteTraced(
                $"protected override {AsyncEnumerable}<{Agents}.AgentResponseUpdate> RunCoreStreamingAsync({Parameters})",
                Call("RunStreaming", "InnerAgent.RunStreamingAsync" + Arguments, ReturnShape.Iterator, input, content, agents.Update));
        }

        _writer.WriteLine();
    }

    private void WriteDescriptor(string name, string factory, string? operation = null)
    {
        string kind = operation is null ? "" : $", global::AgentTracing.LlmOperation.{operation}";
        _writer.WriteLine($"private static readonly {Runtime}.OperationDescriptor {name} =");
        using (_writer.Indent())
            _writer.WriteLine($"{Runtime}.OperationDescriptor.{factory}(\"{name}\"{kind});");
        _writer.WriteLine();
    }

    private void WriteTraced(string signature, TracedCall call)
    {
        if (call.Descriptor is "GetStreamingResponse" or "RunStreaming")
            _writer.WriteLine();
        _writer.WriteLine(signature);
        using (_writer.Block())
            new TracedCallWriter(_writer, call).Write();
    }

    private void WriteSource() => Text($"""
        public override object? GetService(global::System.Type serviceType, object? serviceKey = null)
            => base.GetService(serviceType, serviceKey)
                ?? (serviceKey is null && serviceType == typeof(global::System.Diagnostics.ActivitySource) ? {Runtime}.SdkFacts.PipelineSource : null);
        """);

    private static TracedCall Call(
        string descriptor, string invocation, ReturnShape returns, IReadOnlyList<(string Name, string Value)> input, IReadOnlyList<string> content, ReaderModel reader) => new()
        {
            Descriptor = descriptor,
            Invocation = invocation,
            Returns = returns,
            CancellationToken = "cancellationToken",
            Input = input,
            Content = content,
            Reader = Reader(reader),
            FreeName = static name => name,
        };

    private static (string Name, string Value) Client(string client, ReaderModel reader) => ("Client", $"{Runtime}.LlmClient.Read({client}, {Reader(reader)})");

    private static IEnumerable<(string Name, string Value)> Request(ReaderModel? options)
        => options is null ? [] : [("Request", $"{Runtime}.LlmRequest.Read(options, {Reader(options)})")];

    private static IEnumerable<string> Content(string value, ReaderModel? reader) => reader is null ? [] : [$".Request({value}, {Reader(reader)})"];
}

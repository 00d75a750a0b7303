using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Pipelines;

/// <summary>
/// The referenced parts of Microsoft.Extensions.AI and the Agent Framework, and the readers of their types. Depends only on the references.
/// </summary>
internal sealed record PipelineModel
{
    /// <summary>Nothing to write.</summary>
    public static PipelineModel None { get; } = new();

    /// <summary>The tracing of chat client pipelines; null when the project references none.</summary>
    public ChatModel? Chat { get; private init; }

    /// <summary>The tracing of embedding generators; null when the project references none.</summary>
    public EmbeddingModel? Embeddings { get; private init; }

    /// <summary>The tracing of agents; null when the project references none.</summary>
    public AgentModel? Agents { get; private init; }

    /// <summary>Whether the currently executed function call is accessible.</summary>
    public bool HasFunctionInvocation { get; private init; }

    /// <summary>Whether function-calling clients have a replaceable invoker.</summary>
    public bool HasFunctionInvoker { get; private init; }

    /// <summary>Whether there are clients that start their own spans, and clients that make several requests for one call.</summary>
    public bool HasRounds { get; private init; }

    /// <summary>Whether the inner client of another one is needed.</summary>
    public bool HasInnerClient => HasFunctionInvoker || HasRounds;

    /// <summary>Whether there are typed responses, which the abstractions alone do not have.</summary>
    public bool HasTypedAnswers { get; private init; }

    /// <summary>Whether there is a caching client.</summary>
    public bool HasCache { get; private init; }

    /// <summary>Whether there is anything to write.</summary>
    public bool HasSource => Chat is not null;

    /// <summary>All readers.</summary>
    public IEnumerable<ReaderModel> Readers => (Chat?.Readers ?? []).Concat(Embeddings?.Readers ?? []).Concat(Agents?.Readers ?? []);

    /// <summary>The model of a compilation's references.</summary>
    public static PipelineModel Of(Compilation compilation)
    {
        if (compilation.GetTypeByMetadataName("AgentTracing.CompilerServices.SdkFacts") is null || GeneratedCode.HiddenName(compilation) is not null
            || ChatModel.Of(compilation) is not { } chat)
            return None;

        return new PipelineModel
        {
            Chat = chat,
            Embeddings = EmbeddingModel.Of(compilation),
            Agents = AgentModel.Of(compilation),
            HasFunctionInvocation = Has(compilation, "Microsoft.Extensions.AI.FunctionInvokingChatClient"),
            HasFunctionInvoker = chat.HasBuilder && Has(compilation, "Microsoft.Extensions.AI.FunctionInvokingChatClient")
                && compilation.GetTypeByMetadataName("Microsoft.Extensions.AI.FunctionInvokingChatClient")!.GetMembers("FunctionInvoker").Any(static member => member is IPropertySymbol { SetMethod.DeclaredAccessibility: Accessibility.Public }),
            HasRounds = chat.HasBuilder && Has(compilation, "Microsoft.Extensions.AI.OpenTelemetryChatClient") && Has(compilation, "Microsoft.Extensions.AI.FunctionInvokingChatClient"),
            HasTypedAnswers = Has(compilation, "Microsoft.Extensions.AI.ChatResponse`1"),
            HasCache = Has(compilation, "Microsoft.Extensions.AI.CachingChatClient"),
        };
    }

    /// <summary>
    /// Whether generated code can name a type of a library and the types of its members. A type that the project declares with that name
    /// has different members. If the project redeclares contracts of the library, the library's members still use the library's types.
    /// </summary>
    internal static bool Has(Compilation compilation, string metadataName)
        => compilation.GetTypeByMetadataName(metadataName) is { DeclaredAccessibility: Accessibility.Public } type
            && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
            && type.IsNamedFromGlobal(compilation)
            && type.SelfAndBaseTypes().All(part => part.SpecialType != SpecialType.None || SignaturesOf(part).SelectMany(static named => named.NamedTypesIn()).All(named => IsMeant(named, compilation)));

    private static IEnumerable<ITypeSymbol> SignaturesOf(INamedTypeSymbol type)
        => type.GetMembers().OfType<IMethodSymbol>()
            .Where(static method => method.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected)
            .SelectMany(static method => method.Parameters.Select(static parameter => parameter.Type).Append(method.ReturnType))
            .Concat(type.TypeParameters.SelectMany(static parameter => parameter.ConstraintTypes))
            .Append(type);

    private static bool IsMeant(INamedTypeSymbol type, Compilation compilation)
        => !(type.ContainingNamespace.Is("Microsoft.Extensions.AI") || type.ContainingNamespace.Is("Microsoft.Agents.AI")) || GlobalNames.Of(compilation).Mean(type);
}

/// <summary>The tracing of a chat client.</summary>
/// <param name="Client">Reads the client.</param>
/// <param name="Options">Reads its options.</param>
/// <param name="Response">Reads a response.</param>
/// <param name="Update">Reads an element of a stream.</param>
/// <param name="Messages">Reads the model's input.</param>
/// <param name="OptionsContent">Reads the content of the options.</param>
/// <param name="HasBuilder">Whether there are pipelines, not only the abstractions.</param>
/// <param name="HasBackground">Whether responses show that they are still being generated in the background.</param>
internal sealed record ChatModel(
    ReaderModel Client, ReaderModel? Options, ReaderModel Response, ReaderModel Update, ReaderModel? Messages, ReaderModel? OptionsContent, bool HasBuilder, bool HasBackground)
{
    /// <summary>The type names that all chat clients need.</summary>
    private static readonly string[] Named =
    [
        "Microsoft.Extensions.AI.ChatClientMetadata",
        "Microsoft.Extensions.AI.ChatResponse",
        "Microsoft.Extensions.AI.ChatResponseUpdate",
        "Microsoft.Extensions.AI.ChatRole",
        "Microsoft.Extensions.AI.DelegatingChatClient",
        "Microsoft.Extensions.AI.UsageContent",
    ];

    /// <summary>The model of a compilation's references; null when there are no chat clients.</summary>
    public static ChatModel? Of(Compilation compilation)
    {
        if (compilation.GetTypeByMetadataName(ClientReaders.ChatClient) is not { } client
            || compilation.GetTypeByMetadataName("Microsoft.Extensions.AI.ChatOptions") is not { } options
            || compilation.GetTypeByMetadataName("Microsoft.Extensions.AI.ChatResponse") is not { } response
            || compilation.GetTypeByMetadataName("Microsoft.Extensions.AI.ChatResponseUpdate") is not { } update
            || !Named.All(name => PipelineModel.Has(compilation, name))
            || !client.IsNamedFromGlobal(compilation)
            || client.GetMembers("GetResponseAsync").OfType<IMethodSymbol>().FirstOrDefault() is not { Parameters: [var messages, ..] }
            || ClientReaders.For(client, compilation) is not { } clientReader
            || ResponseReaders.For(response, compilation) is not { } responseReader
            || ResponseReaders.For(update, compilation) is not { } updateReader)
        {
            return null;
        }

        return new ChatModel(
            clientReader,
            RequestReaders.For(options, compilation),
            responseReader,
            updateReader,
            ContentReaders.ForRequest(messages.Type, compilation),
            ContentReaders.ForRequest(options, compilation),
            PipelineModel.Has(compilation, "Microsoft.Extensions.AI.ChatClientBuilder"),
            response.GetMembers("ContinuationToken").Any(static member => member is IPropertySymbol { DeclaredAccessibility: Accessibility.Public }));
    }

    /// <summary>All readers.</summary>
    public IEnumerable<ReaderModel> Readers => new[] { Client, Options, Response, Update, Messages, OptionsContent }.OfType<ReaderModel>();
}

/// <summary>The tracing of an embedding generator.</summary>
/// <param name="Client">Reads the generator.</param>
/// <param name="Options">Reads its options.</param>
/// <param name="Result">Reads its result.</param>
internal sealed record EmbeddingModel(ReaderModel Client, ReaderModel? Options, ReaderModel Result)
{
    /// <summary>The model of a compilation's references; null when there are no pipelines of embedding generators.</summary>
    public static EmbeddingModel? Of(Compilation compilation)
    {
        if (compilation.GetTypeByMetadataName("Microsoft.Extensions.AI.IEmbeddingGenerator`2") is not { } generator
            || compilation.GetTypeByMetadataName("Microsoft.Extensions.AI.EmbeddingGenerationOptions") is not { } options
            || !PipelineModel.Has(compilation, "Microsoft.Extensions.AI.EmbeddingGeneratorBuilder`2")
            || !PipelineModel.Has(compilation, "Microsoft.Extensions.AI.DelegatingEmbeddingGenerator`2")
            || generator.GetMembers("GenerateAsync").OfType<IMethodSymbol>().FirstOrDefault() is not { ReturnType: INamedTypeSymbol { TypeArguments: [var result] } }
            || ClientReaders.For(generator, compilation) is not { } clientReader
            || ResponseReaders.For(result, compilation) is not { } resultReader)
        {
            return null;
        }

        return new EmbeddingModel(clientReader, RequestReaders.For(options, compilation), resultReader);
    }

    /// <summary>All readers.</summary>
    public IEnumerable<ReaderModel> Readers => new[] { Client, Options, Result }.OfType<ReaderModel>();
}

/// <summary>The tracing of an agent.</summary>
/// <param name="Client">Reads the agent.</param>
/// <param name="Response">Reads a response.</param>
/// <param name="Update">Reads an element of a stream.</param>
/// <param name="Options">Reads the options of a run.</param>
/// <param name="HasBuilder">Whether there are pipelines of agents, not only the abstractions.</param>
/// <param name="HasOpenTelemetry">Whether there is an agent that traces itself.</param>
/// <param name="HasSession">Whether sessions expose their conversation.</param>
/// <param name="HasWorkflows">Whether there are workflows of agents.</param>
internal sealed record AgentModel(
    ReaderModel Client, ReaderModel Response, ReaderModel Update, ReaderModel? Options, bool HasBuilder, bool HasOpenTelemetry, bool HasSession, bool HasWorkflows)
{
    /// <summary>The model of a compilation's references; null when there are no agents.</summary>
    public static AgentModel? Of(Compilation compilation)
    {
        if (compilation.GetTypeByMetadataName("Microsoft.Agents.AI.AIAgent") is not { } agent
            || compilation.GetTypeByMetadataName("Microsoft.Agents.AI.AgentResponse") is not { } response
            || compilation.GetTypeByMetadataName("Microsoft.Agents.AI.AgentResponseUpdate") is not { } update
            || !agent.IsNamedFromGlobal(compilation)
            || !PipelineModel.Has(compilation, "Microsoft.Agents.AI.AgentResponse")
            || !PipelineModel.Has(compilation, "Microsoft.Agents.AI.AgentResponseUpdate")
            || ClientReaders.For(agent, compilation) is not { } clientReader
            || ResponseReaders.For(response, compilation, readsSums: true) is not { } responseReader
            || ResponseReaders.For(update, compilation, readsSums: true) is not { } updateReader)
        {
            return null;
        }

        bool hasBuilder = PipelineModel.Has(compilation, "Microsoft.Agents.AI.AIAgentBuilder") && PipelineModel.Has(compilation, "Microsoft.Agents.AI.DelegatingAIAgent");
        return new AgentModel(
            clientReader,
            responseReader,
            updateReader,
            compilation.GetTypeByMetadataName("Microsoft.Agents.AI.AgentRunOptions") is { } options ? RequestReaders.For(options, compilation) : null,
            hasBuilder,
            hasBuilder && PipelineModel.Has(compilation, "Microsoft.Agents.AI.OpenTelemetryAgent"),
            PipelineModel.Has(compilation, "Microsoft.Agents.AI.ChatClientAgentSession"),
            PipelineModel.Has(compilation, "Microsoft.Agents.AI.Workflows.Workflow") && PipelineModel.Has(compilation, "Microsoft.Agents.AI.Workflows.ExecutorBinding"));
    }

    /// <summary>All readers.</summary>
    public IEnumerable<ReaderModel> Readers => new[] { Client, Response, Update, Options }.OfType<ReaderModel>();
}

using AgentTracing.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Sdks;

/// <summary>
/// The facts about an SDK, as data: its calls, the members that name a model, the shapes of requests, results and content, its raw types,
/// its streams and its own tracing. The tables of readers, analyzers and docs are projections of them. Names are metadata names; types and
/// members that the referenced version lacks are omitted.
/// </summary>
/// <param name="namespaces">The namespaces of its types.</param>
internal sealed class Sdk(params string[] namespaces)
{
    /// <summary>The namespaces of its types.</summary>
    public IReadOnlyList<string> Namespaces { get; } = namespaces;

    /// <summary>
    /// Its name in build properties, after <c>AgentTracingIntercept</c>; OpenAI and Azure's OpenAI share one. Null when it has no model
    /// calls.
    /// </summary>
    public string? Property { get; init; }

    /// <summary>The provider of its types, a value of <c>gen_ai.provider.name</c>; null when it can be any.</summary>
    public string? Provider { get; init; }

    /// <summary>Its calls. Interfaces include their implementations, base classes their overrides.</summary>
    public IReadOnlyList<LlmApi> Calls { get; init; } = [];

    /// <summary>Its types on which a model is named.</summary>
    public IReadOnlyList<ModelTypes> Models { get; init; } = [];

    /// <summary>An enum of models.</summary>
    public string? ModelEnum { get; init; }

    /// <summary>Types of options and requests, including derived types.</summary>
    public IReadOnlyList<string> Requests { get; init; } = [];

    /// <summary>Types of a response format, and their output types.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Formats { get; init; } = [];

    /// <summary>Facts about results and elements of streams that their shape does not show.</summary>
    public IReadOnlyList<ResponseShape> Responses { get; init; } = [];

    /// <summary>Usage types of image requests: without details, their whole output is images.</summary>
    public IReadOnlyList<string> ImageUsages { get; init; } = [];

    /// <summary>Inputs of calls: requests, options, messages, tools.</summary>
    public IReadOnlyList<ContentShape> Inputs { get; init; } = [];

    /// <summary>Results of calls, and elements of their streams.</summary>
    public IReadOnlyList<ContentShape> Answers { get; init; } = [];

    /// <summary>Types that adapters keep as the raw representation of responses; at run time they determine the provider.</summary>
    public IReadOnlyList<string> RawAnswers { get; init; } = [];

    /// <summary>Like <see cref="RawAnswers"/>, for responses that do not belong to a conversation: images, transcriptions.</summary>
    public IReadOnlyList<string> RawMedia { get; init; } = [];

    /// <summary>Like <see cref="RawAnswers"/>, for elements of streams.</summary>
    public IReadOnlyList<string> RawUpdates { get; init; } = [];

    /// <summary>Types of clients that call another provider than the SDK's own, and their providers.</summary>
    public IReadOnlyList<(string Type, string Provider)> Clients { get; init; } = [];

    /// <summary>The contract of clients through which adapters return one of <see cref="Clients"/>.</summary>
    public string? ClientContract { get; init; }

    /// <summary>
    /// The type of the conversation to which its connectors append the responses of earlier rounds; null when there is none.
    /// </summary>
    public string? History { get; init; }

    /// <summary>Services of connectors, and their providers.</summary>
    public IReadOnlyList<(string Type, string Provider)> Services { get; init; } = [];

    /// <summary>
    /// Its types with a name (agents, workflows, collections), and a function from the object's expression to the name's.
    /// </summary>
    public IReadOnlyList<(string Type, Func<string, string> Name)> Named { get; init; } = [];

    /// <summary>Its stream types.</summary>
    public IReadOnlyList<(string Type, SdkStreamKind Kind)> Streams { get; init; } = [];

    /// <summary>The sources that it uses to trace model calls, if that does not depend on a pipeline.</summary>
    public IReadOnlyList<NativeSource> Sources { get; init; } = [];

    /// <summary>The client that adapters of Microsoft.Extensions.AI return, if it traces itself.</summary>
    public TracedClient? TracedClient { get; init; }

    /// <summary>Every SDK.</summary>
    public static IReadOnlyList<Sdk> All => Table.Sdks;

    /// <summary>Every call of the catalogue, SDK by SDK.</summary>
    public static IReadOnlyList<LlmApi> AllCalls => Table.Calls;

    /// <summary>The SDKs' names in build properties, each once.</summary>
    public static IReadOnlyList<string> Properties => Table.Properties;

    /// <summary>The SDK of a type or namespace, by its full name; null when there is none. The longest namespace decides.</summary>
    public static Sdk? Of(string name)
    {
        (Sdk? Sdk, int Length) best = default;
        foreach (var sdk in All)
        {
            foreach (var space in sdk.Namespaces)
            {
                if (space.Length > best.Length && name.StartsWith(space, StringComparison.Ordinal) && (name.Length == space.Length || name[space.Length] == '.'))
                    best = (sdk, space.Length);
            }
        }

        return best.Sdk;
    }

    /// <summary>The SDK of a type's namespace; null when there is none.</summary>
    public static Sdk? Of(INamespaceSymbol? space) => space is { IsGlobalNamespace: false } ? Of(space.ToDisplayString()) : null;

    /// <summary>A separate class, so that an SDK's class can be initialized first.</summary>
    private static class Table
    {
        public static readonly IReadOnlyList<Sdk> Sdks =
        [
            SystemClientModel.Sdk,
            OpenAI.Sdk,
            AzureOpenAI.Sdk,
            Anthropic.Sdk,
            AnthropicCommunity.Sdk,
            MicrosoftExtensionsAI.Sdk,
            AgentFramework.Sdk,
            SemanticKernel.Sdk,
            Ollama.Sdk,
            AzureInference.Sdk,
            MicrosoftExtensionsAIEvaluation.Sdk,
            VectorData.Sdk,
            KernelMemory.Sdk,
            AutoGen.Sdk,
            LLamaSharp.Sdk,
            ModelContextProtocol.Sdk,
            Betalgo.Sdk,
            Bedrock.Sdk,
            GoogleGenAI.Sdk,
            GoogleVertexAI.Sdk,
            Mscc.Sdk,
            Mistral.Sdk,
        ];

        public static readonly IReadOnlyList<LlmApi> Calls = [.. Sdks.SelectMany(static sdk => sdk.Calls)];

        public static readonly IReadOnlyList<string> Properties = [.. Sdks.Select(static sdk => sdk.Property).OfType<string>().Distinct()];
    }
}

/// <summary>Types on which a model is named.</summary>
/// <param name="Provider">The provider of the models; null when it is the client's, which is only known at run time.</param>
/// <param name="Types">Metadata names of the types.</param>
internal sealed record ModelTypes(string? Provider, string[] Types);

/// <summary>A client that traces itself.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Source">The source that it uses to trace chat.</param>
/// <param name="TracesStreams">Whether it also traces streams.</param>
internal sealed record TracedClient(string Type, NativeSource Source, bool TracesStreams = true);

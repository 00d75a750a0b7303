using AgentTracing.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Sdks;

/// <summary>
/// All that is known of an SDK, as data: its calls, where its types name a model, what requests, results and content look like, its raw types,
/// its streams and its own tracing. The tables that readers, analyzers and docs use are projections of these. Names are those of metadata; a type
/// or member that the referenced version lacks is left out.
/// </summary>
/// <param name="namespaces">Where its types stand.</param>
internal sealed class Sdk(params string[] namespaces)
{
    /// <summary>Where its types stand.</summary>
    public IReadOnlyList<string> Namespaces { get; } = namespaces;

    /// <summary>
    /// What build properties call it: <c>AgentTracingIntercept</c> and this; OpenAI and Azure's OpenAI share one. Null where it has no model calls.
    /// </summary>
    public string? Property { get; init; }

    /// <summary>The provider that its types speak for, as <c>gen_ai.provider.name</c> has it; null when they speak for any.</summary>
    public string? Provider { get; init; }

    /// <summary>Its calls. Interfaces stand for what implements them, base classes for what overrides them.</summary>
    public IReadOnlyList<LlmApi> Calls { get; init; } = [];

    /// <summary>Its types on which a model is named.</summary>
    public IReadOnlyList<ModelTypes> Models { get; init; } = [];

    /// <summary>An enum whose members stand for models.</summary>
    public string? ModelEnum { get; init; }

    /// <summary>Types of options and requests; what derives from one of them is read as well.</summary>
    public IReadOnlyList<string> Requests { get; init; } = [];

    /// <summary>Types of a response format, and the output type that each stands for.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Formats { get; init; } = [];

    /// <summary>Results and elements of streams, as far as their shape does not tell.</summary>
    public IReadOnlyList<ResponseShape> Responses { get; init; } = [];

    /// <summary>Usages of requests for images, whose output is images where they do not tell.</summary>
    public IReadOnlyList<string> ImageUsages { get; init; } = [];

    /// <summary>What calls are given: requests, options, messages, tools.</summary>
    public IReadOnlyList<ContentShape> Told { get; init; } = [];

    /// <summary>What calls return, and what their streams yield.</summary>
    public IReadOnlyList<ContentShape> Answers { get; init; } = [];

    /// <summary>Types that adapters keep as the raw representation of the answers that they translate; at run time they tell the provider.</summary>
    public IReadOnlyList<string> RawAnswers { get; init; } = [];

    /// <summary>As <see cref="RawAnswers"/>, of the elements of streams.</summary>
    public IReadOnlyList<string> RawUpdates { get; init; } = [];

    /// <summary>Types of clients that call another provider than the SDK's own, and whom each calls.</summary>
    public IReadOnlyList<(string Type, string Provider)> Clients { get; init; } = [];

    /// <summary>The contract of clients by which adapters answer with one of <see cref="Clients"/>.</summary>
    public string? ClientContract { get; init; }

    /// <summary>The conversation to which its connectors append the answers of rounds that they do not return; null when none does.</summary>
    public string? History { get; init; }

    /// <summary>Services of connectors, and whom each calls.</summary>
    public IReadOnlyList<(string Type, string Provider)> Services { get; init; } = [];

    /// <summary>Its types that have a name: agents, workflows, collections; and the expression of it, made of that of the object.</summary>
    public IReadOnlyList<(string Type, Func<string, string> Name)> Named { get; init; } = [];

    /// <summary>Its own types of streams.</summary>
    public IReadOnlyList<(string Type, SdkStreamKind Kind)> Streams { get; init; } = [];

    /// <summary>The sources with which it traces model calls, where that does not depend on a pipeline.</summary>
    public IReadOnlyList<NativeSource> Sources { get; init; } = [];

    /// <summary>The client that adapters of Microsoft.Extensions.AI answer with, where it traces itself.</summary>
    public TracedClient? TracedClient { get; init; }

    /// <summary>Every SDK.</summary>
    public static IReadOnlyList<Sdk> All => Table.Sdks;

    /// <summary>Every call that the catalogue knows, SDK by SDK.</summary>
    public static IReadOnlyList<LlmApi> AllCalls => Table.Calls;

    /// <summary>What build properties call the SDKs, each once.</summary>
    public static IReadOnlyList<string> Properties => Table.Properties;

    /// <summary>The SDK that a type or namespace, by its full name, belongs to; null when it is none's. The longest namespace decides.</summary>
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

    /// <summary>The SDK of the namespace that a type stands in; null when it is none's.</summary>
    public static Sdk? Of(INamespaceSymbol? space) => space is { IsGlobalNamespace: false } ? Of(space.ToDisplayString()) : null;

    /// <summary>Apart from the type, so that an SDK's own class can be the first one that is used.</summary>
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
/// <param name="Provider">Whose models they are; null: the client's, known at run time only.</param>
/// <param name="Types">Metadata names of the types.</param>
internal sealed record ModelTypes(string? Provider, string[] Types);

/// <summary>A client that traces itself.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Source">The source with which it traces chat.</param>
/// <param name="TracesStreams">Whether it traces what it streams, too.</param>
internal sealed record TracedClient(string Type, NativeSource Source, bool TracesStreams = true);

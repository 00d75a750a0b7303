using System.Text;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// Where code names a model: parameters of constructors, factories and calls, and properties of options, requests and clients.
/// </summary>
internal sealed class ModelSites
{
    private const string ModelEnum = "Anthropic.Models.Messages.Model";

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
        { "model", "modelid", "defaultmodel", "defaultmodelid", "selectedmodel", "modeloverride" };

    // Types on which a model is named, and whose models they are; null: the client's, known at run time only. Azure's deployments are no
    // models.
    private static readonly (string? Provider, string[] Types)[] Table =
    [
        (
            "openai",
            [
                "OpenAI.OpenAIClient", "OpenAI.Chat.ChatClient", "OpenAI.Chat.ChatClientSettings", "OpenAI.Embeddings.EmbeddingClient",
                "OpenAI.Embeddings.EmbeddingClientSettings", "OpenAI.Images.ImageClient", "OpenAI.Images.ImageClientSettings", "OpenAI.Audio.AudioClient",
                "OpenAI.Audio.AudioClientSettings", "OpenAI.Moderations.ModerationClient", "OpenAI.Moderations.ModerationClientSettings",
                "OpenAI.Responses.ResponsesClient", "OpenAI.Responses.OpenAIResponseClient", "OpenAI.Responses.CreateResponseOptions",
                "OpenAI.Assistants.AssistantClient", "OpenAI.Assistants.RunCreationOptions", "OpenAI.Assistants.AssistantModificationOptions",
                "OpenAI.Decisions.DecisionCreationOptions", "OpenAI.Realtime.RealtimeClient", "OpenAI.Realtime.RealtimeConversationSessionOptions",
                "OpenAI.Realtime.RealtimeAudioTranscriptionOptions",
                "Microsoft.Extensions.AI.OpenAIClientExtensions", "Microsoft.Extensions.AI.OpenAIRealtimeClient",
                "Microsoft.SemanticKernel.OpenAIKernelBuilderExtensions", "Microsoft.SemanticKernel.OpenAIServiceCollectionExtensions",
                "Microsoft.SemanticKernel.OpenAIChatClientKernelBuilderExtensions",
                "Microsoft.Extensions.DependencyInjection.OpenAIServiceCollectionExtensions",
                "Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIChatCompletionService",
                "Microsoft.SemanticKernel.Connectors.OpenAI.OpenAITextEmbeddingGenerationService",
                "Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIAudioToTextService", "Microsoft.SemanticKernel.Connectors.OpenAI.OpenAITextToAudioService",
                "Microsoft.SemanticKernel.Connectors.OpenAI.OpenAITextToImageService",
                "Betalgo.Ranul.OpenAI.OpenAIOptions", "Betalgo.Ranul.OpenAI.Managers.OpenAIService", "Betalgo.Ranul.OpenAI.Interfaces.IOpenAIService",
                "Betalgo.Ranul.OpenAI.Interfaces.IChatCompletionService", "Betalgo.Ranul.OpenAI.Interfaces.ICompletionService",
                "Betalgo.Ranul.OpenAI.Interfaces.IEditService", "Betalgo.Ranul.OpenAI.Interfaces.IAssistantService", "Betalgo.Ranul.OpenAI.Interfaces.IRunService",
                "Betalgo.Ranul.OpenAI.Interfaces.IChatCompletionServiceExtension", "Betalgo.Ranul.OpenAI.Interfaces.IModerationServiceExtension",
                "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest",
                "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.CompletionCreateRequest",
                "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.EmbeddingCreateRequest", "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.RunCreateRequest",
                "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.CreateThreadAndRunRequest",
                "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.AssistantCreateRequest",
                "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.AssistantModifyRequest",
                "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.EditCreateRequest",
                "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.AudioCreateSpeechRequest",
                "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.AudioCreateTranscriptionRequest",
            ]),
        (
            "anthropic",
            [
                "Anthropic.Models.Messages.MessageCreateParams", "Anthropic.Models.Beta.Messages.MessageCreateParams",
                "Anthropic.Models.Messages.Batches.Params", "Anthropic.Models.Beta.Messages.Batches.Params",
                "Anthropic.Models.Beta.Messages.BetaFallbackParam", "Anthropic.Models.Beta.Messages.BetaAdvisorTool20260301",
                "Anthropic.Models.Beta.Messages.ThreadCreateParams", "Anthropic.Models.Beta.Messages.ThreadSendParams",
                "Microsoft.Extensions.AI.AnthropicClientExtensions", "Microsoft.Extensions.AI.AnthropicBetaClientExtensions",
                "Anthropic.SDK.Messaging.MessageParameters",
            ]),
        (
            "ollama",
            [
                "OllamaSharp.OllamaApiClient", "OllamaSharp.IOllamaApiClient", "OllamaSharp.Chat", "OllamaSharp.Models.Chat.ChatRequest",
                "OllamaSharp.Models.GenerateRequest", "OllamaSharp.Models.EmbedRequest",
            ]),
        (
            "azure.ai.inference",
            [
                "Azure.AI.Inference.ChatCompletionsOptions", "Azure.AI.Inference.EmbeddingsOptions", "Azure.AI.Inference.ImageEmbeddingsOptions",
                "Microsoft.Extensions.AI.AzureAIInferenceExtensions",
            ]),
        (
            "aws.bedrock",
            [
                "Amazon.BedrockRuntime.Model.ConverseRequest", "Amazon.BedrockRuntime.Model.ConverseStreamRequest",
                "Amazon.BedrockRuntime.Model.InvokeModelRequest", "Amazon.BedrockRuntime.Model.InvokeModelWithResponseStreamRequest",
                "Amazon.BedrockRuntime.AmazonBedrockRuntimeExtensions",
            ]),
        ("azure.ai.openai", ["Microsoft.SemanticKernel.AzureOpenAIKernelBuilderExtensions", "Microsoft.SemanticKernel.AzureOpenAIServiceCollectionExtensions"]),
        ("gcp.gemini", ["Google.GenAI.Models", "Microsoft.Extensions.AI.GoogleGenAIExtensions", "Mscc.GenerativeAI.GenerativeModel", "Mscc.GenerativeAI.GoogleAI"]),
        ("gcp.vertex_ai", ["Google.Cloud.AIPlatform.V1.GenerateContentRequest", "Mscc.GenerativeAI.VertexAI"]),
        ("mistral_ai", ["Mistral.SDK.DTOs.ChatCompletionRequest", "Mistral.SDK.DTOs.EmbeddingRequest"]),
        (
            null,
            [
                "Microsoft.Extensions.AI.ChatOptions", "Microsoft.Extensions.AI.EmbeddingGenerationOptions", "Microsoft.Extensions.AI.ImageGenerationOptions",
                "Microsoft.Extensions.AI.SpeechToTextOptions", "Microsoft.Extensions.AI.TranscriptionOptions", "Microsoft.Extensions.AI.TextToSpeechOptions", "Microsoft.Extensions.AI.RealtimeSessionOptions",
                "Microsoft.SemanticKernel.PromptExecutionSettings",
            ]),
    ];

    private readonly Dictionary<INamedTypeSymbol, string?> _types = new(SymbolEqualityComparer.Default);

    private ModelSites()
    {
    }

    /// <summary>Metadata names of every type of the table.</summary>
    public static IEnumerable<string> TypeNames => Table.SelectMany(row => row.Types);

    /// <summary>The sites of a compilation; null where it references no SDK that has any.</summary>
    public static ModelSites? Create(Compilation compilation)
    {
        var sites = new ModelSites();
        var lookup = new NamespaceLookup(compilation);
        foreach (var (provider, types) in Table)
        {
            foreach (var type in types.SelectMany(lookup.Find))
                sites._types[type] = provider;
        }

        return sites._types.Count == 0 ? null : sites;
    }

    /// <summary>Whether an argument for this parameter names a model.</summary>
    /// <param name="parameter">Parameter of a constructor, factory or call.</param>
    /// <param name="provider">Whose model it is, or null where that is not known at compile time.</param>
    public bool TryGet(IParameterSymbol parameter, out string? provider)
    {
        provider = null;
        return IsModel(parameter.Name, parameter.Type) && parameter.ContainingSymbol is IMethodSymbol method
            && _types.TryGetValue((method.ReducedFrom ?? method).ContainingType.OriginalDefinition, out provider);
    }

    /// <summary>Whether a value set to this property names a model.</summary>
    /// <param name="property">The property.</param>
    /// <param name="provider">Whose model it is, or null where that is not known at compile time.</param>
    public bool TryGet(IPropertySymbol property, out string? provider)
    {
        provider = null;
        return IsModel(property.Name, property.Type) && _types.TryGetValue(property.ContainingType.OriginalDefinition, out provider);
    }

    /// <summary>
    /// The id that a member of an SDK's enum of models stands for: <c>Model.ClaudeOpus4_6</c> is <c>claude-opus-4-6</c>. Null for other
    /// members.
    /// </summary>
    public static string? IdOf(IFieldSymbol member)
    {
        if (!member.ContainingType.HasMetadataName(ModelEnum))
            return null;

        var id = new StringBuilder(member.Name.Length + 8);
        for (var i = 0; i < member.Name.Length; i++)
        {
            var c = member.Name[i];
            if (c == '_')
            {
                id.Append('-');
                continue;
            }

            if (i > 0 && member.Name[i - 1] != '_' && (char.IsUpper(c) || char.IsDigit(c) != char.IsDigit(member.Name[i - 1])))
                id.Append('-');
            id.Append(char.ToLowerInvariant(c));
        }

        return id.ToString();
    }

    /// <summary>Whether a parameter or property of this name and type says which model is meant, where it is a site at all.</summary>
    public static bool IsModel(string name, ITypeSymbol type)
        => name.IndexOf("model", StringComparison.OrdinalIgnoreCase) >= 0
            && (type.SpecialType == SpecialType.System_String || type.Is("Anthropic.Core", "ApiEnum`2"))
            && Names.Contains(MemberNames.Canonical(name));
}

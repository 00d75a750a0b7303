using AgentTracing.Sdks;
using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>Betalgo's community SDK of OpenAI's API. It does not throw; a response contains whether it was successful.</summary>
internal static class Betalgo
{
    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("Betalgo.Ranul.OpenAI")
    {
        Property = "Betalgo",
        Provider = ProviderNames.OpenAI,
        Calls =
        [
            Call("IChatCompletionService", ["CreateCompletion"], Chat),
            Call("IChatCompletionService", ["CreateCompletionAsStream"], Chat, Streaming | UsageOnRequest),
            Call("IChatCompletionServiceExtension", ["Create"], Chat),
            Call("ICompletionService", ["CreateCompletion"], TextCompletion),
            Call("ICompletionService", ["CreateCompletionAsStream"], TextCompletion, Streaming | UsageOnRequest),
            Call("ICompletionServiceExtension", ["Create"], TextCompletion),
            Call("IEditService", ["CreateEdit"], TextCompletion),
            Call("IEditServiceExtension", ["Edit"], TextCompletion),
            Call("IEmbeddingService", ["CreateEmbedding"], Embeddings),
            Call("IImageService", ["CreateImage", "CreateImageEdit", "CreateImageVariation"], ImageGeneration),
            Call("IAudioService", ["CreateTranscription", "CreateTranslation"], Transcription),
            Call("IAudioService", ["CreateSpeech"], Speech),
            Call("IModerationService", ["CreateModeration"], Moderation, Free),
            Call("IModerationServiceExtension", ["CreateModeration"], Moderation, Free),
            Call("IRunService", ["RunCreate", "RunSubmitToolOutputs", "CreateThreadAndRun"], InvokeAgent, Deferred),
            Call("IRunService", ["RunCreateAsStream", "RunSubmitToolOutputsAsStream", "CreateThreadAndRunAsStream"], InvokeAgent, Streaming),
        ],
        Models =
        [
            new(
                ProviderNames.OpenAI,
                [
                    "Betalgo.Ranul.OpenAI.OpenAIOptions",
                    "Betalgo.Ranul.OpenAI.Managers.OpenAIService",
                    "Betalgo.Ranul.OpenAI.Interfaces.IOpenAIService",
                    "Betalgo.Ranul.OpenAI.Interfaces.IChatCompletionService",
                    "Betalgo.Ranul.OpenAI.Interfaces.ICompletionService",
                    "Betalgo.Ranul.OpenAI.Interfaces.IEditService",
                    "Betalgo.Ranul.OpenAI.Interfaces.IAssistantService",
                    "Betalgo.Ranul.OpenAI.Interfaces.IRunService",
                    "Betalgo.Ranul.OpenAI.Interfaces.IChatCompletionServiceExtension",
                    "Betalgo.Ranul.OpenAI.Interfaces.IModerationServiceExtension",
                    "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest",
                    "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.CompletionCreateRequest",
                    "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.EmbeddingCreateRequest",
                    "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.RunCreateRequest",
                    "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.CreateThreadAndRunRequest",
                    "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.AssistantCreateRequest",
                    "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.AssistantModifyRequest",
                    "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.EditCreateRequest",
                    "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.AudioCreateSpeechRequest",
                    "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.AudioCreateTranscriptionRequest",
                ]),
        ],
        Requests =
        [
            "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest",
            "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.CompletionCreateRequest",
            "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.EmbeddingCreateRequest",
        ],
        Inputs =
        [
            new("Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest") { Messages = "Messages" },
            new("Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatMessage")
            {
                Role = "Role",
                Name = "Name",
                Texts = ["Content"],
                Thoughts = ["ReasoningContent"],
            },
        ],
        Answers =
        [
            new("Betalgo.Ranul.OpenAI.ObjectModels.ResponseModels.ChatCompletionCreateResponse")
            {
                Texts = [MemberPath.Each("Choices").Then("Message", "Content"), MemberPath.Each("Choices").Then("Delta", "Content")],
                Thoughts = [MemberPath.Each("Choices").Then("Message", "ReasoningContent"), MemberPath.Each("Choices").Then("Delta", "ReasoningContent")],
            },
        ],
    };

    private static LlmApi Call(string type, string[] methods, string operation, LlmApiTraits traits = None)
        => new("Betalgo.Ranul.OpenAI.Interfaces." + type, methods, operation, ProviderNames.OpenAI, Client | Options | Argument, traits);
}

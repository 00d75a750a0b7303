using AgentTracing.Generators.LlmApis;
using Anthropic.Models.Messages;
using Azure.AI.Inference;
using Betalgo.Ranul.OpenAI.ObjectModels.RequestModels;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;
using OpenAI.Chat;

namespace AgentTracing.Generators.Tests.LlmApis;

/// <summary>The values read from options and requests of the real SDKs.</summary>
public class RequestReaderTests
{
    [Fact]
    public void Microsoft_Extensions_AI()
    {
        Assert.Equal(
            "Model=m MaxTokens=100 Temperature=0.7 TopP=0.9 TopK=40 StopSequences=a|b Seed=7 FrequencyPenalty=0.1 PresencePenalty=0.2 OutputType=json ReasoningLevel=high ConversationId=c",
            ReaderHarness.Request(new ChatOptions
            {
                ModelId = "m",
                MaxOutputTokens = 100,
                Temperature = 0.7f,
                TopP = 0.9f,
                TopK = 40,
                StopSequences = ["a", "b"],
                Seed = 7,
                FrequencyPenalty = 0.1f,
                PresencePenalty = 0.2f,
                ResponseFormat = Microsoft.Extensions.AI.ChatResponseFormat.Json,
                Reasoning = new ReasoningOptions { Effort = ReasoningEffort.High },
                ConversationId = "c",
            }));
        Assert.Equal("OutputType=text", ReaderHarness.Request(new ChatOptions { ResponseFormat = Microsoft.Extensions.AI.ChatResponseFormat.Text }));
        Assert.Equal("", ReaderHarness.Request(new ChatOptions()));
        Assert.Equal("Model=e Dimensions=256", ReaderHarness.Request(new EmbeddingGenerationOptions { ModelId = "e", Dimensions = 256 }));
    }

#pragma warning disable OPENAI001 // Seed, effort and the Responses API are experimental in the SDK, but widely used.
    [Fact]
    public void OpenAI_chat_and_responses()
    {
        Assert.Equal(
            "MaxTokens=100 Temperature=0.2 TopP=0.5 StopSequences=x Seed=1 FrequencyPenalty=0.5 PresencePenalty=0.25 ReasoningLevel=low ServiceTier=flex",
            ReaderHarness.Request(new ChatCompletionOptions
            {
                MaxOutputTokenCount = 100,
                Temperature = 0.2f,
                TopP = 0.5f,
                StopSequences = { "x" },
                Seed = 1,
                FrequencyPenalty = 0.5f,
                PresencePenalty = 0.25f,
                ReasoningEffortLevel = ChatReasoningEffortLevel.Low,
                ServiceTier = ChatServiceTier.Flex,
            }));
        Assert.Equal(
            "Model=gpt-5 MaxTokens=9 Stream=True OutputType=json ReasoningLevel=medium ConversationId=conv_1 PreviousResponseId=resp_1",
            ReaderHarness.Request(new OpenAI.Responses.CreateResponseOptions
            {
                Model = "gpt-5",
                MaxOutputTokenCount = 9,
                StreamingEnabled = true,
                TextOptions = new() { TextFormat = OpenAI.Responses.ResponseTextFormat.CreateJsonObjectFormat() },
                ReasoningOptions = new() { ReasoningEffortLevel = OpenAI.Responses.ResponseReasoningEffortLevel.Medium },
                ConversationOptions = new("conv_1"),
                PreviousResponseId = "resp_1",
            }));
    }
#pragma warning restore OPENAI001

    [Fact]
    public void Anthropic_messages()
        => Assert.Equal(
            "Model=claude-opus-4-6 MaxTokens=1024 StopSequences=stop ReasoningLevel=high ServiceTier=auto",
            ReaderHarness.Request(new MessageCreateParams
            {
                MaxTokens = 1024,
                Messages = [],
                Model = "claude-opus-4-6",
                StopSequences = ["stop"],
                ServiceTier = ServiceTier.Auto,
                OutputConfig = new() { Effort = Effort.High },
            }));

    [Fact]
    public void Semantic_Kernel_settings_of_the_connector_and_of_the_base_class()
    {
        Assert.Equal(
            "Model=m MaxTokens=5 Temperature=0.7",
            ReaderHarness.Request(new OpenAIPromptExecutionSettings { ModelId = "m", MaxTokens = 5, Temperature = 0.7 }));
        Assert.Equal("Model=m", ReaderHarness.Request(new PromptExecutionSettings { ModelId = "m" }));
        Assert.Equal("Model=m MaxTokens=5", ReaderHarness.Request<PromptExecutionSettings>(new OpenAIPromptExecutionSettings { ModelId = "m", MaxTokens = 5 }));
    }

    [Fact]
    public void Semantic_Kernel_arguments_with_settings_of_one_service()
    {
        var settings = new OpenAIPromptExecutionSettings { ModelId = "m", MaxTokens = 5, TopP = 0.5 };
        var others = new PromptExecutionSettings { ServiceId = "other" };

        Assert.Equal("MaxTokens=5 TopP=0.5", ReaderHarness.Request(new KernelArguments(settings)));
        Assert.Equal("", ReaderHarness.Request(new KernelArguments([settings, others])));
        Assert.Equal("", ReaderHarness.Request(new KernelArguments()));
    }

    [Fact]
    public void OllamaSharp_chat()
    {
        Assert.Equal(
            "Model=llama3.2 MaxTokens=5 Temperature=0.7 StopSequences=x Stream=True OutputType=json",
            ReaderHarness.Request(new ChatRequest { Model = "llama3.2", Format = "json", Options = new RequestOptions { NumPredict = 5, Temperature = 0.7f, Stop = ["x"] } }));
        Assert.Equal("Model=llama3.2 Stream=True", ReaderHarness.Request(new ChatRequest { Model = "llama3.2" }));
    }

    [Fact]
    public void Azure_AI_Inference_chat()
        => Assert.Equal(
            "Model=m MaxTokens=5 TopP=0.5 StopSequences= OutputType=json",
            ReaderHarness.Request(new ChatCompletionsOptions
            {
                Model = "m",
                MaxTokens = 5,
                NucleusSamplingFactor = 0.5f,
                ResponseFormat = ChatCompletionsResponseFormat.CreateJsonFormat(),
            }));

    [Fact]
    public void Betalgo_chat()
        => Assert.Equal(
            "Model=m MaxTokens=5 ChoiceCount=2",
            ReaderHarness.Request(new ChatCompletionCreateRequest { Model = "m", MaxCompletionTokens = 5, N = 2, Messages = [] }));

    [Theory]
    [InlineData("string")]
    [InlineData("int")]
    [InlineData("Options")]
    [InlineData("System.Collections.Generic.List<Microsoft.Extensions.AI.ChatOptions>")]
    public void Other_types_are_not_requests(string type)
        => Assert.Null(ReaderHarness.Emit(type, "public record Options(string Model, int MaxTokens);", ReaderKind.Request));
}

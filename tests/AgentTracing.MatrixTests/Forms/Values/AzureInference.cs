using Azure;
using Azure.AI.Inference;

internal static partial class Values
{
    private static AzureAIInferenceClientOptions Inference
    {
        get
        {
            var options = new AzureAIInferenceClientOptions();
            options.Retry.MaxRetries = 0;
            return options;
        }
    }

    public static ChatCompletionsClient InferenceChat => new(Server.BaseAddress, new AzureKeyCredential("key"), Inference);

    public static EmbeddingsClient InferenceEmbeddings => new(Server.BaseAddress, new AzureKeyCredential("key"), Inference);

    public static ImageEmbeddingsClient InferenceImages => new(Server.BaseAddress, new AzureKeyCredential("key"), Inference);

    public static ChatCompletionsOptions InferenceQuestion => new([new ChatRequestUserMessage("hi")])
    {
        Model = "gpt-4o-mini",
        AdditionalProperties = { ["stream_options"] = BinaryData.FromString("""{"include_usage":true}""") },
    };

    public static EmbeddingsOptions InferenceInput => new(["hi"]) { Model = "text-embedding-3-small" };

    public static ImageEmbeddingsOptions InferenceImage => new([new ImageEmbeddingInput("data:image/png;base64,aGk=")]) { Model = "text-embedding-3-small" };
}

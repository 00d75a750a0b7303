using Betalgo.Ranul.OpenAI;
using Betalgo.Ranul.OpenAI.Interfaces;
using Betalgo.Ranul.OpenAI.Managers;
using Betalgo.Ranul.OpenAI.ObjectModels.RequestModels;

internal static partial class Values
{
    private static OpenAIService Service => new(new OpenAIOptions { ApiKey = "key", BaseDomain = Server.BaseAddress.ToString() });

    public static IChatCompletionService BetalgoChat => Service.ChatCompletion;

    public static ICompletionService BetalgoText => Service.Completions;

    public static IEditService BetalgoEdit => Service.Edit;

    public static IEmbeddingService BetalgoEmbeddings => Service.Embeddings;

    public static global::Betalgo.Ranul.OpenAI.ObjectModels.Models.Model BetalgoModel => global::Betalgo.Ranul.OpenAI.ObjectModels.Models.Model.Gpt_4;

    public static ChatCompletionCreateRequest BetalgoQuestion => new() { Model = "gpt-4o-mini", Messages = [ChatMessage.FromUser("hi")] };

    public static CompletionCreateRequest BetalgoPrompt => new() { Model = "gpt-4o-mini", Prompt = "hi" };

    public static EditCreateRequest BetalgoEdited => new() { Model = "gpt-4o-mini", Input = "hi", Instruction = "hi" };

    public static EmbeddingCreateRequest BetalgoInput => new() { Model = "text-embedding-3-small", Input = "hi" };
}

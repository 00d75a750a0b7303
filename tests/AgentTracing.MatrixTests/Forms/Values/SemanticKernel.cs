#pragma warning disable SKEXP0001, SKEXP0010, CS0618
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using Microsoft.SemanticKernel.Data;
using Microsoft.SemanticKernel.Embeddings;
using Microsoft.SemanticKernel.TextGeneration;

internal static partial class Values
{
    public static Kernel Kernel
    {
        get
        {
            var builder = Kernel.CreateBuilder();
            builder.AddOpenAIChatCompletion("gpt-4o-mini", Server.OpenAIAddress, "key");
            var kernel = builder.Build();
            kernel.Plugins.AddFromFunctions("people", [Function]);
            return kernel;
        }
    }

    public static KernelFunction Function => KernelFunctionFactory.CreateFromPrompt("hi", functionName: "greet");

    public static string PluginName => "people";

    public static string FunctionName => "greet";

    public static string TemplateFormat => PromptTemplateConfig.SemanticKernelTemplateFormat;

    public static IPromptTemplateFactory TemplateFactory => new KernelPromptTemplateFactory();

    public static PromptTemplateConfig TemplateConfig => new("hi");

    public static KernelArguments KernelArguments => new(Settings);

    public static PromptExecutionSettings Settings => new OpenAIPromptExecutionSettings { Temperature = 0 };

    public static ChatHistory History => new("hi");

    public static OpenAIChatCompletionService ChatService => new("gpt-4o-mini", Server.OpenAIAddress, "key");

    public static IChatCompletionService AnyChatService => ChatService;

    public static ITextGenerationService TextService => ChatService;

    public static OpenAITextEmbeddingGenerationService EmbeddingService => new("text-embedding-3-small", new OpenAI.OpenAIClient(new System.ClientModel.ApiKeyCredential("key"), OpenAI));

    public static IEmbeddingGenerationService<string, float> AnyEmbeddingService => EmbeddingService;

    public static IList<string> TextList => ["hi"];

    public static ITextSearch Search => new Library();

    public static ITextSearch<Record> RecordSearch => new RecordLibrary();

    public static TextSearchOptions SearchOptions => new() { Top = 2 };

    public static TextSearchOptions<Record> RecordSearchOptions => new() { Top = 2 };

    private sealed class Library : ITextSearch
    {
        public Task<KernelSearchResults<string>> SearchAsync(string query, TextSearchOptions? searchOptions = null, CancellationToken cancellationToken = default)
            => Task.FromResult(new KernelSearchResults<string>(Found("first", "second")));

        public Task<KernelSearchResults<TextSearchResult>> GetTextSearchResultsAsync(string query, TextSearchOptions? searchOptions = null, CancellationToken cancellationToken = default)
            => Task.FromResult(new KernelSearchResults<TextSearchResult>(Found(new TextSearchResult("first"))));

        public Task<KernelSearchResults<object>> GetSearchResultsAsync(string query, TextSearchOptions? searchOptions = null, CancellationToken cancellationToken = default)
            => Task.FromResult(new KernelSearchResults<object>(Found<object>("first")));
    }

    private sealed class RecordLibrary : ITextSearch<Record>
    {
        public Task<KernelSearchResults<string>> SearchAsync(string query, TextSearchOptions<Record>? searchOptions = null, CancellationToken cancellationToken = default)
            => Task.FromResult(new KernelSearchResults<string>(Found("first", "second")));

        public Task<KernelSearchResults<TextSearchResult>> GetTextSearchResultsAsync(string query, TextSearchOptions<Record>? searchOptions = null, CancellationToken cancellationToken = default)
            => Task.FromResult(new KernelSearchResults<TextSearchResult>(Found(new TextSearchResult("first"))));

        public Task<KernelSearchResults<Record>> GetSearchResultsAsync(string query, TextSearchOptions<Record>? searchOptions = null, CancellationToken cancellationToken = default)
            => Task.FromResult(new KernelSearchResults<Record>(Found(new Record())));
    }
}

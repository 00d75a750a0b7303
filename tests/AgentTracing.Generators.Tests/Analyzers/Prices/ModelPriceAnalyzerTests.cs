using static AgentTracing.Generators.Tests.Analyzers.Prices.PriceAnalysis;

namespace AgentTracing.Generators.Tests.Analyzers.Prices;

/// <summary>AGT3001, AGT3005 and AGT3006.</summary>
public sealed class ModelPriceAnalyzerTests
{
    [Theory]
    [InlineData("new ChatClient({|AGT3001:\"gpt-4o-super\"|}, \"key\")")]
    [InlineData("new ChatClient(apiKey: \"key\", model: {|AGT3001:\"gpt-4o-super\"|})")]
    [InlineData("new OpenAIClient(\"key\").GetChatClient({|AGT3001:\"gpt-4o-super\"|})")]
    [InlineData("new OpenAIClient(\"key\").GetEmbeddingClient({|AGT3001:\"text-embedding-9\"|})")]
    [InlineData("new CreateResponseOptions { Model = {|AGT3001:\"gpt-4o-super\"|} }")]
    [InlineData("((ResponsesClient)null!).AsIChatClient({|AGT3001:\"gpt-4o-super\"|})")]
    [InlineData("((Anthropic.IAnthropicClient)null!).AsIChatClient({|AGT3001:\"claude-opus-4-60\"|})")]
    [InlineData("new MessageCreateParams { Model = {|AGT3001:\"claude-opus-4-60\"|}, MaxTokens = 1, Messages = [] }")]
    [InlineData("new Azure.AI.Inference.ChatCompletionsOptions { Model = {|AGT3001:\"gpt-4o-super\"|} }")]
    [InlineData("new Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest { Model = {|AGT3001:\"gpt-4o-super\"|} }")]
    [InlineData("new Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIChatCompletionService({|AGT3001:\"gpt-4o-super\"|}, \"key\")")]
    [InlineData("AgentTrace.StartLlmCall({|AGT3001:\"gpt-4o-super\"|}, \"openai\")")]
    [InlineData("AgentTrace.StartLlmCall(provider: \"nobody\", model: {|AGT3001:\"gpt-4o\"|})")]
    [InlineData("new ChatOptions { ModelId = {|AGT3001:\"gpt-4o-super\"|} }")]
    public Task Wherever_a_model_is_named(string expression) => Run($"public class C {{ public object? M() => {expression}; }}");

    [Theory]
    [InlineData("new ChatClient(\"gpt-4o\", \"key\")")]
    [InlineData("new ChatClient(\" GPT-4o \", \"key\")")]
    [InlineData("new ChatClient(\"openai/gpt-4o\", \"key\")")]
    [InlineData("new ChatClient(Environment.MachineName, \"gpt-4o-super\")")]
    [InlineData("new ChatOptions { ModelId = \"claude-opus-4-6\" }")]
    [InlineData("new ChatOptions { ModelId = \"gpt-4o\" }")]
    [InlineData("new ChatOptions { ModelId = null, ConversationId = \"gpt-4o-super\" }")]
    [InlineData("new MessageCreateParams { Model = Model.ClaudeOpus4_6, MaxTokens = 1, Messages = [] }")]
    [InlineData("new OllamaSharp.OllamaApiClient(\"http://localhost\", \"anything:7b\")")]
    [InlineData("new { Model = \"gpt-4o-super\" }")]
    [InlineData("AgentTrace.StartLlmCall(\"gpt-4o\", \"openai\")")]
    public Task What_has_a_price_or_names_no_model(string expression) => Run($"public class C {{ public object? M() => {expression}; }}");

    [Fact]
    public Task Tests_may_name_what_they_like() => Run("""
        public class Tests
        {
            [Xunit.Fact] public void Runs() => Made = new ChatClient("test-model", "key");
            private static object? Made { get; set; } = new ChatOptions { ModelId = "model" };
            private sealed class Stub { public object M() => new ChatClient("gpt-3.5-turbo-0301", "key"); }
        }

        public class NoTests
        {
            [Xunit.Collection] public object Runs() => new ChatClient({|AGT3001:"test-model"|}, "key");
        }

        namespace Xunit { public class FactAttribute : Attribute { } public class CollectionAttribute : Attribute { } }
        """);

    [Theory]
    [InlineData("private const string Id = \"gpt-4o-super\";", "{|AGT3001:Id|}")]
    [InlineData("private static readonly string Id = \"gpt-4o-super\";", "{|AGT3001:Id|}")]
    [InlineData("private static readonly string Id = Base + \"-super\"; private const string Base = \"gpt-4o\";", "{|AGT3001:C.Id|}")]
    [InlineData("private static string Id { get; } = \"gpt-4o-super\";", "{|AGT3001:Id|}")]
    [InlineData("private static string Id => \"gpt-4o-super\";", "{|AGT3001:Id|}")]
    [InlineData("private const string Base = \"gpt-4o\";", "{|AGT3001:$\"{Base}-super\"|}")]
    [InlineData("private const string Base = \"gpt-4o\";", "{|AGT3001:Base + \"-super\"|}")]
    [InlineData("private static bool Is => true;", "Is ? \"gpt-4o\" : {|AGT3001:\"gpt-4o-super\"|}")]
    [InlineData("private static bool Is => true;", "Is ? {|AGT3001:\"gpt-4o-x\"|} : Is ? (\"gpt-4o\") : {|AGT3001:\"gpt-4o-y\"|}")]
    [InlineData("private static int N => 1;", "N switch { 1 => \"gpt-4o\", 2 => {|AGT3001:\"gpt-4o-x\"|}, _ => {|AGT3001:nameof(C)|} }")]
    [InlineData("private static string? Configured() => null;", "Configured() ?? {|AGT3001:\"gpt-4o-super\"|}")]
    [InlineData("private readonly string _id = \"gpt-4o-super\"; public C(int number) { }", "{|AGT3001:_id|}")]
    [InlineData("private string Id { get; } = \"gpt-4o-super\";", "{|AGT3001:this.Id|}")]
    [InlineData("public string? Chosen { get; set; }", "Chosen = {|AGT3001:\"gpt-4o-super\"|}")]
    public Task Constants_of_every_form(string member, string value) => Run(
        $"public class C {{ {member} public object M() => new ChatClient({value}, \"key\"); }}");

    [Theory]
    [InlineData("private static string Id = \"gpt-4o-super\";")]
    [InlineData("private readonly string Id = \"gpt-4o-super\"; public C() => Id = Environment.MachineName;")]
    [InlineData("private string Id { get; init; } = \"gpt-4o-super\";")]
    [InlineData("protected virtual string Id => \"gpt-4o-super\";")]
    [InlineData("private static string Id { get; set; } = \"gpt-4o-super\";")]
    [InlineData("private static readonly string Id = \"gpt-4o-super\"; static C() => Id = Environment.MachineName;")]
    [InlineData("private static readonly string Id = Other!; private static readonly string Other = Id!;")]
    public Task Variable_strings_are_not_constants(string member) => Run($"public class C {{ {member} public object M() => new ChatClient(Id, \"key\"); }}");

    [Fact]
    public Task Creations_and_assignments_of_every_form() => Run(
        """
        public record Settings { public ChatOptions Options { get; init; } = new() { ModelId = {|AGT3001:"m-1"|} }; }
        public class Client() : ChatClient({|AGT3001:"m-2"|}, "key");
        public class C
        {
            private static readonly List<ChatOptions> All = [new() { ModelId = {|AGT3001:"m-3"|} }, new() { ModelId = "gpt-4o" }];
            private static readonly Dictionary<string, ChatOptions> ByName = new() { ["a"] = new() { ModelId = {|AGT3001:"m-4"|} } };

            public MessageCreateParams M(ChatOptions options, MessageCreateParams request)
            {
                options.ModelId = {|AGT3001:"m-5"|};
                options.ModelId ??= {|AGT3001:"m-6"|};
                ChatClient client = new({|AGT3001:"m-7"|}, "key");
                return request with { Model = {|AGT3001:"m-8"|} };
            }
        }
        """);

    [Fact]
    public Task Locals_and_parameters() => Run(
        """
        public class C
        {
            public void M(string? configured, string id = "p-1", string other = "gpt-4o")
            {
                var first = "l-1";
                var second = configured ?? "l-2";
                string again = "l-3", given = "l-4", paired = "l-5";
                again = Environment.MachineName;
                Out(out given);
                (paired, _) = (Environment.MachineName, 1);
                _ = new ChatClient({|AGT3001:first|}, "key");
                Func<object> later = () => new ChatClient({|AGT3001:second|}, "key");
                _ = new object[] { new ChatClient(again, "key"), new ChatClient(given, "key"), new ChatClient(paired, "key") };
                _ = new object[] { new ChatClient({|AGT3001:id|}, "key"), new ChatClient(other, "key"), new ChatClient(configured, "key") };
            }

            private static void Out(out string value) => value = "";
        }
        """);

    [Fact]
    public Task Annotations_and_parameters_of_ours() => Run(
        """
        public partial class C
        {
            [LlmCall(Model = {|AGT3001:"gpt-4o-annotated"|}, Provider = "openai")] private partial Task<OpenAI.Chat.ChatCompletion> A();
            private Task<OpenAI.Chat.ChatCompletion> ACore() => null!;

            [LlmCall(Model = "claude-opus-4-6")] private partial Task<OpenAI.Chat.ChatCompletion> B();
            private Task<OpenAI.Chat.ChatCompletion> BCore() => null!;

            [LlmCall(Provider = "openai")] private partial Task<OpenAI.Chat.ChatCompletion> D([Model] string id, string text);
            private Task<OpenAI.Chat.ChatCompletion> DCore(string id, string text) => null!;

            public Task M() => Task.WhenAll(D({|AGT3001:"gpt-4o-super"|}, "x"), D("gpt-4o", "gpt-4o-super"), A(), B());
        }
        """);

    [Fact]
    public Task Calls_that_the_assembly_adds() => Run(
        """
        [assembly: LlmApi(typeof(MyClient), nameof(MyClient.AskAsync), Provider = "openai")]
        public class MyClient
        {
            public Task<string> AskAsync(string model, string text) => Task.FromResult(model + text);
            public Task<string> OtherAsync(string model) => Task.FromResult(model);
            public Task M() => Task.WhenAll(AskAsync({|AGT3001:"gpt-4o-super"|}, "hi"), AskAsync("gpt-4o", "hi"), OtherAsync("gpt-4o-super"));
        }
        """);

    [Fact]
    public Task The_run_times_table_determines_the_provider_of_an_endpoint() => Run(
        """
        public class C
        {
            private const string Groq = "https://api.groq.com/openai/v1";

            public object M(System.ClientModel.ApiKeyCredential key)
            {
                var endpoint = new Uri(Groq);
                return new object[]
                {
                    new ChatClient("llama-3.1-8b-instant", key, new OpenAIClientOptions { Endpoint = new Uri("https://api.groq.com/openai/v1") }),
                    new ChatClient("llama-3.1-8b-instant", key, new OpenAIClientOptions { Endpoint = endpoint }),
                    new ChatClient({|AGT3001:"gpt-4o"|}, key, new OpenAIClientOptions { Endpoint = endpoint }),
                    new ChatClient("grok-4", key, new OpenAIClientOptions { Endpoint = new Uri("https://api.x.ai/v1") }),
                    new ChatClient({|AGT3001:"llama-3.1-8b-instant"|}, key, new OpenAIClientOptions { Endpoint = new Uri("https://eu.api.openai.com/v1") }),
                    new ChatClient("gpt-5.4", key, new OpenAIClientOptions { Endpoint = new Uri("https://eu.api.openai.com/v1") }),
                    new ChatClient("whatever", key, new OpenAIClientOptions { Endpoint = new Uri("http://localhost:11434/v1") }),
                };
            }
        }
        """);

    /// <summary>Servers of one's own: LM Studio, vLLM, llama.cpp and LocalAI, Jan, Docker's model runner, services of Docker Compose, private addresses.</summary>
    [Theory]
    [InlineData("http://localhost:1234/v1")]
    [InlineData("http://127.0.0.1:8000/v1")]
    [InlineData("http://localhost:8080/v1")]
    [InlineData("http://[::1]:1337/v1")]
    [InlineData("http://model-runner.docker.internal/engines/v1")]
    [InlineData("http://vllm:8000/v1")]
    [InlineData("http://192.168.1.20:8080")]
    [InlineData("https://10.1.2.3/v1")]
    [InlineData("http://gpu.local:30000/v1")]
    public Task A_local_server_has_models_of_its_own(string endpoint) => Run(Served(endpoint, "\"my-finetuned-qwen\"", "{|AGT3001:\"claude-opus-4-60\"|}"));

    [Theory]
    [InlineData("http://172.32.0.1:8000/v1")]
    [InlineData("https://llm.example/v1")]
    [InlineData("https://local.example/v1")]
    public Task Any_other_server_has_not(string endpoint) => Run(Served(endpoint, "{|AGT3001:\"my-finetuned-qwen\"|}", "{|AGT3001:\"claude-opus-4-60\"|}"));

    private static string Served(string endpoint, params string[] models) => $$"""
        public class C
        {
            public object M(System.ClientModel.ApiKeyCredential key) => new object[]
            {
                {{string.Join(", ", models.Select(model => $"new ChatClient({model}, key, new OpenAIClientOptions {{ Endpoint = new Uri(\"{endpoint}\") }})"))}}
            };
        }
        """;

    [Fact]
    public Task A_client_of_another_endpoint_has_other_models() => Run(
        """
        public class C
        {
            public object M(System.ClientModel.ApiKeyCredential key)
            {
                var options = new OpenAIClientOptions { Endpoint = new Uri("https://localhost") };
                var client = new OpenAIClient(key, options);
                return new object[]
                {
                    new ChatClient("claude-opus-4-6", key, options),
                    client.GetChatClient("claude-opus-4-6"),
                    client.GetChatClient({|AGT3001:"claude-opus-4-60"|}),
                    new ChatClient({|AGT3001:"claude-opus-4-6"|}, key, new OpenAIClientOptions { UserAgentApplicationId = "x" }),
                };
            }

            private static readonly OpenAIClient Shared = new(new System.ClientModel.ApiKeyCredential("key"), new OpenAIClientOptions { Endpoint = new Uri("https://localhost") });
            private readonly OpenAIClientOptions _options = new() { Endpoint = new Uri("https://localhost") };

            public object N(System.ClientModel.ApiKeyCredential key, Microsoft.SemanticKernel.IKernelBuilder kernel)
            {
                var options = new OpenAIClientOptions();
                options.Endpoint = new Uri("https://localhost");
                var other = new OpenAIClientOptions();
                other.UserAgentApplicationId = "x";
                Microsoft.SemanticKernel.OpenAIKernelBuilderExtensions.AddOpenAIChatCompletion(kernel, "claude-opus-4-6", new Uri("https://localhost"), null);
                Microsoft.SemanticKernel.OpenAIKernelBuilderExtensions.AddOpenAIChatCompletion(kernel, {|AGT3001:"claude-opus-4-6"|}, "key");
                return new object[]
                {
                    Shared.GetChatClient("claude-opus-4-6"),
                    new ChatClient("claude-opus-4-6", key, _options),
                    new ChatClient("claude-opus-4-6", key, options),
                    new ChatClient({|AGT3001:"claude-opus-4-6"|}, key, other),
                    new Betalgo.Ranul.OpenAI.OpenAIOptions { BaseDomain = "https://localhost", DefaultModelId = "claude-opus-4-6" },
                    new Betalgo.Ranul.OpenAI.OpenAIOptions { DefaultModelId = {|AGT3001:"claude-opus-4-6"|} },
                };
            }
        }
        """);

    [Fact]
    public async Task The_message_names_the_places_that_were_searched_for_an_entry()
    {
        var diagnostics = await Run("public class C { public object[] M() => [new ChatClient({|AGT3001:\"a-1\"|}, \"key\"), new ChatOptions { ModelId = {|AGT3001:\"b-1\"|} }]; }");
        Assert.Equal(
            [
                "No price found for the model 'a-1': the provider \"openai\" has no entry for it, so its calls have no cost; add an entry to llm-pricing.json, or list the model under \"unpriced\"",
                "No price found for the model 'b-1': no provider of the price book has an entry for it, so its calls have no cost; add an entry to llm-pricing.json, or list the model under \"unpriced\"",
            ],
            diagnostics.Select(diagnostic => diagnostic.GetMessage()));
    }

    [Theory]
    [InlineData("models", true)]
    [InlineData("alias", true)]
    [InlineData("unpriced", true)]
    [InlineData("deployment", true)]
    [InlineData("other provider", false)]
    [InlineData("faulty", false)]
    public Task The_projects_own_file_counts(string how, bool isKnown)
    {
        string file = how switch
        {
            "models" => File(Entry("my-model")),
            "alias" => File(Entry("x", more: ", \"aliases\": [\"my-model\"]")),
            "unpriced" => File("", ", \"unpriced\": [{\"provider\": \"openai\", \"id\": \"my-model\", \"reason\": \"flat rate\"}]"),
            "deployment" => File("", ", \"deployments\": [{\"provider\": \"openai\", \"name\": \"my-model\", \"model\": \"gpt-4o\"}]"),
            "other provider" => File(Entry("my-model", "contoso")),
            _ => File(Entry("my-model", rates: "\"input\": -1")),
        };
        string literal = isKnown ? "\"my-model\"" : "{|AGT3001:\"my-model\"|}";
        return Run($"public class C {{ public object M() => new ChatClient({literal}, \"key\"); }}", file);
    }

    [Fact]
    public async Task Dated_snapshots_and_fallbacks_are_named()
    {
        var diagnostics = await Run("""
            public class C
            {
                public object[] M() =>
                [
                    new ChatClient({|AGT3005:"gpt-4o-mini-2031-02-03"|}, "key"),
                    new ChatClient({|AGT3001:"gpt-4o-mini-2031-02-03-x"|}, "key"),
                    new Azure.AI.Inference.ChatCompletionsOptions { Model = {|AGT3005:"openai-only"|} },
                ];
            }
            """, File(Entry("openai-only")));
        Assert.Equal(
            [
                "'gpt-4o-mini-2031-02-03' is not listed, but priced as 'openai/gpt-4o-mini', without its date; pin the exact id in llm-pricing.json",
                "'openai-only' is not listed, but priced as 'openai/openai-only', since azure.ai.inference falls back to it; pin the exact id in llm-pricing.json",
            ],
            diagnostics.Where(diagnostic => diagnostic.Id == "AGT3005").Select(diagnostic => diagnostic.GetMessage()));
    }

    [Theory]
    [InlineData("2026-01-31", true)]
    [InlineData("2098-12-31", false)]
    public Task Retired_models(string day, bool isRetired)
    {
        string literal = isRetired ? "{|AGT3006:\"old\"|}" : "\"old\"";
        return Run($"public class C {{ public object M() => new ChatClient({literal}, \"key\"); }}", File(Entry("old", more: $", \"retired\": \"{day}\"")));
    }

    /// <summary>
    /// Azure has its own retirement dates, for versions of models: a deployment with only the model's name is moved to the next version.
    /// </summary>
    [Fact]
    public Task Models_that_the_catalogue_knows_to_be_retired() => Run(
        """
        public class C
        {
            public object[] M() =>
            [
                new ChatClient({|AGT3006:"gpt-3.5-turbo-0613"|}, "key"),
                new ChatClient({|AGT3006:"chatgpt-4o-latest"|}, "key"),
                new ChatClient("gpt-5.6-sol", "key"),
                new Azure.AI.Inference.ChatCompletionsOptions { Model = {|AGT3006:"gpt-4-0613"|} },
                new Azure.AI.Inference.ChatCompletionsOptions { Model = {|AGT3006:"gpt-4o-2024-05-13"|} },
                new Azure.AI.Inference.ChatCompletionsOptions { Model = "gpt-4o" },
            ];
        }
        """);

    [Fact]
    public Task Where_it_is_suppressed() => Run(
        """
        public class C
        {
            #pragma warning disable AGT3001
            public object M() => new ChatClient("gpt-4o-super", "key");
            #pragma warning restore AGT3001
            [System.Diagnostics.CodeAnalysis.SuppressMessage("AgentTracing", "AGT3001")]
            public object N() => new ChatClient("gpt-4o-super", "key");
        }
        """);
}

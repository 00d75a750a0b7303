using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.CodeFixes;

/// <summary>AGT2001: the extracted method compiles, and no call remains uncovered.</summary>
public sealed class ExtractLlmCallCodeFixTests
{
    private static readonly TestCompilation Options = new() { References = SdkReferences.All, Language = LanguageVersion.CSharp13 };

    [Fact]
    public Task Arguments_become_parameters_with_the_token() => CodeFixTest.Run(
        "AGT2001",
        """
        using Microsoft.Extensions.AI;

        namespace Shop;

        public class Outer
        {
            public sealed class Assistant(IChatClient chat)
            {
                /// <summary>Asks.</summary>
                public async Task<string> AskAsync(Task<string> question, ChatOptions? options, CancellationToken cancellationToken)
                {
                    var answer = await chat.GetResponseAsync(await question, options, cancellationToken).ConfigureAwait(false); // ask
                    return answer.Text;
                }

                private readonly int _last = 1;

                public int Last => _last;
            }
        }
        """,
        """
        using Microsoft.Extensions.AI;

        namespace Shop;

        public partial class Outer
        {
            public sealed partial class Assistant(IChatClient chat)
            {
                /// <summary>Asks.</summary>
                public async Task<string> AskAsync(Task<string> question, ChatOptions? options, CancellationToken cancellationToken)
                {
                    var answer = await GetResponseAsync(await question, options, cancellationToken).ConfigureAwait(false); // ask
                    return answer.Text;
                }

                [LlmCall]
                private partial Task<ChatResponse> GetResponseAsync(string chatMessage, ChatOptions? options, CancellationToken cancellationToken);

                private Task<ChatResponse> GetResponseCoreAsync(string chatMessage, ChatOptions? options, CancellationToken cancellationToken) => chat.GetResponseAsync(chatMessage, options, cancellationToken);

                private readonly int _last = 1;

                public int Last => _last;
            }
        }
        """,
        options: Options);

    [Fact]
    public Task A_client_that_is_a_local_becomes_a_parameter() => CodeFixTest.Run(
        "AGT2001",
        """
        using OpenAI.Chat;

        public class Assistant
        {
            public static async Task<string> AskAsync(string question, CancellationTokenSource source)
            {
                var chat = new ChatClient("gpt-4o-mini", "key");
                ChatCompletion answer = await chat.CompleteChatAsync([new UserChatMessage(question)], cancellationToken: source.Token);
                return answer.Content[0].Text;
            }
        }
        """,
        """
        using OpenAI.Chat;

        public partial class Assistant
        {
            public static async Task<string> AskAsync(string question, CancellationTokenSource source)
            {
                var chat = new ChatClient("gpt-4o-mini", "key");
                ChatCompletion answer = await CompleteChatAsync(chat, [new UserChatMessage(question)], cancellationToken: source.Token);
                return answer.Content[0].Text;
            }

            [LlmCall(Provider = "openai")]
            private static partial Task<System.ClientModel.ClientResult<ChatCompletion>> CompleteChatAsync(ChatClient chat, IEnumerable<ChatMessage> messages, CancellationToken cancellationToken);

            private static Task<System.ClientModel.ClientResult<ChatCompletion>> CompleteChatCoreAsync(ChatClient chat, IEnumerable<ChatMessage> messages, CancellationToken cancellationToken) => chat.CompleteChatAsync(messages, cancellationToken: cancellationToken);
        }
        """,
        options: Options);

    [Fact]
    public Task Streams_stay_streams() => CodeFixTest.Run(
        "AGT2001",
        """
        using OpenAI.Chat;

        public class Assistant(ChatClient chat)
        {
            public async Task AskAsync(CancellationToken cancellationToken)
            {
                await foreach (var update in chat.CompleteChatStreamingAsync("hi").WithCancellation(cancellationToken))
                    _ = update;
            }
        }
        """,
        """
        using OpenAI.Chat;

        public partial class Assistant(ChatClient chat)
        {
            public async Task AskAsync(CancellationToken cancellationToken)
            {
                await foreach (var update in CompleteChatStreamingAsync("hi").WithCancellation(cancellationToken))
                    _ = update;
            }

            [LlmCall(Provider = "openai")]
            private partial IAsyncEnumerable<StreamingChatCompletionUpdate> CompleteChatStreamingAsync(params ChatMessage[] messages);

            private IAsyncEnumerable<StreamingChatCompletionUpdate> CompleteChatStreamingCoreAsync(params ChatMessage[] messages) => chat.CompleteChatStreamingAsync(messages);
        }
        """,
        options: Options);

    [Fact]
    public Task Members_chains_lambdas_and_names_that_are_taken() => CodeFixTest.Run(
        "AGT2001",
        """
        using System.Linq;
        using Anthropic;
        using Anthropic.Models.Messages;

        public class Assistant
        {
            private readonly AnthropicClient _client = new();

            public Task<Message[]> AskAsync(MessageCreateParams[] requests)
                => Task.WhenAll(requests.Select(request => this._client.Messages.Create(request)));

            public Task CreateAsync() => Task.CompletedTask;
        }
        """,
        """
        using System.Linq;
        using Anthropic;
        using Anthropic.Models.Messages;

        public partial class Assistant
        {
            private readonly AnthropicClient _client = new();

            public Task<Message[]> AskAsync(MessageCreateParams[] requests)
                => Task.WhenAll(requests.Select(request => Create2Async(request)));

            [LlmCall(Provider = "anthropic")]
            private partial Task<Message> Create2Async(MessageCreateParams parameters);

            private Task<Message> Create2CoreAsync(MessageCreateParams parameters) => this._client.Messages.Create(parameters);

            public Task CreateAsync() => Task.CompletedTask;
        }
        """,
        options: Options);

    [Fact]
    public Task Top_level_statements() => CodeFixTest.Run(
        "AGT2001",
        """
        using Microsoft.Extensions.AI;

        IChatClient chat = null!;
        Console.WriteLine(await chat.GetResponseAsync("hi"));

        """,
        """
        using Microsoft.Extensions.AI;

        IChatClient chat = null!;
        Console.WriteLine(await GetResponseAsync(chat, "hi"));

        partial class Program
        {
            [LlmCall]
            private static partial Task<ChatResponse> GetResponseAsync(IChatClient chat, string chatMessage);

            private static Task<ChatResponse> GetResponseCoreAsync(IChatClient chat, string chatMessage) => chat.GetResponseAsync(chatMessage);
        }

        """,
        options: Options with { OutputKind = OutputKind.ConsoleApplication });

    [Fact]
    public Task Generic_calls_and_other_operations() => CodeFixTest.Run(
        "AGT2001",
        """
        using Microsoft.Extensions.AI;

        public class Search(IEmbeddingGenerator<string, Embedding<float>> embeddings)
        {
            public async Task<int> EmbedAsync(params string[] texts) => (await embeddings.GenerateAsync(texts, cancellationToken: default)).Count;
        }
        """,
        """
        using Microsoft.Extensions.AI;

        public partial class Search(IEmbeddingGenerator<string, Embedding<float>> embeddings)
        {
            public async Task<int> EmbedAsync(params string[] texts) => (await GenerateAsync(texts, cancellationToken: default)).Count;

            [LlmCall(Operation = LlmOperation.Embeddings)]
            private partial Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, CancellationToken cancellationToken);

            private Task<GeneratedEmbeddings<Embedding<float>>> GenerateCoreAsync(IEnumerable<string> values, CancellationToken cancellationToken) => embeddings.GenerateAsync(values, cancellationToken: cancellationToken);
        }
        """,
        options: Options);

    [Theory]
    [InlineData("public object M() => (Func<IEnumerable<ChatMessage>, ChatOptions?, CancellationToken, Task<ChatResponse>>)chat.GetResponseAsync;")]
    [InlineData("public object? M() => chat?.GetResponseAsync(\"x\");")]
    [InlineData("public Task M<T>() => chat.GetResponseAsync<T>(\"x\");")]
    [InlineData("public object M() => openai.CompleteChatStreamingAsync(\"x\");")]
    public async Task Not_offered_where_it_would_not_work(string member) => Assert.Empty(await CodeFixTest.Titles(
        "AGT2001",
        $$"""
        using Microsoft.Extensions.AI;

        public class Assistant(IChatClient chat, OpenAI.Chat.ChatClient openai)
        {
            public object[] Clients => [chat, openai];

            {{member}}
        }
        """,
        Options));

    /// <summary>
    /// The types in experimental methods are experimental as well, so the pragmas around the call must also surround the extracted method.
    /// </summary>
    [Theory]
    [InlineData("", "#pragma warning disable MEAI001", "#pragma warning restore MEAI001", "", 0)]
    [InlineData("", "#pragma warning disable CA2007, MEAI001", "#pragma warning restore", "", 0)]
    [InlineData("#pragma warning disable MEAI001", "", "", "", 1)]
    [InlineData("#pragma warning disable MEAI001", "", "", "#pragma warning restore MEAI001", 1)]
    [InlineData("#pragma warning disable MEAI001", "#pragma warning restore MEAI001", "#pragma warning disable MEAI001", "", 1)]
    public async Task Offered_where_the_pragmas_of_the_call_hold(string before, string call, string behind, string after, int offered) => Assert.Equal(offered, (await CodeFixTest.Titles(
        "AGT2001",
        $$"""
        using Microsoft.Extensions.AI;

        public class Assistant(IChatClient chat)
        {
        {{before}}
            public async Task<string> AskAsync(string question)
            {
        {{call}}
                var answer = await chat.GetResponseAsync(question);
        {{behind}}
                return answer.Text;
            }
        {{after}}
        }
        """,
        Options)).Count(static title => title.StartsWith("Extract", StringComparison.Ordinal)));

    [Fact]
    public async Task Not_offered_in_a_type_that_no_other_file_sees() => Assert.Empty(await CodeFixTest.Titles(
        "AGT2001",
        """
        using Microsoft.Extensions.AI;

        file class Assistant(IChatClient chat)
        {
            public Task AskAsync() => chat.GetResponseAsync("x");
        }
        """,
        Options));

    [Fact]
    public async Task All_calls_of_a_project_get_names_of_their_own()
    {
        var files = await CodeFixTest.RunAll("AGT2001", FixAllScope.Project, Options,
        [
            [
                """
                using Microsoft.Extensions.AI;

                public class One(IChatClient chat)
                {
                    public async Task AskAsync()
                    {
                        _ = await chat.GetResponseAsync("a");
                        _ = await chat.GetResponseAsync((await chat.GetResponseAsync("b")).Text);
                    }
                }
                """,
                """
                using Microsoft.Extensions.AI;

                public class Two(IChatClient chat)
                {
                    public Task AskAsync() => chat.GetResponseAsync("c");
                }
                """,
            ],
        ]);

        Assert.Contains("_ = await GetResponseAsync(\"a\");", files[0], StringComparison.Ordinal);
        Assert.Contains("_ = await GetResponse2Async((await GetResponse3Async(\"b\")).Text);", files[0], StringComparison.Ordinal);
        Assert.Contains("public Task AskAsync() => GetResponseAsync(\"c\");", files[1], StringComparison.Ordinal);
        Assert.Empty(await AnalyzerTest.Analyze(Options.Create(files), Options));
        Assert.Empty(AnalyzerTest.Generate(Options.Create(files), Options).GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !diagnostic.IsWarningAsError));
    }

    [Fact]
    public Task What_an_extension_block_calls_becomes_static_beside_it()
    {
        // The preview of extension blocks in compiler 4.14 runs analyzer actions three times on them.
        Assert.SkipWhen(typeof(CSharpCompilation).Assembly.GetName().Version!.Major < 5, "C# 14 comes with the compiler 5.0.");
        return CodeFixTest.Run(
            "AGT2001",
            """
            using Microsoft.Extensions.AI;

            public static class Asking
            {
                extension(IChatClient chat)
                {
                    public Task<ChatResponse> Ask(string question) => chat.GetResponseAsync(question);
                }
            }
            """,
            """
            using Microsoft.Extensions.AI;

            public static partial class Asking
            {
                extension(IChatClient chat)
                {
                    public Task<ChatResponse> Ask(string question) => GetResponseAsync(chat, question);
                }

                [LlmCall]
                private static partial Task<ChatResponse> GetResponseAsync(IChatClient chat, string chatMessage);

                private static Task<ChatResponse> GetResponseCoreAsync(IChatClient chat, string chatMessage) => chat.GetResponseAsync(chatMessage);
            }
            """,
            options: Options with { Language = LanguageVersion.Preview });
    }
}

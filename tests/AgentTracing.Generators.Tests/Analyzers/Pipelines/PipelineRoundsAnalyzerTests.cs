using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Analyzers.Pipelines;

/// <summary>AGT2008, and how the other rules treat <c>UseAgentTracing()</c>.</summary>
public sealed class PipelineRoundsAnalyzerTests
{
    private static readonly TestCompilation Options = new() { References = SdkReferences.All, Language = LanguageVersion.Latest };

    [Fact]
    public async Task Untraced_rounds()
    {
        var diagnostics = await AnalyzerTest.Run(
            """
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using OpenAI;

            public sealed class Clients(IChatClient inner)
            {
                public IChatClient Chain() => inner.AsBuilder().{|AGT2008:UseFunctionInvocation|}().Build();

                public IChatClient Above() => inner.AsBuilder().UseAgentTracing().{|AGT2008:UseFunctionInvocation|}().Build();

                public IChatClient Built() => new ChatClientBuilder(inner).UseLogging().{|AGT2008:UseFunctionInvocation|}(configure: c => c.MaximumIterationsPerRequest = 3).UseDistributedCache().Build();

                public IChatClient OfAnSdk() => new OpenAIClient("key").GetChatClient("gpt-4o-mini").AsIChatClient().AsBuilder().{|AGT2008:UseFunctionInvocation|}().Build();

                public IChatClient Statements()
                {
                    var builder = inner.AsBuilder();
                    builder.{|AGT2008:UseFunctionInvocation|}();
                    builder.UseLogging();
                    return builder.Build();
                }

                public IChatClient Middleware() => inner.AsBuilder().{|AGT2008:UseFunctionInvocation|}()
                    .Use(async (messages, options, next, cancellationToken) => await next(messages, options, cancellationToken))
                    .Build();

                public IChatClient OwnStep() => inner.AsBuilder().{|AGT2008:UseFunctionInvocation|}().UseShopLogging().Build();

                public IChatClient ByHand() => new {|AGT2008:FunctionInvokingChatClient|}(inner);

                public IChatClient Qualified() => new {|AGT2008:Microsoft.Extensions.AI.FunctionInvokingChatClient|}(inner) { MaximumIterationsPerRequest = 3 };

                public FunctionInvokingChatClient ByTarget() => {|AGT2008:new|}(new OpenAIClient("key").GetChatClient("gpt-4o-mini").AsIChatClient());

                public IChatClient Above2() => new {|AGT2008:FunctionInvokingChatClient|}(inner).AsBuilder().UseAgentTracing().Build();

                public void Services(IServiceCollection services) => services.AddChatClient(inner).{|AGT2008:UseFunctionInvocation|}();

                public void ByFactory(IServiceCollection services) => services.AddChatClient(provider => inner).UseLogging().{|AGT2008:UseFunctionInvocation|}();
            }

            public static class Steps
            {
                public static ChatClientBuilder UseShopLogging(this ChatClientBuilder builder) => builder.UseLogging();
            }
            """,
            Options);

        Assert.Equal("UseFunctionInvocation() calls the model several times for one response, but nothing below it traces these rounds; add UseAgentTracing() below it", diagnostics[0].GetMessage());
        Assert.Equal("UseFunctionInvocation() calls the model several times for one response, but nothing below it traces these rounds; move UseAgentTracing() below it", diagnostics[1].GetMessage());
    }

    [Fact]
    public Task Traced_rounds_and_rounds_that_may_be_traced() => AnalyzerTest.Run(
        """
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using OpenAI;

        public sealed class Clients(IChatClient inner)
        {
            private readonly IChatClient _traced = inner.AsBuilder().UseAgentTracing().Build();

            public IChatClient Ours() => inner.AsBuilder().UseFunctionInvocation().UseAgentTracing().Build();

            public IChatClient Theirs() => inner.AsBuilder().UseFunctionInvocation().UseOpenTelemetry().Build();

            public IChatClient OfATracedClient() => _traced.AsBuilder().UseFunctionInvocation().Build();

            public IChatClient InTwoPipelines() => inner.AsBuilder().UseAgentTracing().Build().AsBuilder().UseFunctionInvocation().Build();

            public IChatClient Statements(bool isTraced)
            {
                var builder = inner.AsBuilder().UseFunctionInvocation();
                if (isTraced)
                    builder.UseAgentTracing();
                return builder.Build();
            }

            public IChatClient OnItsOwnLine()
            {
                var builder = inner.AsBuilder();
                builder.UseFunctionInvocation();
                builder.UseAgentTracing();
                return builder.Build();
            }

            public IChatClient OwnClient() => inner.AsBuilder().UseFunctionInvocation().Use(next => new ShopClient(next)).Build();

            public IChatClient OwnStep() => inner.AsBuilder().UseFunctionInvocation().UseShopTracing().Build();

            public IChatClient ByHand() => new FunctionInvokingChatClient(_traced);

            public FunctionInvokingChatClient OfAPipeline() => new(inner.AsBuilder().UseAgentTracing().Build());

            public IChatClient InAStep() => inner.AsBuilder().Use(next => new FunctionInvokingChatClient(next)).UseAgentTracing().Build();

            public IChatClient ByOpenTelemetry() => new FunctionInvokingChatClient(new OpenTelemetryChatClient(inner));

            public void Services(IServiceCollection services) => services.AddChatClient(inner).UseFunctionInvocation().UseAgentTracing();

            public ChatClientBuilder ForOthers() => inner.AsBuilder().UseFunctionInvocation();

            public Other NotAPipeline(Other other) => other.UseFunctionInvocation();
        }

        public sealed partial class ShopClient(IChatClient inner) : DelegatingChatClient(inner)
        {
            [LlmCall]
            public override partial Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default);

            private Task<ChatResponse> GetResponseCoreAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
                => base.GetResponseAsync(messages, options, cancellationToken);
        }

        public static class Steps
        {
            public static ChatClientBuilder UseShopDefaults(this ChatClientBuilder builder) => builder.UseFunctionInvocation();

            public static ChatClientBuilder UseShopTracing(this ChatClientBuilder builder) => builder.UseLogging().UseAgentTracing();
        }

        public sealed class Other
        {
            public Other UseFunctionInvocation() => this;
        }
        """,
        Options);

    [Fact]
    public Task A_client_of_a_traced_pipeline_needs_no_span() => AnalyzerTest.Run(
        """
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using OpenAI;

        public static class Startup
        {
            public static void Add(IServiceCollection services)
                => services.AddChatClient(new OpenAIClient("key").GetChatClient("gpt-4o-mini").AsIChatClient()).UseFunctionInvocation().UseAgentTracing();

            public static void AddEmbeddings(IServiceCollection services)
                => services.AddEmbeddingGenerator(new OpenAIClient("key").GetEmbeddingClient("text-embedding-3-small").AsIEmbeddingGenerator()).UseAgentTracing();
        }

        public sealed class Injected(IChatClient chat, IEmbeddingGenerator<string, Embedding<float>> embeddings)
        {
            public Task AskAsync() => chat.GetResponseAsync("hi");

            public Task EmbedAsync() => embeddings.GenerateAsync(["hi"]);
        }

        public sealed class Made
        {
            private readonly IChatClient _chat = new OpenAIClient("key").GetChatClient("gpt-4o-mini").AsIChatClient().AsBuilder().UseAgentTracing().Build();

            public Task FieldAsync() => _chat.GetResponseAsync("hi");

            public Task LocalAsync(IChatClient inner)
            {
                using var chat = inner.AsBuilder().UseFunctionInvocation().UseAgentTracing().Build();
                return chat.GetResponseAsync("hi");
            }

            public Task StatementAsync(IChatClient inner)
            {
                var builder = inner.AsBuilder();
                builder.UseAgentTracing();
                return builder.Build().GetResponseAsync("hi");
            }
        }
        """,
        Options);

    [Fact]
    public Task A_client_of_another_pipeline_needs_one() => AnalyzerTest.Run(
        """
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using OpenAI;

        public static class Startup
        {
            public static void Add(IServiceCollection services)
            {
                services.AddKeyedChatClient("traced", new OpenAIClient("key").GetChatClient("gpt-4o-mini").AsIChatClient()).UseAgentTracing();
                services.AddKeyedChatClient("bare", new OpenAIClient("key").GetChatClient("gpt-4o-mini").AsIChatClient()).UseLogging();
            }
        }

        public sealed class Assistant([FromKeyedServices("traced")] IChatClient traced, [FromKeyedServices("bare")] IChatClient bare)
        {
            public Task AskAsync() => traced.GetResponseAsync("hi");

            public Task BareAsync() => bare.{|AGT2001:GetResponseAsync|}("hi");
        }
        """,
        Options);

    [Fact]
    public Task A_pipeline_of_ours_around_which_others_spans_are_registered_is_not_traced_twice() => AnalyzerTest.Run(
        """
        using Microsoft.Extensions.AI;
        using OpenTelemetry.Trace;

        public partial class Assistant(IChatClient inner)
        {
            private readonly IChatClient _ours = inner.AsBuilder().UseAgentTracing().Build();
            private readonly IChatClient _theirs = inner.AsBuilder().UseOpenTelemetry().Build();

            public static void Add(TracerProviderBuilder tracing) => tracing.AddAgentTracing().AddSource("Experimental.Microsoft.Extensions.AI");

            [LlmCall]
            public partial Task<ChatResponse> AskAsync(string question);

            private Task<ChatResponse> AskCoreAsync(string question) => _ours.GetResponseAsync(question);

            [LlmCall]
            public partial Task<ChatResponse> TwiceAsync(string question);

            private Task<ChatResponse> TwiceCoreAsync(string question) => _theirs.{|AGT2002:GetResponseAsync|}(question);
        }
        """,
        Options);
}

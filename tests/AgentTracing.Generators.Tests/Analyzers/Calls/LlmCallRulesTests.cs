using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Analyzers.Calls;

/// <summary>AGT2002 to AGT2007.</summary>
public sealed class LlmCallRulesTests
{
    private const string Setup = """
        using Anthropic;
        using Anthropic.Models.Messages;
        using Microsoft.Extensions.AI;
        using OpenTelemetry.Trace;
        using OpenAI.Chat;

        """;

    private static readonly TestCompilation Options = new() { References = SdkReferences.All, Language = LanguageVersion.Latest };
    private static readonly TestCompilation Application = Options with { OutputKind = OutputKind.ConsoleApplication };

    [Fact]
    public Task Traced_twice_by_ours_and_the_sdk() => AnalyzerTest.Run(Setup + """
        public partial class Assistant(AnthropicClient client, ChatClient chat)
        {
            [LlmCall]
            public partial Task<Message> AskAsync(MessageCreateParams request);

            private Task<Message> AskCoreAsync(MessageCreateParams request) => client.Messages.{|AGT2002:Create|}(request);

            [LlmCall]
            public partial Task<ChatCompletion> OpenAIAsync(string text);

            private async Task<ChatCompletion> OpenAICoreAsync(string text) => await chat.{|AGT2002:CompleteChatAsync|}(text);

            public void Configure(TracerProviderBuilder tracing)
            {
                AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", true);
                tracing.AddSource("com.anthropic.sdk.csharp").AddSource("OpenAI.*");
            }
        }
        """, Options);

    [Fact]
    public async Task Traced_twice_by_ours_and_the_pipeline()
    {
        var diagnostics = await AnalyzerTest.Run(Setup + """
            public partial class Assistant(IChatClient inner)
            {
                private readonly IChatClient _chat = inner.AsBuilder().UseOpenTelemetry().Build();

                [LlmCall]
                public partial Task<ChatResponse> AskAsync(string text);

                private Task<ChatResponse> AskCoreAsync(string text) => _chat.{|AGT2002:GetResponseAsync|}(text);

                [LlmCall]
                public partial Task<ChatResponse> OnceAsync(string text);

                private Task<ChatResponse> OnceCoreAsync(string text) => inner.GetResponseAsync(text);

                public void Configure(TracerProviderBuilder tracing) => tracing.AddSource("Experimental.Microsoft.Extensions.AI");
            }
            """, Options);

        Assert.Equal(
            "'ChatClientExtensions.GetResponseAsync' is traced by [LlmCall] 'AskAsync' and by the client's pipeline ('Experimental.Microsoft.Extensions.AI'), so it is counted twice; remove one of them",
            diagnostics[0].GetMessage());
    }

    [Fact]
    public Task Traced_twice_by_the_pipeline_and_the_sdk() => AnalyzerTest.Run(Setup + """
        public class Clients(AnthropicClient client, IChatClient other)
        {
            public IChatClient Twice() => client.AsIChatClient("claude").AsBuilder().UseFunctionInvocation().{|AGT2002:UseOpenTelemetry|}().Build();

            public IChatClient Once() => other.AsBuilder().UseOpenTelemetry().Build();

            public IChatClient Plain() => client.AsIChatClient("claude");

            public void Configure(TracerProviderBuilder tracing) => tracing.AddSource("com.anthropic.sdk.csharp", "Experimental.Microsoft.*");
        }
        """, Options);

    [Fact]
    public Task Not_twice_where_a_source_or_switch_is_missing() => AnalyzerTest.Run(Setup + """
        public partial class Assistant(AnthropicClient client, ChatClient chat, IChatClient inner)
        {
            private readonly IChatClient _chat = inner.AsBuilder().UseOpenTelemetry().Build();

            [LlmCall]
            public partial Task<Message> AskAsync(MessageCreateParams request);

            private Task<Message> AskCoreAsync(MessageCreateParams request) => client.Messages.Create(request);

            [LlmCall]
            public partial Task<ChatCompletion> OpenAIAsync(string text);

            private async Task<ChatCompletion> OpenAICoreAsync(string text) => await chat.CompleteChatAsync(text);

            [LlmCall]
            public partial Task<ChatResponse> TracedAsync(string text);

            private Task<ChatResponse> TracedCoreAsync(string text) => _chat.GetResponseAsync(text);

            public IChatClient Pipeline() => client.AsIChatClient("claude").AsBuilder().UseOpenTelemetry().Build();

            public void Configure(TracerProviderBuilder tracing) => tracing.AddSource("OpenAI.ChatClient").AddSource("com.anthropic.sdk");
        }
        """, Options);

    [Fact]
    public Task Pipelines() => AnalyzerTest.Run("""
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;

        public class Clients(IChatClient inner)
        {
            public IChatClient Wrong() => inner.AsBuilder().{|AGT2003:UseOpenTelemetry|}().UseLogging().UseFunctionInvocation().Build();

            public IChatClient New() => new ChatClientBuilder(inner)
                .{|AGT2003:UseOpenTelemetry|}(sourceName: "x")
                .UseFunctionInvocation(configure: c => c.MaximumIterationsPerRequest = 3)
                .Build();

            public void Services(IServiceCollection services) => services.AddChatClient(inner).{|AGT2003:UseOpenTelemetry|}().UseFunctionInvocation();

            public IChatClient Statements()
            {
                var builder = inner.AsBuilder();
                builder.{|AGT2003:UseOpenTelemetry|}();
                builder.UseFunctionInvocation();
                return builder.Build();
            }

            public IChatClient Twice() => inner.AsBuilder().UseOpenTelemetry().UseLogging().{|AGT2004:UseOpenTelemetry|}().Build();

            public IChatClient TwiceAround() => inner.AsBuilder().UseOpenTelemetry().UseFunctionInvocation().{|AGT2004:UseOpenTelemetry|}().Build();

            public IChatClient Nested() => inner.AsBuilder().UseOpenTelemetry().Build().AsBuilder().{|AGT2004:UseOpenTelemetry|}().Build();

            public IChatClient Inner() => new ChatClientBuilder(inner.AsBuilder().UseOpenTelemetry().Build()).{|AGT2004:UseOpenTelemetry|}().Build();

            public IChatClient Local()
            {
                var traced = inner.AsBuilder().UseOpenTelemetry().Build();
                return traced.AsBuilder().{|AGT2004:UseOpenTelemetry|}().Build();
            }
        }
        """, Options);

    [Fact]
    public Task Pipelines_that_are_right() => AnalyzerTest.Run("""
        using Microsoft.Extensions.AI;

        public class Clients(IChatClient inner, IEmbeddingGenerator<string, Embedding<float>> embeddings)
        {
            public IChatClient Right() => inner.AsBuilder().UseFunctionInvocation().UseOpenTelemetry().Build();

            public IChatClient Outer() => inner.AsBuilder().UseOpenTelemetry().Build().AsBuilder().UseFunctionInvocation().Build();

            public IChatClient[] Two() => [inner.AsBuilder().UseOpenTelemetry().Build(), inner.AsBuilder().UseOpenTelemetry().Build()];

            public IChatClient Either(bool yes)
            {
                var builder = inner.AsBuilder();
                if (yes)
                    builder.UseOpenTelemetry();
                else
                    builder.UseOpenTelemetry(sourceName: "mine");
                builder.UseFunctionInvocation();
                return builder.Build();
            }

            public void TwoBuilders()
            {
                var one = inner.AsBuilder();
                var two = inner.AsBuilder();
                one.UseOpenTelemetry();
                two.UseFunctionInvocation();
                two.UseOpenTelemetry();
            }

            public object Embeddings() => embeddings.AsBuilder().UseOpenTelemetry().Build();

            public object Others(Other other) => other.UseOpenTelemetry().UseOpenTelemetry().UseFunctionInvocation();
        }

        public class Other
        {
            public Other UseOpenTelemetry() => this;

            public Other UseFunctionInvocation() => this;
        }
        """, Options);

    [Fact]
    public Task Streams_that_do_not_request_usage() => AnalyzerTest.Run("""
        #pragma warning disable AGT2001, AGT1008
        using Azure.AI.Inference;
        using Betalgo.Ranul.OpenAI.Interfaces;
        using Betalgo.Ranul.OpenAI.ObjectModels.RequestModels;

        public class Streams(IChatCompletionService betalgo, ChatCompletionsClient azure)
        {
            public async Task Silent()
            {
                await foreach (var item in betalgo.{|AGT2005:CreateCompletionAsStream|}(new ChatCompletionCreateRequest { Model = "gpt-4o" }))
                    _ = item;
                await foreach (var item in betalgo.{|AGT2005:CreateCompletionAsStream|}(new() { StreamOptions = new() { IncludeUsage = false } }))
                    _ = item;
                var request = new ChatCompletionCreateRequest();
                request.Temperature = 0;
                await foreach (var item in betalgo.{|AGT2005:CreateCompletionAsStream|}(request))
                    _ = item;
                await foreach (var item in await azure.{|AGT2005:CompleteStreamingAsync|}(new ChatCompletionsOptions { Model = "m", AdditionalProperties = { ["x"] = BinaryData.FromString("1") } }))
                    _ = item;
                var options = new ChatCompletionsOptions();
                _ = azure.{|AGT2005:CompleteStreaming|}(options);
            }

            public async Task Asking(ChatCompletionsOptions given)
            {
                _ = betalgo.CreateCompletionAsStream(new() { StreamOptions = new() { IncludeUsage = true } });
                var request = new ChatCompletionCreateRequest();
                request.StreamOptions = new() { IncludeUsage = true };
                _ = betalgo.CreateCompletionAsStream(request);
                _ = await azure.CompleteStreamingAsync(new ChatCompletionsOptions { AdditionalProperties = { ["stream_options"] = BinaryData.FromString("{\"include_usage\":true}") } });
                var options = new ChatCompletionsOptions();
                options.AdditionalProperties["stream_options"] = BinaryData.FromString("{}");
                _ = azure.CompleteStreaming(options);
                _ = azure.CompleteStreaming(given);
                var prepared = new ChatCompletionsOptions();
                Prepare(prepared);
                _ = azure.CompleteStreaming(prepared);
                _ = await betalgo.CreateCompletion(new ChatCompletionCreateRequest());
                _ = await azure.CompleteAsync(new ChatCompletionsOptions());
            }

            private static void Prepare(ChatCompletionsOptions options) => options.AdditionalProperties["stream_options"] = BinaryData.FromString("{}");
        }
        """, Options);

    [Fact]
    public async Task Calls_that_cannot_be_intercepted()
    {
        const string Source = """
            using System.Linq.Expressions;
            using Anthropic;
            using Anthropic.Helpers.Beta;
            using Anthropic.Models.Messages;
            using Microsoft.Extensions.AI;

            public class Calls<T>(IChatClient chat, AnthropicClient anthropic, T typed) where T : IChatClient
            {
                public object Group => (Func<IEnumerable<ChatMessage>, ChatOptions?, CancellationToken, Task<ChatResponse>>)chat.{|AGT2006:GetResponseAsync|};

                public Task Typed() => typed.{|AGT2006:GetResponseAsync|}([]);

                public Expression<Func<IChatClient, object>> Tree() => client => client.{|AGT2006:GetResponseAsync|}(Array.Empty<ChatMessage>(), null, default);

                public async Task Dynamic(dynamic messages) => await chat.{|AGT2006:GetResponseAsync|}(messages);

                public Task Raw(MessageCreateParams request) => anthropic.WithRawResponse.Messages.{|AGT2006:Create|}(request);

                public async Task Loop(BetaToolRunner runner)
                {
                    await foreach (var message in {|AGT2006:runner|})
                        _ = message;
                }

                public async Task Fine(MessageCreateParams request)
                {
                    _ = await chat.GetResponseAsync("x");
                    _ = chat?.GetResponseAsync("x");
                    await foreach (var item in anthropic.Messages.CreateStreaming(request))
                        _ = item;
                    Func<Task> lambda = () => chat!.GetResponseAsync("x");
                    await lambda();
                }
            }

            public class Retrying(IChatClient inner) : DelegatingChatClient(inner)
            {
                public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                    => base.GetResponseAsync(messages, options, cancellationToken);

                public Task<ChatResponse> AskAsync() => base.{|AGT2006:GetResponseAsync|}([]);
            }

            public partial class Covered(IChatClient chat)
            {
                [LlmCall]
                public partial Task<ChatResponse> AskAsync();

                private Task<ChatResponse> AskCoreAsync() => Run(chat.GetResponseAsync);

                private static Task<ChatResponse> Run(Func<IEnumerable<ChatMessage>, ChatOptions?, CancellationToken, Task<ChatResponse>> call) => call([], null, default);
            }
            """;
        var diagnostics = await AnalyzerTest.Run(Source, Options, intercepts: true);

        Assert.All(diagnostics, static diagnostic => Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity));
        Assert.Equal(
            "The LLM call 'IChatClient.GetResponseAsync' cannot be intercepted, because method groups are not calls; extract it into an [LlmCall] method",
            diagnostics[0].GetMessage());
        Assert.DoesNotContain(await AnalyzerTest.Analyze(Options.Create(MarkedSource.Parse(Source).Text), Options), static diagnostic => diagnostic.Id == "AGT2006");
    }

    [Theory]
    [InlineData("Sdk.{|AGT2007:CreateTracerProviderBuilder|}().AddSource(\"Shop\").Build();")]
    [InlineData("Sdk.{|AGT2007:CreateMeterProviderBuilder|}().AddMeter(\"Shop\").Build();")]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddAgentTracing().Build(); Sdk.{|AGT2007:CreateMeterProviderBuilder|}().Build();")]
    [InlineData("OpenTelemetrySdk.Create(sdk => sdk.{|AGT2007:WithTracing|}(tracing => tracing.AddSource(\"Shop\")).WithMetrics(metrics => metrics.AddAgentTracing()));")]
    [InlineData("OpenTelemetrySdk.Create(sdk => sdk.{|AGT2007:WithTracing|}().{|AGT2007:WithMetrics|}());")]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Agent*\").Build();")]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"*\").Build();")]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\", AgentTelemetry.SourceName).Build();")]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(args).Build();")]
    [InlineData("Sdk.CreateMeterProviderBuilder().AddMeter(\"agenttracing\").Build();")]
    [InlineData("OpenTelemetrySdk.Create(sdk => sdk.WithTracing(tracing => tracing.AddAgentTracing()).WithMetrics(Configure)); static void Configure(MeterProviderBuilder builder) => builder.AddAgentTracing();")]
    [InlineData("Console.WriteLine(args.Length);")]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddLangfuse().Build(); static class Ours { public static TracerProviderBuilder AddLangfuse(this TracerProviderBuilder builder) => builder; }")]
    [InlineData("OpenTelemetrySdk.Create(sdk => sdk.WithTracing(tracing => tracing.AddPhoenix()).{|AGT2007:WithMetrics|}()); static class Ours { public static TracerProviderBuilder AddPhoenix(this TracerProviderBuilder builder) => builder; }")]
    [InlineData("OpenTelemetrySdk.Create(sdk => sdk.AddAgentTracingConsole().WithTracing().WithMetrics()); static class Ours { public static T AddAgentTracingConsole<T>(this T builder) => builder; }")]
    [InlineData("{|AGT2007:await|} new Agents().RunAsync(); public partial class Agents { [Agent] public partial Task RunAsync(); private Task RunCoreAsync() => Task.CompletedTask; }")]
    [InlineData("await new Agents().RunAsync(); new object().AddAgentTracing(); static class Ours { public static void AddAgentTracing(this object host) { } } public partial class Agents { [Agent] public partial Task RunAsync(); private Task RunCoreAsync() => Task.CompletedTask; }")]
    [InlineData("using var listener = new System.Diagnostics.ActivityListener(); await new Agents().RunAsync(); public partial class Agents { [Agent] public partial Task RunAsync(); private Task RunCoreAsync() => Task.CompletedTask; }")]
    [InlineData("static class Program { static void {|AGT2007:Main|}() { } } public partial class Agents { [Workflow] public partial Task RunAsync(); private Task RunCoreAsync() => Task.CompletedTask; }")]
    [InlineData("{|AGT2007:Console|}.WriteLine(1); public partial class Agents { [Tool] public partial int Count(string text); private int CountCore(string text) => text.Length; }")]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddTraceloop().Build(); static class Ours { public static TracerProviderBuilder AddTraceloop(this TracerProviderBuilder builder) => builder; } public partial class Agents { [Agent] public partial Task RunAsync(); private Task RunCoreAsync() => Task.CompletedTask; }")]
    [InlineData("AgentTelemetry.AddUsageSink(null!); await new Agents().RunAsync(); public partial class Agents { [Agent] public partial Task RunAsync(); private Task RunCoreAsync() => Task.CompletedTask; }")]
    public Task Applications(string statements) => AnalyzerTest.Run("using OpenTelemetry;\nusing OpenTelemetry.Metrics;\nusing OpenTelemetry.Trace;\n" + statements, Application);

    /// <summary>
    /// Interception is often enabled for a whole repository, also for its applications without model calls. Those have nothing to register.
    /// </summary>
    [Theory]
    [InlineData("{|AGT2007:await|} Chat().GetResponseAsync(\"hi\"); static IChatClient Chat() => null!;")]
    [InlineData("{|AGT2007:Console|}.WriteLine(); new ChatClientBuilder((IChatClient)null!).UseAgentTracing();")]
    [InlineData("Console.WriteLine(args.Length);")]
    [InlineData("Console.WriteLine(new ChatMessage(ChatRole.User, \"hi\").Text);")]
    [InlineData("new App().RunAsync(); class App { public void RunAsync() { } }")]
    public Task Applications_of_a_repository_that_intercepts(string statements) => AnalyzerTest.Run("using Microsoft.Extensions.AI;\n" + statements, Application, intercepts: true);

    [Fact]
    public async Task Tests_listen_to_what_they_test()
    {
        using var framework = new MemoryStream();
        Assert.True(new TestCompilation { AssemblyName = "xunit.v3.core", ReferencesRunTime = false }.Create("internal class Empty;").Emit(framework, cancellationToken: TestContext.Current.CancellationToken).Success);
        await AnalyzerTest.Run(
            """
            using OpenTelemetry;
            using OpenTelemetry.Trace;

            Sdk.CreateTracerProviderBuilder().AddSource("Shop").Build();
            """,
            Application with { References = [.. Application.References, MetadataReference.CreateFromImage(framework.ToArray())] });
    }

    [Fact]
    public Task Libraries_register_nothing() => AnalyzerTest.Run("""
        using OpenTelemetry;
        using OpenTelemetry.Trace;

        public static class Library
        {
            public static object Create() => Sdk.CreateTracerProviderBuilder().AddSource("Shop").Build();
        }
        """, Options);
}

using System.Globalization;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Tests.Interception;

/// <summary>Calls that are not intercepted.</summary>
public sealed class ExclusionTests
{
    private const string Ask = "client.GetResponseAsync(\"hi\")";
    private static readonly (string, string) WithSummary = ("AgentTracingInterceptionSummary", "true");

    private const string FullAsk = "client.GetResponseAsync(\"hi\", null, default)";

    [Fact]
    public void A_plain_call_is_intercepted()
        => Assert.Equal(["Source0.cs(2,12)"], InterceptionTest.Run("static class Program { static Task Ask(IChatClient client) =>\n    " + Ask + "; }").Intercepted);

    [Theory]
    [InlineData("it is in an expression tree, which would change", "static Expression<Func<IChatClient, Task>> Tree => client => " + FullAsk + ";")]
    [InlineData("it is in an expression tree, which would change", "static object Tree(IQueryable<IChatClient> clients) => from client in clients select " + FullAsk + ";")]
    [InlineData("it is in an expression tree, which would change", "static object Tree(IQueryable<IChatClient> clients) => from client in clients where " + FullAsk + " != null select client;")]
    [InlineData("its receiver is of a type parameter", "static Task Typed<T>(T client) where T : IChatClient => client.GetResponseAsync(new List<ChatMessage>());")]
    [InlineData("its receiver is of a type parameter", "static Task Typed<T>(T client) where T : OpenAI.Chat.ChatClient => client.CompleteChatAsync(\"hi\");")]
    [InlineData("its receiver is of a type parameter", "static Task Typed<T>(T client) where T : struct, IChatClient => client.GetResponseAsync(new List<ChatMessage>());")]
    [InlineData("its receiver is of a type parameter", "static Task? Typed<T>(T client) where T : class, IChatClient => client?.GetResponseAsync(\"hi\");")]
    [InlineData("its receiver is of a type parameter", "static Task Typed<T>(T client) where T : IChatClient => Microsoft.Extensions.AI.ChatClientExtensions.GetResponseAsync(client, \"hi\");")]
    [InlineData("it is bound at run time", "static Task Dynamic(IChatClient client, dynamic text) => client.GetResponseAsync(text);")]
    [InlineData("it is bound at run time", "static Task Dynamic(OpenAI.Chat.ChatClient client, dynamic text) => client.CompleteChatAsync(text);")]
    [InlineData("method groups are not calls", "static Func<IEnumerable<ChatMessage>, ChatOptions?, CancellationToken, Task<ChatResponse>> Group(IChatClient client) => client.GetResponseAsync;")]
    [InlineData("method groups are not calls", "static object Group(IChatClient client) => (Func<IEnumerable<ChatMessage>, ChatOptions?, CancellationToken, IAsyncEnumerable<ChatResponseUpdate>>)client.GetStreamingResponseAsync;")]
    [InlineData("its type is not accessible to generated code", "static Task Hidden(Secret client) => client.GetResponseAsync(new List<ChatMessage>());")]
    [InlineData("its result is read later, outside of the call", "static Task Raw(Anthropic.IAnthropicClient client, Anthropic.Models.Messages.MessageCreateParams request) => client.WithRawResponse.Messages.Create(request);")]
    [InlineData("the loop calls without an invocation", "static async Task Loop(Anthropic.Helpers.Beta.BetaToolRunner runner) { await foreach (var message in runner) _ = message; }")]
    public async Task Forms_without_an_interceptor_for_which_AGT2006_reports_the_reason(string reason, string member)
    {
        string source = Program(member);

        AssertSkipped(reason, source);
        var diagnostic = Assert.Single(await AnalyzerTest.Analyze(InterceptionTest.Create(source), InterceptionTest.Options, intercepts: true));
        Assert.Equal("AGT2006", diagnostic.Id);
        Assert.Contains($" cannot be intercepted, because {reason}; ", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("it takes a raw body", "static Task Body(OpenAI.Images.ImageClient client, System.ClientModel.BinaryContent body) => client.GenerateImagesAsync(body);")]
    [InlineData("it takes a raw body", "static Task Body(Azure.AI.Inference.EmbeddingsClient client, Azure.Core.RequestContent body) => client.EmbedAsync(body);")]
    [InlineData("it is neither chat nor embeddings", "static Task Image(OpenAI.Images.ImageClient client) => client.GenerateImageAsync(\"a cat\");")]
    public async Task Methods_without_an_interceptor_for_which_AGT2001_suggests_a_span(string reason, string member)
    {
        string source = Program(member);

        AssertSkipped(reason, source);
        Assert.Equal("AGT2001", Assert.Single(await AnalyzerTest.Analyze(InterceptionTest.Create(source), InterceptionTest.Options, intercepts: true)).Id);
    }

    [Fact]
    public async Task Kernel_prompts_are_intercepted_and_functions_that_may_call_no_model_are_not_LLM_calls()
    {
        string source = Program("""
            static async Task Ask(Microsoft.SemanticKernel.Kernel kernel, Microsoft.SemanticKernel.KernelFunction function)
            {
                await Microsoft.SemanticKernel.KernelExtensions.InvokePromptAsync<int>(kernel, "hi");
                await kernel.InvokeAsync(function);
                await function.InvokeAsync(kernel);
            }
            """);

        Assert.Equal("AgentTracing: 3 of 3 LLM calls intercepted, 0 skipped", Assert.Single(Summary(source)));
        Assert.Empty(await AnalyzerTest.Analyze(InterceptionTest.Create(source), InterceptionTest.Options, intercepts: true));
        Assert.Equal("AGT2001", Assert.Single(await AnalyzerTest.Analyze(InterceptionTest.Create(source), InterceptionTest.Options, intercepts: false)).Id);
    }

    [Theory]
    [InlineData("[NoIntercept] static Task Method(IChatClient client) => " + Ask + ";")]
    [InlineData("[NoIntercept] static Func<IChatClient, Task> Property => client => " + Ask + ";")]
    [InlineData("static Func<IChatClient, Task> Accessor { [NoIntercept] get => client => " + Ask + "; }")]
    [InlineData("[NoIntercept] static Task Around(IChatClient client) { return Local(); Task Local() => " + Ask + "; }")]
    [InlineData("static Task Local(IChatClient client) { return Local(); [NoIntercept] Task Local() => " + Ask + "; }")]
    [InlineData("static Func<IChatClient, Task> Lambda() => [NoIntercept] (client) => " + Ask + ";")]
    [InlineData("sealed class Inner { [NoIntercept] Inner(IChatClient client) => " + Ask + "; }")]
    [InlineData("[NoIntercept] sealed class Inner { static Task Method(IChatClient client) => " + Ask + "; }")]
    [InlineData("[NoIntercept] struct Inner { static Task Method(IChatClient client) => " + Ask + "; }")]
    [InlineData("[NoIntercept] interface IInner { static Task Method(IChatClient client) => " + Ask + "; }")]
    [InlineData("[NoIntercept] static object Group(IChatClient client) => (Func<IEnumerable<ChatMessage>, ChatOptions?, CancellationToken, Task<ChatResponse>>)client.GetResponseAsync;")]
    public async Task Not_if_the_user_excludes_it(string member)
    {
        string source = Program(member);

        AssertSkipped("[NoIntercept] excludes it", source);
        Assert.Empty(await AnalyzerTest.Analyze(InterceptionTest.Create(source), InterceptionTest.Options, intercepts: true));
    }

    [Fact]
    public void A_name_is_no_call() => Assert.Equal(
        ["AgentTracing: 0 of 0 LLM calls intercepted, 0 skipped"],
        Summary(Program("static string Name(IChatClient client) => nameof(client.GetResponseAsync);")));

    [Fact]
    public void Not_in_an_excluded_type_or_assembly()
    {
        AssertSkipped("[NoIntercept] excludes it", "[NoIntercept] static class Program { static class Inner { static Task M(IChatClient client) => " + Ask + "; } }");
        AssertSkipped("[NoIntercept] excludes it", "[assembly: NoIntercept] static class Program { static Task M(IChatClient client) => " + Ask + "; }");
    }

    [Fact]
    public void Calls_of_a_client_to_another_are_layers_of_its_call_except_base_calls() => Assert.Equal(
        [
            "AgentTracing: 1 of 3 LLM calls intercepted, 2 skipped",
            "AgentTracing: 2 skipped because an interceptor cannot call the base method: Source0.cs(6,27), Source0.cs(10,17)",
        ],
        Summary("""
            internal sealed class Wrapper(IChatClient inner) : DelegatingChatClient(inner)
            {
                public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                {
                    await InnerClient.GetResponseAsync("warm up", options, cancellationToken);
                    return await base.GetResponseAsync(messages, options, cancellationToken);
                }

                public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                    => base.GetStreamingResponseAsync(messages, options, cancellationToken);
            }
            """));

    [Fact]
    public void Not_in_an_LlmCall_but_in_an_agent() => Assert.Equal(["Source0.cs(8,86)"], InterceptionTest.Run("""
        internal sealed partial class Assistant(IChatClient client)
        {
            [LlmCall]
            public partial Task<ChatResponse> AskAsync(string question);
            private Task<ChatResponse> AskCoreAsync(string question) => client.GetResponseAsync(question);
            [Agent("assistant")]
            public partial Task<ChatResponse> WorkAsync(string request);
            private async Task<ChatResponse> WorkCoreAsync(string request) => await (client).GetResponseAsync(request);
        }
        """).Intercepted);

    [Fact]
    public void In_an_LlmCall_whose_result_has_no_usage() => Assert.Equal(["Source0.cs(5,79)"], InterceptionTest.Run("""
        internal sealed partial class Assistant(IChatClient client)
        {
            [LlmCall]
            public partial Task<string> AskAsync(string question);
            private async Task<string> AskCoreAsync(string question) => (await client.GetResponseAsync(question)).Text;
        }
        """).Intercepted);

    [Fact]
    public void In_a_client_that_calls_itself() => Assert.Equal(["Source0.cs(3,62)", "Source0.cs(4,61)", "Source0.cs(8,24)"], InterceptionTest.Run("""
        internal sealed class Wrapper(IChatClient inner) : DelegatingChatClient(inner)
        {
            public Task<ChatResponse> Extension(string text) => this.GetResponseAsync(text);
            public Task<ChatResponse> Implicit(ChatMessage text) => GetResponseAsync([text]);
            public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                => GetResponseAsync(messages, cancellationToken);
            private Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, CancellationToken cancellationToken)
                => InnerClient.GetResponseAsync(messages, null, cancellationToken);
        }
        """).Intercepted.Order(StringComparer.Ordinal));

    [Fact]
    public void Not_the_calls_of_other_kinds() => InterceptionTest.LeavesAlone("""
        using OpenAI.Images;
        using OpenAI.Moderations;
        using Anthropic;
        using System.ClientModel;

        public static class Program
        {
            public static async Task Ask(ImageClient images, ModerationClient moderation, IAnthropicClient anthropic, Anthropic.Models.Messages.MessageCountTokensParams count)
            {
                await moderation.ClassifyTextAsync("free");
                await images.GenerateImagesAsync(BinaryContent.Create(BinaryData.FromString("protocol")));
                await anthropic.Messages.CountTokens(count);
            }
        }
        """);

    [Fact]
    public async Task Not_where_two_files_are_the_same()
    {
        const string File = "file static class Program { static Task Ask(IChatClient client) => " + Ask + "; }";
        var compilation = InterceptionTest.Create(File, File, "// Another text.\n" + File);
        var test = InterceptionTest.Run(compilation, WithSummary);

        Assert.Equal(["Source2.cs(2,75)"], test.Intercepted);
        Assert.Equal(
            "AgentTracing: 2 skipped because another file has the same text, and the compiler identifies files by their text: Source0.cs(1,75), Source1.cs(1,75)",
            test.Summary.Last());
        Assert.Equal(
            ["AGT2006 Source0.cs", "AGT2006 Source1.cs"],
            (await AnalyzerTest.Analyze(compilation, InterceptionTest.Options, intercepts: true)).Select(static diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceTree!.FilePath}"));
    }

    [Fact]
    public void Not_what_file_local_types_declare() => AssertSkipped(
        "its type is not accessible to generated code",
        """
        file abstract class Local : OpenAI.Chat.ChatClient
        {
            public abstract override Task<System.ClientModel.ClientResult<OpenAI.Chat.ChatCompletion>> CompleteChatAsync(params OpenAI.Chat.ChatMessage[] messages);
        }

        file static class Program { static Task Ask(Local client) => client.CompleteChatAsync(new OpenAI.Chat.UserChatMessage("hi")); }
        """);

    /// <summary>The project contains interceptors itself, for example generated code that was checked in.</summary>
    [Fact]
    public async Task Not_calls_that_an_interceptor_in_the_project_handles()
    {
        var compilation = InterceptionTest.Create("static class Program { static Task M(IChatClient client) => client.GetResponseAsync([]); static Task N(IChatClient client) => " + Ask + "; }");
        var tree = compilation.SyntaxTrees.Single(static tree => tree.FilePath == "Source0.cs");
        var call = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>().First();
        var location = compilation.GetSemanticModel(tree).GetInterceptableLocation(call, TestContext.Current.CancellationToken)!;
        compilation = compilation.AddSyntaxTrees(InterceptionTest.Options.Parse(
            $$"""
            namespace Other
            {
                internal static class Kept
                {
                    {{location.GetInterceptsLocationAttributeSyntax()}}
                    public static Task<ChatResponse> Ask(this IChatClient client, IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => null!;
                }
            }

            namespace System.Runtime.CompilerServices
            {
                [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
                file sealed class InterceptsLocationAttribute(int version, string data) : Attribute { public string Data => version + data; }
            }
            """,
            "Kept.cs"));

        var test = InterceptionTest.Run(compilation, WithSummary);
        Assert.Equal(["Source0.cs(1,134)"], test.Intercepted);
        Assert.Equal("AgentTracing: 1 skipped because another interceptor already intercepts it: Source0.cs(1,68)", test.Summary.Last());
        var diagnostic = Assert.Single(await AnalyzerTest.Analyze(compilation, InterceptionTest.Options, intercepts: true));
        Assert.Equal("AGT2006", diagnostic.Id);
        Assert.Contains("because another interceptor already intercepts it", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_where_it_is_off()
    {
        var compilation = InterceptionTest.Create("static class Program { static Task M(IChatClient client) => " + Ask + "; }");
        Assert.Empty(InterceptionTest.Driver(("AgentTracingInterceptLlmCalls", "")).RunGenerators(compilation).GetRunResult().Results[0].GeneratedSources.Where(WritesCode));

        var options = InterceptionTest.Options with { Intercepts = false };
        var silent = options.Create("using Microsoft.Extensions.AI; static class Program { static Task M(IChatClient client) => " + Ask + "; }");
        Assert.Empty(InterceptionTest.Driver().WithUpdatedParseOptions(silent.SyntaxTrees.First().Options).RunGenerators(silent).GetRunResult().Results[0].GeneratedSources.Where(WritesCode));

        // The compiler always generates the attribute that hides generated types from other assemblies.
        static bool WritesCode(Microsoft.CodeAnalysis.GeneratedSourceResult file) => file.HintName != "Microsoft.CodeAnalysis.EmbeddedAttribute.cs";
    }

    private static void AssertSkipped(string reason, string source)
    {
        var summary = Summary(source).ToList();
        Assert.Equal("AgentTracing: 0 of 1 LLM calls intercepted, 1 skipped", summary[0]);
        Assert.StartsWith($"AgentTracing: 1 skipped because {reason}: Source0.cs(", summary[1], StringComparison.Ordinal);
    }

    private static IEnumerable<string> Summary(string source) => InterceptionTest.Run(InterceptionTest.Create(source), WithSummary).Summary;

    private static string Program(string member) => $$"""
        using System.Linq.Expressions;

        internal static class Program
        {
            {{member}}

            private abstract class Secret : IChatClient
            {
                public abstract Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default);
                public abstract IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default);
                public abstract object? GetService(Type serviceType, object? serviceKey = null);
                public abstract void Dispose();
            }
        }
        """;
}

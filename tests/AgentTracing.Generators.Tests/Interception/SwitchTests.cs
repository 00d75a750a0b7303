using System.Xml.Linq;
using AgentTracing.Generators.Interception;
using AgentTracing.Generators.Sdks;
using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Interception;

/// <summary>The build properties that exclude one SDK.</summary>
public sealed class SwitchTests
{
    private const string Source = """
        public static class Program
        {
            public static async Task Ask(
                OpenAI.Chat.ChatClient openAI,
                Anthropic.IAnthropicClient anthropic,
                IChatClient chat,
                Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService kernel,
                OllamaSharp.IOllamaApiClient ollama,
                Azure.AI.Inference.ChatCompletionsClient azure,
                Betalgo.Ranul.OpenAI.Interfaces.IChatCompletionService betalgo,
                Mistral.SDK.Completions.CompletionsEndpoint mistral,
                string model)
            {
                await openAI.CompleteChatAsync("hi");
                await anthropic.Messages.Create(new() { Model = model, MaxTokens = 1, Messages = [] });
                await chat.GetResponseAsync("hi");
                await kernel.GetChatMessageContentsAsync(new("hi"));
                await ollama.EmbedAsync(new() { Model = model });
                await azure.CompleteAsync(new Azure.AI.Inference.ChatCompletionsOptions { Model = model });
                await betalgo.CreateCompletion(new(), model);
                await mistral.GetCompletionAsync("hi");
            }
        }

        namespace Mistral.SDK.Completions
        {
            public class CompletionsEndpoint { public Task<string> GetCompletionAsync(string request) => Task.FromResult(request); }
        }
        """;

    private const int FirstCall = 14;

    private static readonly string[] Sdks = ["OpenAI", "Anthropic", "MicrosoftExtensionsAI", "SemanticKernel", "OllamaSharp", "AzureAIInference", "Betalgo", "MistralSDK"];

    public static TheoryData<string> Names => [.. Sdks];

    [Theory]
    [MemberData(nameof(Names))]
    public void Calls_of_a_switched_off_SDK_are_left_alone_and_no_others(string sdk)
    {
        int line = FirstCall + Array.IndexOf(Sdks, sdk);

        var test = InterceptionTest.Run(InterceptionTest.Create(Source), ("AgentTracingIntercept" + sdk, "False"), ("AgentTracingInterceptionSummary", "true"));

        Assert.Equal(Sdks.Length - 1, test.Intercepted.Count());
        Assert.DoesNotContain(test.Intercepted, place => place.StartsWith($"Source0.cs({line},", StringComparison.Ordinal));
        Assert.StartsWith($"AgentTracing: 1 skipped because AgentTracingIntercept{sdk} is false: Source0.cs({line},", test.Summary.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("")]
    [InlineData("off")]
    public void An_SDK_is_intercepted_unless_it_is_switched_off(string value)
        => Assert.Equal(Sdks.Length, InterceptionTest.Run(InterceptionTest.Create(Source), ("AgentTracingInterceptOpenAI", value)).Intercepted.Count());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Calls_of_a_switched_off_SDK_are_reported_as_uncovered(string sdk)
    {
        var compilation = InterceptionTest.Create(Source);

        var diagnostic = Assert.Single(await AnalyzerTest.Analyze(compilation, InterceptionTest.Options, intercepts: true, switchedOff: sdk));
        Assert.Equal("AGT2001", diagnostic.Id);
        Assert.Equal(FirstCall + Array.IndexOf(Sdks, sdk), diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1);
        Assert.Empty(await AnalyzerTest.Analyze(compilation, InterceptionTest.Options, intercepts: true));
    }

    [Fact]
    public async Task Whatever_their_form()
    {
        const string Group = """
            using Microsoft.Extensions.AI;

            internal static class Program
            {
                public static Func<IEnumerable<ChatMessage>, ChatOptions?, CancellationToken, Task<ChatResponse>> Ask(IChatClient client) => client.{|RULE:GetResponseAsync|};
            }
            """;

        await AnalyzerTest.Run(Group.Replace("RULE", "AGT2006", StringComparison.Ordinal), InterceptionTest.Options, intercepts: true);
        await AnalyzerTest.Run(Group.Replace("RULE", "AGT2001", StringComparison.Ordinal), InterceptionTest.Options, intercepts: true, switchedOff: "MicrosoftExtensionsAI");
    }

    [Fact]
    public void Every_switch_reaches_the_compiler_and_is_documented()
    {
        var props = XDocument.Load(Path.Combine(TestPaths.Repository, "src", "AgentTracing.Generators", "buildTransitive", "AgentTracing.Generators.props"));
        var visible = props.Descendants("CompilerVisibleProperty").Select(static item => item.Attribute("Include")!.Value).ToList();
        var page = File.ReadAllText(Path.Combine(TestPaths.Repository, "docs", "interception.md"));

        Assert.Equal(
            [.. Sdk.Properties.Select(InterceptionOptions.PropertyOf).Order(StringComparer.Ordinal)],
            visible.Except(["AgentTracingInterceptLlmCalls", "AgentTracingInterceptionSummary"]).Order(StringComparer.Ordinal));
        Assert.All(Sdk.Properties, name => Assert.Contains($"`{InterceptionOptions.PropertyOf(name)}`", page, StringComparison.Ordinal));
    }
}

using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Tests.LlmApis;

/// <summary>
/// Compares the catalogue of calls with the real assemblies, and with a list of all call methods that reflection finds in them.
/// </summary>
public class LlmApiCatalogueTests
{
    /// <summary>Members that the referenced versions lack: removed, not released yet, or in a package that cannot be restored.</summary>
    private static readonly string[] NotInTheseVersions =
    [
        "Azure.AI.OpenAI.OpenAIClient",
        "Microsoft.Agents.AI.AIAgentWithOpenAIExtensions",
        "Microsoft.Agents.AI.ChatClientAgent",
        "OpenAI.Decisions.DecisionsClient",
        "OpenAI.Responses.OpenAIResponseClient",
    ];

    private static readonly CSharpCompilation Sdks = References.Compile();

    [Fact]
    public void Every_known_call_method_is_in_the_catalogue()
    {
        var catalogue = LlmApiCatalogue.Of(Sdks)!;
        var wrong = new List<string>();
        var bound = 0;
        foreach (var (operation, flags, id) in SdkMethods())
        {
            if (DocumentationCommentId.GetFirstSymbolForDeclarationId(id, Sdks) is not IMethodSymbol method)
            {
                if (!IsListed(id))
                    wrong.Add("not listed: " + id);
                continue;
            }

            bound++;
            if (!catalogue.TryGetCall(method, out var api))
                wrong.Add("not found: " + id);
            else if (!api.Traits.HasFlag(LlmApiTraits.Protocol) && api.Traits.HasFlag(LlmApiTraits.Streaming) != flags.Contains('s', StringComparison.Ordinal))
                wrong.Add("streaming: " + id);
            else if (api.Traits.HasFlag(LlmApiTraits.Protocol) != flags.Contains('p', StringComparison.Ordinal))
                wrong.Add("protocol: " + id);
            else if (operation != "-" && api.Operation != operation)
                wrong.Add($"{api.Operation} instead of {operation}: {id}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(bound, 330, 391);
    }

    [Fact]
    public void Every_entry_of_the_catalogue_is_in_the_real_assemblies()
    {
        var lookup = new NamespaceLookup(Sdks);
        var restored = Sdk.AllCalls.Where(IsRestored).ToList();
        var absentTypes = restored.Where(api => !lookup.Find(api.Type).Any()).Select(api => api.Type).Distinct().Order(StringComparer.Ordinal);
        var absentMethods = restored
            .SelectMany(api => lookup.Find(api.Type).SelectMany(type => api.Methods.Where(name => type.GetMembers(name).IsEmpty), (type, name) => type.Name + "." + name))
            .Order(StringComparer.Ordinal);

        Assert.Equal(NotInTheseVersions, absentTypes);
        Assert.Equal([], absentMethods);
    }

    [Theory]
    [InlineData("IChatClient c", "c.GetResponseAsync(\"hi\")", "chat", null)]
    [InlineData("IChatClient c", "ChatClientExtensions.GetResponseAsync(c, \"hi\")", "chat", null)]
    [InlineData("IChatClient c", "c.GetResponseAsync<int>(\"hi\")", "chat", null)]
    [InlineData("FunctionInvokingChatClient c", "c.GetResponseAsync([], null, default)", "chat", null)]
    [InlineData("Own c", "c.GetResponseAsync([])", "chat", null)]
    [InlineData("OwnBase c", "c.GetStreamingResponseAsync([])", "chat", null)]
    [InlineData("IEmbeddingGenerator<string, Embedding<float>> c", "c.GenerateAsync([\"a\"])", "embeddings", null)]
    [InlineData("OpenAI.Chat.ChatClient c", "c.CompleteChat(\"hi\")", "chat", "openai")]
    [InlineData("Derived c", "c.CompleteChatAsync(\"hi\")", "chat", "openai")]
    [InlineData("Anthropic.IAnthropicClient c", "c.Messages.Create(null!)", "chat", "anthropic")]
    [InlineData("OllamaSharp.OllamaApiClient c", "c.ChatAsync(null!)", "chat", "ollama")]
    [InlineData("Betalgo.Ranul.OpenAI.Managers.OpenAIService c", "c.CreateCompletion((Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest)null!)", "chat", "openai")]
    public void Calls_are_known_whatever_the_type_of_the_receiver(string parameter, string call, string operation, string? provider)
    {
        var (compilation, method) = Bind(parameter, call);
        Assert.True(LlmApiCatalogue.Of(compilation)!.TryGetCall(method, out var api));
        Assert.Equal((operation, provider), (api.Operation, api.Provider));
    }

    [Theory]
    [InlineData("IChatClient c", "c.GetService(typeof(object))")]
    [InlineData("NotOurs c", "c.GetResponseAsync()")]
    [InlineData("Own c", "c.GetResponseAsync(1)")]
    [InlineData("OpenAI.Chat.ChatClient c", "c.GetChatCompletion(\"id\")")]
    public void Other_calls_are_not(string parameter, string call)
    {
        var (compilation, method) = Bind(parameter, call);
        Assert.False(LlmApiCatalogue.Of(compilation)!.TryGetCall(method, out _));
    }

    [Fact]
    public void Free_calls_and_calls_of_no_model_are_distinguished()
    {
        var catalogue = LlmApiCatalogue.Of(Sdks)!;
        Assert.False(Call("OpenAI.Moderations.ModerationClient", "ClassifyText").IsModelCall);
        Assert.False(Call("Microsoft.SemanticKernel.Kernel", "InvokeAsync").IsModelCall);
        Assert.False(Call("ModelContextProtocol.Client.McpClient", "CallToolAsync").IsModelCall);
        Assert.True(Call("OpenAI.Chat.ChatClient", "CompleteChat").IsModelCall);
        Assert.True(Call("Azure.AI.Inference.ChatCompletionsClient", "CompleteStreaming").Traits.HasFlag(LlmApiTraits.UsageOnRequest));
        Assert.True(Call("Microsoft.Agents.AI.AIAgent", "RunAsync").Traits.HasFlag(LlmApiTraits.Aggregate));

        LlmApi Call(string type, string method)
        {
            Assert.True(catalogue.TryGetCall(Sdks.GetTypeByMetadataName(type)!.GetMembers(method).OfType<IMethodSymbol>().First(), out var api));
            return api;
        }
    }

    [Fact]
    public void A_compilation_without_an_SDK_has_no_catalogue()
        => Assert.Null(LlmApiCatalogue.Of(References.Compile([MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], "namespace OpenAI { class C { } }")));

    [Fact]
    public void Stubs_in_source_count_as_the_SDK()
    {
        var compilation = References.Compile([MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], """
            using System.Threading.Tasks;
            namespace Amazon.BedrockRuntime
            {
                public interface IAmazonBedrockRuntime { Task<object> ConverseAsync(object request); }
                public class AmazonBedrockRuntimeClient : IAmazonBedrockRuntime { public virtual Task<object> ConverseAsync(object request) => null!; }
            }
            """);
        var method = compilation.GetTypeByMetadataName("Amazon.BedrockRuntime.AmazonBedrockRuntimeClient")!.GetMembers("ConverseAsync").OfType<IMethodSymbol>().Single();

        Assert.True(LlmApiCatalogue.Of(compilation)!.TryGetCall(method, out var api));
        Assert.Equal("aws.bedrock", api.Provider);
    }

    [Fact]
    public void LlmApi_adds_calls_of_ones_own()
    {
        var compilation = References.Compile([.. References.All, MetadataReference.CreateFromFile(typeof(LlmApiAttribute).Assembly.Location)], """
            using System.Threading.Tasks;
            using AgentTracing;
            [assembly: LlmApi(typeof(IMine), nameof(IMine.AskAsync), Provider = "mine", Operation = LlmOperation.Embeddings)]
            [assembly: LlmApi(typeof(Inheriting), "Ask")]
            [assembly: LlmApi(typeof(Generic<>), "Ask")]
            [assembly: LlmApi(null!, "Nothing")]
            public interface IMine { Task<string> AskAsync(string text); Task<string> OtherAsync(); }
            public class Mine : IMine { Task<string> IMine.AskAsync(string text) => null!; public Task<string> AskAsync(string text) => null!; public Task<string> OtherAsync() => null!; }
            public class Base { public string Ask() => ""; }
            public class Inheriting : Base;
            public class Generic<T> { public T Ask() => default!; }
            """);
        var catalogue = LlmApiCatalogue.Of(compilation)!;

        Assert.Equal(("mine", "embeddings"), Find("IMine", "AskAsync"));
        Assert.Null(Find("Mine", "AskAsync"));
        Assert.Equal(("mine", "embeddings"), Find("Mine", "IMine.AskAsync"));
        Assert.Null(Find("Mine", "OtherAsync"));
        Assert.Equal((null, "chat"), Find("Base", "Ask"));
        Assert.Equal((null, "chat"), Find("Generic`1", "Ask"));
        Assert.Contains("AskAsync", catalogue.MethodNames);
        Assert.DoesNotContain("OtherAsync", catalogue.MethodNames);

        (string?, string)? Find(string type, string method)
            => catalogue.TryGetCall(compilation.GetTypeByMetadataName(type)!.GetMembers(method).OfType<IMethodSymbol>().Single(), out var api) ? (api.Provider, api.Operation) : null;
    }

    private static IEnumerable<(string Operation, string Flags, string Id)> SdkMethods()
    {
        using var reader = new StreamReader(typeof(LlmApiCatalogueTests).Assembly.GetManifestResourceStream("SdkMethods.txt")!);
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split('|');
            yield return (parts[0], parts[1], parts[2]);
        }
    }

    // Compares names only, for types that cannot be bound here: the name of the type itself, or of the interface that its clients
    // implement.
    private static bool IsListed(string id)
    {
        var name = id[2..].Split('(')[0];
        var dot = name.LastIndexOf('.');
        var (type, method) = (name[..dot].Replace("AmazonBedrockRuntimeClient", "IAmazonBedrockRuntime", StringComparison.Ordinal), name[(dot + 1)..].Split('`')[0]);
        return Sdk.AllCalls.Any(api => api.Type == type && api.Methods.Contains(method));
    }

    private static bool IsRestored(LlmApi api)
        => new[] { "OpenAI.", "Anthropic.", "Microsoft.", "OllamaSharp.", "Azure.", "ModelContextProtocol.", "Betalgo." }.Any(root => api.Type.StartsWith(root, StringComparison.Ordinal))
            && !new[] { "Anthropic.SDK.", "Microsoft.SemanticKernel.Agents.", "Microsoft.KernelMemory." }
                .Any(root => api.Type.StartsWith(root, StringComparison.Ordinal));

    private static (Compilation Compilation, IMethodSymbol Method) Bind(string parameter, string call)
    {
        var compilation = References.Compile($$"""
            using System;
            using System.Collections.Generic;
            using System.Threading;
            using System.Threading.Tasks;
            using Microsoft.Extensions.AI;
            public class OwnBase : IChatClient
            {
                public virtual Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => null!;
                public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => null!;
                public object? GetService(Type serviceType, object? serviceKey = null) => null;
                public void Dispose() { }
            }
            public class Own : OwnBase
            {
                public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => null!;
                public int GetResponseAsync(int other) => other;
            }
            public class NotOurs { public int GetResponseAsync() => 1; }
            public class Derived() : OpenAI.Chat.ChatClient("m", "k");
            public class Program { public object Run({{parameter}}) => {{call}}; }
            """);
        var tree = compilation.SyntaxTrees[0];
        var invocation = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>().First();
        var symbol = compilation.GetSemanticModel(tree).GetSymbolInfo(invocation, TestContext.Current.CancellationToken).Symbol;
        return (compilation, Assert.IsAssignableFrom<IMethodSymbol>(symbol));
    }
}

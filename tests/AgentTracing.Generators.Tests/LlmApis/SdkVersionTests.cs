using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Tests.LlmApis;

/// <summary>Generated code reads only members that the referenced version of an SDK has.</summary>
public class SdkVersionTests
{
    [Theory]
    [InlineData("2.1.0", "OpenAI.Chat.ChatCompletion")]
    [InlineData("2.15.0", "OpenAI.Chat.ChatCompletion")]
    [InlineData("2.15.0", "OpenAI.Responses.ResponseResult")]
    [InlineData("2.15.0", "OpenAI.Responses.StreamingResponseUpdate")]
    [InlineData("2.1.0", "OpenAI.Chat.StreamingChatCompletionUpdate")]
    public void Usage_id_and_model_are_read_in_every_version(string version, string type)
    {
        var compilation = Compile(version);
        var reader = ResponseReaders.For(compilation.GetTypeByMetadataName(type)!, compilation);

        Assert.NotNull(reader);
        Assert.True(reader.ReadsUsage);
        var body = string.Concat(reader.Helpers.Prepend(reader).Select(static method => method.Body));
        Assert.Contains("cacheRead: ", body, StringComparison.Ordinal);
        Assert.Contains("reasoning: ", body, StringComparison.Ordinal);
        Assert.Contains("response.Id = ", body, StringComparison.Ordinal);
        Assert.Contains("response.Model = ", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.1.0", "OpenAI.Chat.ChatClient", "CompleteChatAsync")]
    [InlineData("2.15.0", "OpenAI.Chat.ChatClient", "CompleteChatAsync")]
    [InlineData("2.15.0", "OpenAI.Responses.ResponsesClient", "CreateResponseStreamingAsync")]
    [InlineData("2.15.0", "OpenAI.Decisions.DecisionsClient", "CreateDecisionAsync")]
    public void Calls_are_known_in_every_version(string version, string type, string method)
    {
        var compilation = Compile(version);
        var symbol = compilation.GetTypeByMetadataName(type)!.GetMembers(method).OfType<IMethodSymbol>().First();

        Assert.True(LlmApiCatalogue.Of(compilation)!.TryGetCall(symbol, out _));
    }

    private static Compilation Compile(string version)
    {
        var assembly = Directory.GetFiles(Path.Combine(SdkReferences.Packages, "openai", version, "lib"), "OpenAI.dll", SearchOption.AllDirectories)
            .Where(path => path.Contains("net8.0", StringComparison.Ordinal) || path.Contains("netstandard2.0", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .First();
        var others = References.All.Where(reference => Path.GetFileName(reference.Display) is not "OpenAI.dll");
        return References.Compile([.. others, MetadataReference.CreateFromFile(assembly)]);
    }
}

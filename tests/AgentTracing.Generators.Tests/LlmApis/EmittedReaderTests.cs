using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.LlmApis;

/// <summary>The text of readers, which must compile against the run time itself.</summary>
public class EmittedReaderTests
{
    private static readonly string[] Responses =
    [
        "Microsoft.Extensions.AI.ChatResponse",
        "Microsoft.Extensions.AI.ChatResponseUpdate",
        "Microsoft.Extensions.AI.GeneratedEmbeddings<Microsoft.Extensions.AI.Embedding<float>>",
        "System.ClientModel.ClientResult<OpenAI.Chat.ChatCompletion>",
        "OpenAI.Responses.StreamingResponseUpdate",
        "Anthropic.Models.Messages.Message",
        "Anthropic.Models.Messages.RawMessageStreamEvent",
        "Microsoft.Agents.AI.AgentResponse",
        "Microsoft.SemanticKernel.FunctionResult",
        "OllamaSharp.Models.Chat.ChatResponseStream",
        "Betalgo.Ranul.OpenAI.ObjectModels.ResponseModels.ChatCompletionCreateResponse",
        "Own",
        "AgentTracing.ITokenUsageSource",
    ];

    private static readonly string[] Requests =
    [
        "Microsoft.Extensions.AI.ChatOptions",
        "OpenAI.Chat.ChatCompletionOptions",
        "OpenAI.Responses.CreateResponseOptions",
        "Anthropic.Models.Messages.MessageCreateParams",
        "OllamaSharp.Models.Chat.ChatRequest",
    ];

    [Fact]
    public void Readers()
    {
        var compilation = References.Compile([.. References.All, MetadataReference.CreateFromFile(typeof(AgentTelemetry).Assembly.Location)], $$"""
            public record Own(string Text, AgentTracing.TokenUsage? Usage);
            public class Types
            {
            {{string.Concat(Responses.Concat(Requests).Select((type, i) => $"public {type} Field{i} = default!;\n"))}}
            }
            """);
        var readers = Responses.Concat(Requests).Select((_, i) => compilation.GetTypeByMetadataName("Types")!.GetMembers("Field" + i).OfType<IFieldSymbol>().Single().Type)
            .Select((type, i) => i < Responses.Length ? ResponseReaders.For(type, compilation) : RequestReaders.For(type, compilation));
        var text = Emit(readers);

        var diagnostics = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)compilation.SyntaxTrees[0].Options, "Readers.cs"))
            .GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Location.SourceTree?.FilePath == "Readers.cs" && d.Severity >= DiagnosticSeverity.Warning);
        Assert.Empty(diagnostics);
        Snapshots.Compare(new Dictionary<string, string> { ["Readers.g.cs"] = text });
    }

    private static string Emit(IEnumerable<ReaderModel?> readers)
    {
        Assert.All(readers, Assert.NotNull);
        return new ReadersFile(ReadersFile.Shared(readers!), IsFirst: false).Emit().ToString();
    }
}

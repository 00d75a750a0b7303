using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Pipelines;
using AgentTracing.Generators.Tests.Infrastructure;
using AgentTracing.Generators.Tests.Interception;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Pipelines;

/// <summary>The code for pipelines depends only on references, and is written once. Hand-overs depend on their own calls.</summary>
public sealed class PipelineGeneratorTests
{
    private const string Calls = """
        using Microsoft.Agents.AI;
        using Microsoft.Agents.AI.Workflows;

        internal static class Calls
        {
            public static AITool Tool(AIAgent agent) => agent.AsAIFunction();
            public static Workflow Flow(AIAgent first, AIAgent second) => AgentWorkflowBuilder.BuildSequential([first, second]);
            public static AIAgent Agent(Workflow workflow) => workflow.AsAIAgent();
            [NoIntercept] public static AITool Other(AIAgent agent) => agent.AsAIFunction();
        }
        """;

    private const string Other = "static class Other { static int Value => 1; }";

    private static TestCompilation Everything { get; } = InterceptionTest.Options with
    {
        References = [.. InterceptionTest.Options.References, SdkReferences.Downloaded("microsoft.agents.ai", "1.28.0", "net10.0"), SdkReferences.Downloaded("microsoft.agents.ai.workflows", "1.28.0", "net10.0")],
    };

    [Fact]
    public void Everything_that_can_be_traced()
    {
        var files = Files(Everything, Calls);

        Snapshots.Compare(files);
        Assert.Equal([HandOverEmitter.HintName, PipelineEmitter.HintName], files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_contracts_alone()
    {
        var options = InterceptionTest.Options with
        {
            References = [.. InterceptionTest.Options.References.Where(static reference => Path.GetFileName(reference.Display) is "Microsoft.Extensions.AI.Abstractions.dll")],
        };

        var files = Files(options, Other);

        Snapshots.Compare(files);
        Assert.DoesNotContain("UseAgentTracing(this", Assert.Single(files).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_without_the_library() => Assert.Empty(Files(new TestCompilation { Intercepts = true }, Other));

    /// <summary>
    /// The library's builders use its own contracts, not types with the same names that the project declares, for example because it
    /// contains the library's source.
    /// </summary>
    [Theory]
    [InlineData("""
        namespace Microsoft.Agents.AI
        {
            public abstract class AIAgent
            {
                public string Id => "";
                public virtual string? Name => null;
                public virtual object? GetService(Type type, object? key = null) => null;
            }
        }
        """)]
    [InlineData("namespace Microsoft.Agents.AI { public abstract class AgentSession; }")]
    [InlineData("namespace Microsoft.Agents.AI { public class AgentRunOptions; }")]
    [InlineData("""
        namespace Microsoft.Extensions.AI
        {
            public interface IChatClient : IDisposable
            {
                System.Threading.Tasks.Task<ChatResponse> GetResponseAsync(System.Collections.Generic.IEnumerable<ChatMessage> messages, ChatOptions? options = null, System.Threading.CancellationToken cancellationToken = default);
                object? GetService(Type type, object? key = null);
            }
        }
        """)]
    [InlineData("namespace Microsoft.Extensions.AI { public class ChatMessage { public string Text => \"\"; } }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class ChatOptions { public string? ModelId { get; set; } } }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class AITool { public string Name => \"\"; } }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class Embedding { public string? ModelId { get; set; } } }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class ChatResponseUpdate; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class ChatRole; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class AIContent; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class UsageContent; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class UsageDetails; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class ChatFinishReason; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class ChatClientMetadata; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class EmbeddingGeneratorMetadata; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class GeneratedEmbeddings<T>; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class AIFunction; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class FunctionCallContent; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class FunctionInvokingChatClient; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class DelegatingChatClient; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class CachingChatClient; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class OpenTelemetryChatClient; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class ChatClientBuilder; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class DelegatingEmbeddingGenerator<T, U>; }")]
    [InlineData("namespace Microsoft.Agents.AI { public class AgentResponse; }")]
    [InlineData("namespace Microsoft.Agents.AI { public class AgentResponseUpdate; }")]
    [InlineData("namespace Microsoft.Agents.AI { public class DelegatingAIAgent; }")]
    [InlineData("namespace Microsoft.Agents.AI { public class AIAgentBuilder; }")]
    [InlineData("namespace Microsoft.Agents.AI { public class OpenTelemetryAgent; }")]
    [InlineData("namespace Microsoft.Agents.AI { public class ChatClientAgentSession; }")]
    [InlineData("namespace Microsoft.Extensions.AI { public class ChatResponse { public string? ModelId { get; set; } } }")]
    public void Contracts_that_the_project_declares_again(string declaration)
        => Files(Everything, "global using System;", "#pragma warning disable CS1591\n" + declaration);

    /// <summary>An unrelated edit regenerates nothing. An edit of a hand-over regenerates its interceptors, and no pipelines.</summary>
    [Theory]
    [InlineData(Other, Other + " // comment", IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached)]
    [InlineData(Calls, Calls + " // comment", IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified)]
    public void An_edit_writes_what_depends_on_it(string before, string after, IncrementalStepRunReason pipelines, IncrementalStepRunReason handOvers)
    {
        var compilation = Create(Everything, Calls, Other);
        var driver = Driver(Everything).RunGenerators(compilation);
        var edited = compilation.SyntaxTrees.Single(tree => tree.ToString() == before);

        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(edited, Everything.Parse(after, edited.FilePath)));

        Assert.Equal(pipelines, Reason(driver, TrackingNames.Pipelines));
        Assert.Equal(handOvers, Reason(driver, TrackingNames.HandOvers));
    }

    private static IncrementalStepRunReason Reason(GeneratorDriver driver, string step)
        => Assert.Single(Assert.Single(driver.GetRunResult().Results[0].TrackedSteps[step]).Outputs).Reason;

    /// <summary>The generated files for pipelines. Asserts that everything compiles.</summary>
    private static Dictionary<string, string> Files(TestCompilation options, params string[] sources)
    {
        var driver = Driver(options).RunGeneratorsAndUpdateCompilation(Create(options, sources), out var output, out _);

        Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        return driver.GetRunResult().Results[0].GeneratedSources
            .Where(static file => file.HintName is PipelineEmitter.HintName or HandOverEmitter.HintName)
            .ToDictionary(static file => file.HintName, static file => file.SourceText.ToString());
    }

    private static CSharpCompilation Create(TestCompilation options, params string[] sources)
        => options.Create([.. sources, sources.Contains(Calls) ? "global using Microsoft.Extensions.AI;" : ""]);

    private static GeneratorDriver Driver(TestCompilation options) => CSharpGeneratorDriver.Create(
        [new AgentTracingGenerator().AsSourceGenerator()],
        parseOptions: options.ParseOptions,
        optionsProvider: TestConfigOptions.Of([("AgentTracingInterceptLlmCalls", "true")]),
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
}

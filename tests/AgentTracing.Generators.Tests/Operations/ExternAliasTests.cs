using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Operations;

/// <summary>References that have no name without an extern alias: what cannot be generated is said with the reason.</summary>
public sealed class ExternAliasTests
{
    private static readonly MetadataReference RunTime = MetadataReference.CreateFromFile(typeof(AgentTelemetry).Assembly.Location);

    private const string Source = """
        extern alias traced;

        public partial class A
        {
            [traced::AgentTracing.Tool] public partial int Run(int number);
            private int RunCore(int number) => number;
        }
        """;

    [Fact]
    public async Task AgentTracing_under_an_alias_only_is_AGT1004()
    {
        TestCompilation options = new() { ReferencesRunTime = false, References = [RunTime.WithAliases(["traced"])] };
        var compilation = options.Create(Source);
        var driver = CSharpGeneratorDriver
            .Create([new AgentTracingGenerator().AsSourceGenerator()], parseOptions: options.ParseOptions, optionsProvider: TestConfigOptions.Of([("AgentTracingReportsDeclarations", "true")], new TestEditorConfig("")))
            .RunGenerators(compilation, TestContext.Current.CancellationToken);
        var told = Assert.Single(driver.GetRunResult().Diagnostics);

        Assert.Equal("AGT1004", told.Id);
        Assert.Equal(
            "'Run' cannot be wrapped in a span: the reference to AgentTracing has the extern alias 'traced' only, and generated code names its types without an alias; "
                + "add 'global' to the Aliases of the reference; change that, or move the attribute to a method that can",
            told.GetMessage(null));
        Assert.Equal(["AGT1004"], (await AnalyzerTest.Analyze(compilation, options)).Select(static diagnostic => diagnostic.Id));
    }

    [Fact]
    public void AgentTracing_under_an_alias_as_well_is_named_without_it()
    {
        TestCompilation options = new() { ReferencesRunTime = false, References = [RunTime.WithAliases(["global", "traced"])] };
        Assert.Contains("A.g.cs", GeneratorTest.RunWithoutSnapshot([Source], options).Files.Keys);
    }

    /// <summary>The response's own usage is there, but the class of the readers has no name for its type.</summary>
    [Theory]
    [InlineData("sdk", "which generated code cannot read, because its assembly has the extern alias 'sdk' only; add 'global' to the Aliases of the reference, or call AgentTrace.RecordUsage")]
    [InlineData("global,sdk", null)]
    public async Task A_response_under_an_alias_is_told_from_one_without_usage(string aliases, string? expected)
    {
        TestCompilation options = new()
        {
            References = [.. SdkReferences.Of("Microsoft.Extensions.AI.Abstractions").Select(reference => Path.GetFileName(reference.Display) == "Microsoft.Extensions.AI.Abstractions.dll" ? reference.WithAliases(aliases.Split(',')) : reference)],
        };
        var found = await AnalyzerTest.Analyze(
            options.Create("""
                extern alias sdk;

                public partial class A(sdk::Microsoft.Extensions.AI.IChatClient client)
                {
                    [LlmCall] public partial Task<sdk::Microsoft.Extensions.AI.ChatResponse> Run(IEnumerable<sdk::Microsoft.Extensions.AI.ChatMessage> messages);
                    private Task<sdk::Microsoft.Extensions.AI.ChatResponse> RunCore(IEnumerable<sdk::Microsoft.Extensions.AI.ChatMessage> messages) => client.GetResponseAsync(messages, null, default);
                }
                """),
            options);
        if (expected is null)
        {
            Assert.Empty(found);
            return;
        }

        var told = Assert.Single(found);
        Assert.Equal("AGT1008", told.Id);
        Assert.EndsWith(expected, told.GetMessage(null), StringComparison.Ordinal);
    }
}

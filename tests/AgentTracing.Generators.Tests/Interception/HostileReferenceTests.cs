using System.Globalization;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using static AgentTracing.Generators.Tests.Interception.HostileProject;

namespace AgentTracing.Generators.Tests.Interception;

/// <summary>References that declare the same types as generated code needs, or hide them behind an extern alias.</summary>
public sealed class HostileReferenceTests
{
    [Fact]
    public Task Every_call_runs_once_where_the_internals_of_another_project_with_generated_code_are_seen()
    {
        const string Source = """
            [assembly: global::System.Runtime.CompilerServices.InternalsVisibleTo("Tests")]

            namespace Other
            {
                public static partial class Asking
                {
                    public static Task<ChatResponse> Ask(IChatClient client) => client.GetResponseAsync("hi");
                    [global::AgentTracing.LlmCall(Model = "m")] public static partial Task<ChatResponse> Twice(IChatClient client);
                    private static Task<ChatResponse> TwiceCore(IChatClient client) => client.GetResponseAsync("hi");
                    public static IChatClient Traced(IChatClient client) => client.AsBuilder().UseAgentTracing().Build();
                }
            }
            """;
        var other = AnalyzerTest.Generate(Create(InterceptionTest.Options with { AssemblyName = "Other" }, Source), InterceptionTest.Options);
        using var stream = new MemoryStream();
        Assert.Empty(other.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS1591"));

        return AssertRuns(With(MetadataReference.CreateFromImage(stream.ToArray()), Fake, Run));
    }

    [Fact]
    public Task Every_call_runs_once_where_Microsoft_Agents_AI_declares_the_same_extension_class()
        => AssertRuns(With(SdkReferences.Downloaded("microsoft.agents.ai", "1.28.0", "net8.0"), Fake, Run));

    [Fact]
    public Task Every_call_runs_once_where_the_extension_class_is_under_an_alias_as_well()
    {
        var options = InterceptionTest.Options with
        {
            References =
            [
                .. InterceptionTest.Options.References.Select(static reference => Path.GetFileName(reference.Display) == "Microsoft.Extensions.AI.Abstractions.dll"
                    ? ((PortableExecutableReference)reference).WithAliases(["global", "meai"])
                    : reference),
                SdkReferences.Downloaded("microsoft.agents.ai", "1.28.0", "net8.0"),
            ],
        };
        return AssertRuns(Create(options, Fake, Run), "meai::Microsoft.Extensions.AI.ChatClientExtensions.GetResponseAsync(");
    }

    [Fact]
    public async Task Extensions_that_do_more_are_not_intercepted_and_AGT2006_reports_why()
    {
        const string Source = "static class Program { static Task M(IEmbeddingGenerator<string, Embedding<float>> generator) => generator.GenerateAsync(\"a\"); }";
        var library = Library("Mine", "namespace Microsoft.Extensions.AI { public static class EmbeddingGeneratorExtensions { public static string Shout(this string text) => text; } }");
        var options = InterceptionTest.Options with { References = [.. InterceptionTest.Options.References, library] };
        var compilation = Create(options, Source);

        Assert.Empty(InterceptionTest.Run(compilation).Intercepted);
        var diagnostic = Assert.Single(await AnalyzerTest.Analyze(compilation, options, intercepts: true));
        Assert.Equal("AGT2006", diagnostic.Id);
        Assert.Contains("another type has the same full name as one that generated code names", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Microsoft.Extensions.AI.Abstractions.dll", "sdk::Microsoft.Extensions.AI.IChatClient", "GetResponseAsync([])")]
    [InlineData("OpenAI.dll", "sdk::OpenAI.Chat.ChatClient", "CompleteChatAsync(\"a\")")]
    public async Task An_SDK_with_only_an_extern_alias_is_not_intercepted_and_AGT2006_reports_why(string file, string client, string call)
    {
        var options = InterceptionTest.Options with
        {
            References =
            [
                .. InterceptionTest.Options.References.Select(reference => Path.GetFileName(reference.Display) == file
                    ? ((PortableExecutableReference)reference).WithAliases(["sdk"])
                    : reference),
            ],
        };
        var compilation = options.Create($"extern alias sdk; static class Program {{ static object M({client} client) => client.{call}; }}");

        Assert.Empty(InterceptionTest.Run(compilation).Intercepted);
        var diagnostic = Assert.Single(await AnalyzerTest.Analyze(compilation, options, intercepts: true), static diagnostic => diagnostic.Id == "AGT2006");
        Assert.Contains("not accessible to generated code", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}

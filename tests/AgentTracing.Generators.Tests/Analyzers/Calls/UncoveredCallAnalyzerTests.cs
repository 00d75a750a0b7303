using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Analyzers.Calls;

/// <summary>AGT2001.</summary>
public sealed class UncoveredCallAnalyzerTests
{
    private const string Plain = """
        using Microsoft.Extensions.AI;

        namespace Shop;

        public class Assistant(IChatClient chat)
        {
            public async Task<string> AskAsync(string text) => (await chat.{|AGT2001:GetResponseAsync|}(text)).Text;
        }
        """;

    private static readonly TestCompilation Options = new() { References = SdkReferences.All, Language = LanguageVersion.Latest };

    public static TheoryData<string> Files => [.. LlmCallCorpus.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_labelled_call_and_no_other(string file)
    {
        var source = LlmCallCorpus.Read(file);
        var compilation = Options.Create(MarkedSource.Parse(source).Text);
        Assert.Empty(AnalyzerTest.Generate(compilation, Options).GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Error && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal) && !diagnostic.IsWarningAsError));

        await AnalyzerTest.Run(source, Options);
    }

    [Fact]
    public async Task Clients_are_followed_across_files()
    {
        var diagnostics = await AnalyzerTest.Analyze(
            Options.Create(
                """
                using Microsoft.Extensions.AI;
                public sealed class Asks(IChatClient chat)
                {
                    public async Task Ask() => _ = await chat.GetResponseAsync("traced");
                    public async Task AskOther() => _ = await Clients.Shared.GetResponseAsync("traced");
                    public async Task AskMade(IChatClient inner) => _ = await Clients.Untraced(inner).GetResponseAsync("untraced");
                }
                """,
                """
                using Microsoft.Extensions.AI;
                public static class Clients
                {
                    public static IChatClient Shared { get; set; } = null!;
                    public static IChatClient Traced(IChatClient inner) => inner.AsBuilder().UseOpenTelemetry().Build();
                    public static IChatClient Untraced(IChatClient inner) => inner.AsBuilder().Build();
                }
                """,
                """
                using Microsoft.Extensions.AI;
                public static class Composition
                {
                    public static Asks Compose(IChatClient inner)
                    {
                        Clients.Shared = Clients.Traced(inner);
                        return new(Clients.Traced(inner));
                    }
                }
                """),
            Options);
        Assert.Equal("Source0.cs(5,86)", Assert.Single(diagnostics).Location.GetLineSpan() is var place ? $"{place.Path}({place.StartLinePosition.Line},{place.StartLinePosition.Character})" : "");
    }

    [Fact]
    public void The_corpus_is_large()
    {
        var (labelled, reported) = LlmCallCorpus.Count();

        Assert.InRange(labelled, 200, int.MaxValue);
        Assert.InRange(reported, 140, labelled - 60);
    }

    [Fact]
    public async Task The_message_names_the_call()
    {
        var diagnostics = await AnalyzerTest.Run(Plain, Options);

        Assert.Equal(
            "No span covers the LLM call 'ChatClientExtensions.GetResponseAsync'; set <AgentTracingInterceptLlmCalls>true</AgentTracingInterceptLlmCalls> in the project, build its client with UseAgentTracing(), or extract the call into a method with [LlmCall]",
            diagnostics[0].GetMessage());
    }

    /// <summary>The message does not suggest interception or a pipeline for calls that neither can trace.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_message_names_only_what_helps(bool intercepts)
    {
        var diagnostics = await AnalyzerTest.Run(
            """
            #pragma warning disable MEAI001
            using Microsoft.Extensions.AI;

            public class Speech(ISpeechToTextClient speech)
            {
                public Task HearAsync(System.IO.Stream audio) => speech.{|AGT2001:GetTextAsync|}(audio);
            }
            """,
            Options,
            intercepts: intercepts);

        Assert.Equal("No span covers the LLM call 'ISpeechToTextClient.GetTextAsync'; extract the call into a method with [LlmCall]", diagnostics[0].GetMessage());
    }

    [Fact]
    public Task Silent_where_calls_are_intercepted() => AnalyzerTest.Run(MarkedSource.Parse(Plain).Text, Options, intercepts: true);

    [Fact]
    public Task Interception_covers_what_it_writes_an_interceptor_for_and_nothing_else() => AnalyzerTest.Run(
        """
        using System.ClientModel;
        using OpenAI.Audio;
        using OpenAI.Chat;

        namespace Shop;

        public class Assistant(ChatClient chat)
        {
            public async Task<string> AskAsync(string text) => (await chat.CompleteChatAsync(text)).Value.Content[0].Text;

            public async Task StreamAsync(string text)
            {
                await foreach (var update in chat.CompleteChatStreamingAsync(text))
                    Console.Write(update.ContentUpdate.Count);
            }

            public Task RawAsync(BinaryContent body) => chat.CompleteChatAsync(body);

            public Task RawSpeechAsync(AudioClient audio, BinaryContent body) => audio.{|AGT2001:GenerateSpeechAsync|}(body);

            public Task SpeakAsync(AudioClient audio) => audio.{|AGT2001:GenerateSpeechAsync|}("hi", GeneratedSpeechVoice.Alloy);

            [NoIntercept]
            public async Task LeftAloneAsync(string text)
            {
                await foreach (var update in chat.CompleteChatStreamingAsync(text))
                    Console.Write(update.ContentUpdate.Count);
            }
        }
        """,
        Options,
        intercepts: true);

    [Theory]
    [InlineData("AskAsync")]
    [InlineData("GetResponseAsync")]
    [InlineData("Other|Assistant")]
    [InlineData("Ask*")]
    [InlineData("T:Shop.Assistant")]
    [InlineData("N:Shop")]
    [InlineData("M:Shop.Assistant.AskAsync")]
    [InlineData("M:Shop.Assistant.AskAsync(System.String)")]
    [InlineData("M:Microsoft.Extensions.AI.ChatClientExtensions.*")]
    public Task Excluded_symbols_are_silent(string names)
        => AnalyzerTest.Run(MarkedSource.Parse(Plain).Text, Options, $"[*.cs]\ndotnet_code_quality.AGT2001.excluded_symbol_names = {names}");

    [Theory]
    [InlineData("Ask")]
    [InlineData("askasync")]
    [InlineData("T:Assistant")]
    [InlineData("M:Shop.Assistant.Ask")]
    [InlineData(" | ")]
    public Task Other_symbols_are_not_excluded(string names)
        => AnalyzerTest.Run(Plain, Options, $"[*.cs]\ndotnet_code_quality.AGT2001.excluded_symbol_names = {names}");

    [Fact]
    public async Task Severity_is_that_of_the_editorconfig()
    {
        Assert.Equal(DiagnosticSeverity.Error, (await AnalyzerTest.Run(Plain, Options, "[*.cs]\ndotnet_diagnostic.AGT2001.severity = error"))[0].Severity);
        await AnalyzerTest.Run(MarkedSource.Parse(Plain).Text, Options, "[*.cs]\ndotnet_diagnostic.AGT2001.severity = none");
    }

    [Fact]
    public async Task Generated_code_is_left_alone()
        => await AnalyzerTest.Run("// <auto-generated/>\n#nullable enable\n" + MarkedSource.Parse(Plain).Text, Options);

    [Fact]
    public async Task Clients_of_other_files_are_seen()
    {
        var compilation = Options.Create(
            """
            using Microsoft.Extensions.AI;
            public partial class Split
            {
                public async Task AskAsync() => _ = await _chat.GetResponseAsync("x");
                public async Task MoreAsync() => _ = await Factory.Create(_plain).GetResponseAsync("x");
                public async Task PlainAsync() => _ = await _plain.GetResponseAsync("x");
            }
            """,
            """
            using Microsoft.Extensions.AI;
            public partial class Split(IChatClient inner)
            {
                private readonly IChatClient _chat = inner.AsBuilder().UseOpenTelemetry().Build();
                private readonly IChatClient _plain = inner;
            }
            public static class Factory
            {
                public static IChatClient Create(IChatClient inner) => inner.AsBuilder().UseOpenTelemetry().Build();
            }
            """);

        var diagnostic = Assert.Single(await AnalyzerTest.Analyze(compilation, Options));
        Assert.Equal("AGT2001", diagnostic.Id);
        Assert.Equal(5, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public async Task Nothing_without_AgentTracing_or_an_SDK()
    {
        var source = MarkedSource.Parse(Plain).Text;
        var without = Options with { ReferencesRunTime = false };
        Assert.Empty(await AnalyzerTest.Analyze(without.Create(source), without));

        TestCompilation noSdk = new();
        Assert.Empty(await AnalyzerTest.Analyze(noSdk.Create(source), noSdk));
    }
}

using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Analyzers.Calls;

/// <summary>AGT1008.</summary>
public sealed class LlmCallUsageAnalyzerTests
{
    private const string Sdk = """
        public sealed record Usage(int InputTokens, int OutputTokens);

        public sealed record Answer(string Text, Usage Usage);

        public sealed class Client
        {
            public Task<Answer> AskAsync(string question) => null!;
        }
        """;

    [Fact]
    public async Task Results_without_usage()
    {
        var diagnostics = await AnalyzerTest.Run(Sdk + """
            public partial class Chat(Client client)
            {
                [LlmCall]
                public partial Task<string> {|AGT1008:AskAsync|}(string question);

                private async Task<string> AskCoreAsync(string question) => (await client.AskAsync(question)).Text;

                [LlmCall]
                public partial Task {|AGT1008:SendAsync|}();

                private Task SendCoreAsync() => Task.CompletedTask;

                [LlmCall]
                public partial IAsyncEnumerable<string> {|AGT1008:StreamAsync|}();

                private async IAsyncEnumerable<string> StreamCoreAsync()
                {
                    await Task.Yield();
                    yield return "";
                }
            }
            """);

        Assert.Equal(
            "'AskAsync' returns 'Task<string>', which has no readable token usage; return the SDK's response, implement ITokenUsageSource, or call AgentTrace.RecordUsage",
            diagnostics[0].GetMessage());
    }

    [Fact]
    public Task Usage_that_is_read_or_recorded() => AnalyzerTest.Run(Sdk + """
        public sealed class Mine : ITokenUsageSource
        {
            public TokenUsage? TokenUsage => null;
            public string? Model => null;
            public string? ResponseId => null;
        }

        public partial class Chat(Client client)
        {
            [LlmCall]
            public partial Task<Answer> ByShapeAsync();

            private Task<Answer> ByShapeCoreAsync() => client.AskAsync("");

            [LlmCall]
            public partial ValueTask<Mine?> BySourceAsync();

            private ValueTask<Mine?> BySourceCoreAsync() => default;

            [LlmCall]
            public partial Task<string> RecordedAsync();

            private async Task<string> RecordedCoreAsync()
            {
                var answer = await client.AskAsync("");
                AgentTrace.RecordUsage(TokenUsage.FromOpenAI(answer.Usage.InputTokens, answer.Usage.OutputTokens));
                return answer.Text;
            }

            [LlmCall]
            public partial Task<string> InnerAsync();

            private async Task<string> InnerCoreAsync() => (await ByShapeAsync()).Text;

            [Agent]
            public partial Task<string> NoLlmCallAsync();

            private Task<string> NoLlmCallCoreAsync() => Task.FromResult("");
        }
        """);

    [Fact]
    public Task Calls_that_are_intercepted() => AnalyzerTest.Run(
        Sdk + """
        public partial class Chat(Client client)
        {
            [LlmCall]
            public partial Task<string> AskAsync();

            private async Task<string> AskCoreAsync() => (await client.AskAsync("")).Text;

            [LlmCall]
            public partial Task<string> {|AGT1008:NoCallAsync|}();

            private Task<string> NoCallCoreAsync() => Task.FromResult("");
        }
        """,
        intercepts: true);
}

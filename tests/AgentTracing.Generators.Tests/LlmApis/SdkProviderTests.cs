using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.LlmApis;

public sealed class SdkProviderTests
{
    [Fact]
    public void A_call_without_a_provider_takes_that_of_its_SDK()
    {
        const string Source = """
            public partial class Caller
            {
                [LlmCall(Model = "gpt-4o-mini")]
                public partial Task<OpenAI.Chat.Completion> Inferred();
                private Task<OpenAI.Chat.Completion> InferredCore() => Task.FromResult(new OpenAI.Chat.Completion());

                [LlmCall(Model = "gpt-4o-mini", Provider = "azure.ai.openai")]
                public partial Task<OpenAI.Chat.Completion> Said();
                private Task<OpenAI.Chat.Completion> SaidCore() => Task.FromResult(new OpenAI.Chat.Completion());

                [LlmCall]
                public partial IAsyncEnumerable<OpenAI.Chat.Completion> Streamed();
                private async IAsyncEnumerable<OpenAI.Chat.Completion> StreamedCore() { await Task.Yield(); yield break; }
            }

            namespace OpenAI.Chat
            {
                public sealed class Completion { public int InputTokens => 1; public int OutputTokens => 2; }
            }
            """;

        var generated = GeneratorTest.RunWithoutSnapshot([Source]).Files.Single(static file => file.Key != ReadersFile.HintName).Value.Unbroken();

        Assert.Contains("""LlmCall("Inferred", sdkProvider: "openai", model: "gpt-4o-mini")""", generated, StringComparison.Ordinal);
        Assert.Contains("""LlmCall("Said", provider: "azure.ai.openai", model: "gpt-4o-mini")""", generated, StringComparison.Ordinal);
        Assert.Contains("""LlmCall("Streamed", sdkProvider: "openai")""", generated, StringComparison.Ordinal);
    }
}

using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Operations;

/// <summary>
/// Clients, options, messages and responses that are structs, or type parameters that may be: a delegate for their interface cannot be used
/// for them.
/// </summary>
public sealed class ValueTypeTests
{
    private const string Types = """
        public readonly struct Client : IChatClient
        {
            public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                => Task.FromResult(new ChatResponse { Usage = new() { InputTokenCount = 3, OutputTokenCount = 4 } });
            public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
            public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("mine", new Uri("http://127.0.0.1"), "m1") : null;
            public void Dispose() { }
        }

        public readonly struct Answer : ITokenUsageSource
        {
            public TokenUsage? TokenUsage => new TokenUsage { Input = 3, Output = 4 };
            public string? Model => "m1";
            public string? ResponseId => null;
        }
        """;

    /// <summary>An operation, and the code that calls it.</summary>
    public static TheoryData<string, string> Operations => new()
    {
        { "[LlmCall] public static partial Task<ChatResponse> AskAsync(Client client); private static Task<ChatResponse> AskCoreAsync(Client client) => client.GetResponseAsync([]);", "AskAsync(default)" },
        { "[LlmCall] public static partial Task<ChatResponse> AskAsync<T>(T client) where T : IChatClient; private static Task<ChatResponse> AskCoreAsync<T>(T client) where T : IChatClient => client.GetResponseAsync([]);", "AskAsync(new Client())" },
        { "[LlmCall] public static partial Task<ChatResponse> AskAsync<T>(T client) where T : struct, IChatClient; private static Task<ChatResponse> AskCoreAsync<T>(T client) where T : struct, IChatClient => client.GetResponseAsync([]);", "AskAsync(new Client())" },
        { "private static readonly Client Model = new(); [LlmCall] public static partial Task<ChatResponse> AskAsync(); private static Task<ChatResponse> AskCoreAsync() => Model.GetResponseAsync([]);", "AskAsync()" },
        { "[LlmCall] public static partial Task<ChatResponse> AskAsync<T>(Client client, T messages) where T : IEnumerable<ChatMessage>; private static Task<ChatResponse> AskCoreAsync<T>(Client client, T messages) where T : IEnumerable<ChatMessage> => client.GetResponseAsync(messages);", "AskAsync(default, System.Collections.Immutable.ImmutableArray.Create(new ChatMessage(ChatRole.User, \"a\")))" },
        { "[LlmCall] public static partial Task<T> AskAsync<T>(Client client) where T : struct, ITokenUsageSource; private static Task<T> AskCoreAsync<T>(Client client) where T : struct, ITokenUsageSource => Task.FromResult(default(T));", "AskAsync<Answer>(default)" },
        { "[LlmCall] public static partial Answer? Ask(Client client); private static Answer? AskCore(Client client) => default(Answer);", "Task.FromResult(Ask(default))" },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task What_may_be_a_struct_is_read_as_its_interface(string operation, string call)
    {
        var (_, spans) = await GeneratorTest.RunWithoutSnapshot(
            ["using Microsoft.Extensions.AI;\n" + Types, $$"""using Microsoft.Extensions.AI; public static partial class Program { {{operation}} public static async Task<object?> Run() => await {{call}}; }"""],
            new TestCompilation { References = SdkReferences.All, Language = LanguageVersion.CSharp13 }).Load().Run();

        var span = Assert.Single(spans);
        Assert.Equal("chat m1", span.DisplayName);
        Assert.Equal((3L, 4L), (span.GetTagItem("gen_ai.usage.input_tokens"), span.GetTagItem("gen_ai.usage.output_tokens")));
    }

    [Fact]
    public async Task Types_that_may_not_be_named_are_left_out_of_content()
    {
        var (_, spans) = await GeneratorTest.RunWithoutSnapshot(
        ["""
        [Obsolete("Gone.", true)] public sealed class Old { public int Number => 1; }

        [Obsolete]
        public static partial class Program
        {
            [Tool(Content = ContentCapture.Span)] public static partial int Count(Old old, List<Old> all, Dictionary<string, (Old, int)> named, int number);
            private static int CountCore(Old old, List<Old> all, Dictionary<string, (Old, int)> named, int number) => number;
            public static object? Run() => Count(new Old(), [], [], 1);
        }
        """]).Load().Run();

        Assert.Equal("{\"number\":1}", Assert.Single(spans).GetTagItem("gen_ai.tool.call.arguments"));
    }
}

using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Tests.Interception;

/// <summary>Calls that are left alone.</summary>
public sealed class ExclusionTests
{
    private const string Ask = "client.GetResponseAsync(\"hi\")";
    private const string FullAsk = "client.GetResponseAsync(\"hi\", null, default)";

    [Fact]
    public void A_plain_call_is_intercepted()
        => Assert.Equal(["Source0.cs(2,12)"], InterceptionTest.Run("static class Program { static Task Ask(IChatClient client) =>\n    " + Ask + "; }").Intercepted);

    [Theory]
    [InlineData("static Expression<Func<IChatClient, Task>> Tree => client => " + FullAsk + ";")]
    [InlineData("static object Tree(IQueryable<IChatClient> clients) => from client in clients select " + FullAsk + ";")]
    [InlineData("static Task Generic<T>(T client) where T : IChatClient => client.GetResponseAsync(new List<ChatMessage>());")]
    [InlineData("static Task Dynamic(IChatClient client, dynamic text) => client.GetResponseAsync(text);")]
    [InlineData("static Func<IEnumerable<ChatMessage>, ChatOptions?, CancellationToken, Task<ChatResponse>> Group(IChatClient client) => client.GetResponseAsync;")]
    [InlineData("[NoIntercept] static Task Method(IChatClient client) => " + Ask + ";")]
    [InlineData("[NoIntercept] static Func<IChatClient, Task> Property => client => " + Ask + ";")]
    [InlineData("static Task Hidden(Secret client) => client.GetResponseAsync(new List<ChatMessage>());")]
    [InlineData("static string Name(IChatClient client) => nameof(client.GetResponseAsync);")]
    public void Not_in(string member) => InterceptionTest.LeavesAlone($$"""
        using System.Linq.Expressions;

        internal static class Program
        {
            {{member}}

            private abstract class Secret : IChatClient
            {
                public abstract Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default);
                public abstract IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default);
                public abstract object? GetService(Type serviceType, object? serviceKey = null);
                public abstract void Dispose();
            }
        }
        """);

    [Fact]
    public void Not_in_a_type_or_assembly_that_says_no()
    {
        InterceptionTest.LeavesAlone("[NoIntercept] static class Program { static class Inner { static Task M(IChatClient client) => " + Ask + "; } }");
        InterceptionTest.LeavesAlone("[assembly: NoIntercept] static class Program { static Task M(IChatClient client) => " + Ask + "; }");
    }

    [Fact]
    public void Not_in_a_client_that_wraps_another() => InterceptionTest.LeavesAlone("""
        internal sealed class Wrapper(IChatClient inner) : DelegatingChatClient(inner)
        {
            public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            {
                await InnerClient.GetResponseAsync("warm up", options, cancellationToken);
                return await base.GetResponseAsync(messages, options, cancellationToken);
            }
        }
        """);

    [Fact]
    public void Not_in_an_LlmCall_but_in_an_agent() => Assert.Equal(["Source0.cs(8,86)"], InterceptionTest.Run("""
        internal sealed partial class Assistant(IChatClient client)
        {
            [LlmCall]
            public partial Task<ChatResponse> AskAsync(string question);
            private Task<ChatResponse> AskCoreAsync(string question) => client.GetResponseAsync(question);
            [Agent("assistant")]
            public partial Task<ChatResponse> WorkAsync(string request);
            private async Task<ChatResponse> WorkCoreAsync(string request) => await (client).GetResponseAsync(request);
        }
        """).Intercepted);

    [Fact]
    public void Not_the_calls_of_other_kinds() => InterceptionTest.LeavesAlone("""
        using OpenAI.Chat;
        using OpenAI.Moderations;
        using Anthropic;
        using System.ClientModel;

        public static class Program
        {
            public static async Task Ask(ChatClient client, ModerationClient moderation, IAnthropicClient anthropic, Anthropic.Models.Messages.MessageCountTokensParams count)
            {
                await moderation.ClassifyTextAsync("free");
                await client.CompleteChatAsync(BinaryContent.Create(BinaryData.FromString("protocol")));
                await anthropic.Messages.CountTokens(count);
                _ = client.CompleteChatStreamingAsync(new UserChatMessage("a stream of the SDK's own type"));
            }
        }
        """);

    [Fact]
    public void Not_where_two_files_are_the_same()
    {
        var file = "file static class Program { static Task Ask(IChatClient client) => " + Ask + "; }";
        Assert.Equal(["Source2.cs(2,75)"], InterceptionTest.Run(file, file, "// Another text.\n" + file).Intercepted);
    }

    [Fact]
    public void Nothing_where_it_is_off()
    {
        var compilation = InterceptionTest.Create("static class Program { static Task M(IChatClient client) => " + Ask + "; }");
        Assert.Empty(InterceptionTest.Driver(property: "").RunGenerators(compilation).GetRunResult().Results[0].GeneratedSources);

        var options = InterceptionTest.Options with { Intercepts = false };
        var silent = options.Create("using Microsoft.Extensions.AI; static class Program { static Task M(IChatClient client) => " + Ask + "; }");
        Assert.Empty(InterceptionTest.Driver().RunGenerators(silent).GetRunResult().Results[0].GeneratedSources);
    }
}

using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace AgentTracing.InterceptionTests;

/// <summary>
/// Every form that a call can have in C#, compiled and run: it is intercepted, returns the same result, and is counted once.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class CallFormTests
{
    private const string Gpt = "gpt-4o-mini";

    private static readonly Dictionary<string, Func<Caller, Task>> Forms = new()
    {
        ["method of a class"] = static async caller => await caller.OpenAI.CompleteChatAsync([new UserChatMessage("hi")]),
        ["method of an interface"] = static async caller => await caller.Chat.GetResponseAsync([new(ChatRole.User, "hi")]),
        ["extension method"] = static async caller => await caller.Chat.GetResponseAsync("hi"),
        ["extension method, called as a static one"] = static async caller => await ChatClientStructuredOutputExtensions.GetResponseAsync<string>(caller.Chat, "hi"),
        ["params, expanded"] = static async caller => await caller.OpenAI.CompleteChatAsync(new SystemChatMessage("be brief"), new UserChatMessage("hi")),
        ["params, as an array"] = static async caller => await caller.OpenAI.CompleteChatAsync(new OpenAI.Chat.ChatMessage[] { new UserChatMessage("hi") }),
        ["arguments by name, in another order"] = static async caller
            => await caller.Chat.GetResponseAsync(cancellationToken: LoopbackClients.Cancellation, options: new ChatOptions(), messages: [new(ChatRole.User, "hi")]),
        ["synchronous"] = static caller =>
        {
            Assert.Equal("Hello", caller.OpenAI.CompleteChat(new UserChatMessage("hi")).Value.Content[0].Text);
            return Task.CompletedTask;
        },
        ["await foreach over the call"] = static async caller =>
        {
            var chunks = 0;
            await foreach (var update in caller.Chat.GetStreamingResponseAsync("hi"))
                chunks += update.Text.Length;
            Assert.Equal("Hello".Length, chunks);
        },
        ["await foreach, configured"] = static async caller =>
        {
            await foreach (var update in caller.Chat.GetStreamingResponseAsync("hi").WithCancellation(LoopbackClients.Cancellation).ConfigureAwait(false))
                Assert.Equal(ChatRole.Assistant, update.Role);
        },
        ["awaited later"] = static async caller =>
        {
            var task = caller.Chat.GetResponseAsync("hi");
            await Task.Yield();
            Assert.Equal("Hello", (await task.ConfigureAwait(false)).Text);
        },
        ["conditional access"] = static async caller => Assert.NotNull(await (caller.Maybe?.Chat.GetResponseAsync("hi") ?? Task.FromResult<ChatResponse>(null!))),
        ["conditional access, at once"] = static async caller => await (((IChatClient?)caller.Chat)?.GetResponseAsync("hi") ?? throw new InvalidOperationException()),
        ["forgiven null"] = static async caller => await caller.Maybe!.Chat!.GetResponseAsync("hi"),
        ["on a new object"] = static async caller => await new ChatClient(Gpt, caller.Credential, caller.Options).CompleteChatAsync("hi"),
        ["at the end of a chain"] = static async caller => await new OpenAIClient(caller.Credential, caller.Options).GetChatClient(Gpt).AsIChatClient().GetResponseAsync("hi"),
        ["in parentheses, cast"] = static async caller => await ((IChatClient)(object)caller.Chat).GetResponseAsync("hi"),
        ["in a lambda"] = static async caller =>
        {
            Func<string, Task<ChatResponse>> ask = text => caller.Chat.GetResponseAsync(text);
            await ask("hi");
        },
        ["in an async lambda"] = static async caller => await ((Func<Task<string>>)(async () => (await caller.Chat.GetResponseAsync("hi")).Text))(),
        ["in a query"] = static async caller => await Task.WhenAll(from client in new[] { caller.Chat } select client.GetResponseAsync("hi")),
        ["in a chain of LINQ"] = static async caller => await Task.WhenAll(new[] { caller.Chat }.Select(client => client.GetResponseAsync("hi"))),
        ["in a local function"] = static async caller =>
        {
            await Ask();

            Task<ChatResponse> Ask() => caller.Chat.GetResponseAsync("hi");
        },
        ["over several lines"] = static async caller =>
            await caller
                .Chat
                .GetResponseAsync(
                    "hi"),
        ["on a mapped line"] = static async caller =>
#line 7 "Elsewhere.y"
            await caller.Chat.GetResponseAsync("hi"),
#line default
        ["in a checked expression"] = static async caller => Assert.Equal(2, checked((await caller.Chat.GetResponseAsync("hi")).Messages.Count + 1)),
        ["in an interpolated string"] = static async caller => Assert.Equal("<Hello>", $"<{await caller.Chat.GetResponseAsync("hi")}>"),
        ["in a switch"] = static async caller => Assert.Equal("Hello", caller switch
        {
            { Maybe: not null } => (await caller.Chat.GetResponseAsync("hi")).Text,
            _ => "",
        }),
        ["in an exception filter's body"] = static async caller =>
        {
            try
            {
                throw new InvalidOperationException();
            }
            catch (InvalidOperationException)
            {
                await caller.Chat.GetResponseAsync("hi");
            }
        },
        ["in an async iterator"] = static async caller => Assert.Equal(["Hello"], await caller.IterateAsync().ToListAsync()),
        ["through implicit this"] = static async caller => await new AskingClient(caller).ImplicitAsync(),
        ["through explicit this"] = static async caller => await new AskingClient(caller).ExplicitAsync(),
        ["on a derived type"] = static async caller => await new AskingClient(caller).CompleteChatAsync("hi"),
        ["in a default method of an interface"] = static async caller => await ((IAsking)caller).AskAsync(),
        ["in a property"] = static async caller => await caller.Answer,
        ["in an operator"] = static async caller => await (caller + "hi"),
        ["in a constructor"] = static async caller => await new Eager(caller.Chat).Task,
        ["in the arguments of a base constructor"] = static async caller => await new MoreEager(caller.Chat).Task,
        ["in a field's initializer"] = static async caller => await Eager.Ask(caller.Chat),
        ["with a public type argument"] = static async caller => await caller.Chat.GetResponseAsync<string>("hi"),
        ["with a private type argument"] = static async caller => await caller.Chat.GetResponseAsync<Hidden>("hi"),
        ["with a type parameter as type argument"] = static async caller => await Generic<string>(caller.Chat),
        ["in a generic type"] = static async caller => await Typed<Hidden>.AskAsync(caller.Chat),
        ["in unsafe code"] = static async caller => await Unsafe(caller.Chat),
    };

    public static TheoryData<string> Names => [.. Forms.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_call_of_this_form_is_intercepted(string form)
    {
        await using var run = await RecordedRun.StartAsync();

        await Forms[form](new Caller(run.Server));

        Assert.Equal($"chat {Gpt}", run.Span.DisplayName);
        Assert.Single(run.Server.Log.Requests);
        run.AssertCountedOnce(run.Span);
    }

    [Fact]
    public async Task A_method_of_a_generic_interface()
    {
        await using var run = await RecordedRun.StartAsync(output: 0);

        await run.Server.OpenAIEmbeddings("text-embedding-3-small").AsIEmbeddingGenerator().GenerateAsync(["hi"], cancellationToken: LoopbackClients.Cancellation);

        Assert.Equal("embeddings text-embedding-3-small", run.Span.DisplayName);
        run.AssertCountedOnce(run.Span);
    }

    [Fact]
    public async Task A_value_task()
    {
        await using var run = await RecordedRun.StartAsync();

        Assert.Equal("HI", (await new Google.GenAI.Models().GenerateContentAsync("gemini-2.5-flash", "hi")).Text);

        Assert.Equal("generate_content gemini-2.5-flash", run.Span.DisplayName);
        Assert.Equal(3L, run.Span.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(5, run.Sum("llm.tokens"));
    }

    [Fact]
    public async Task Two_calls_on_one_line_and_one_as_the_argument_of_another()
    {
        await using var run = await RecordedRun.StartAsync();
        var chat = run.Server.OpenAIChat(Gpt).AsIChatClient();

        await Task.WhenAll(chat.GetResponseAsync("a"), chat.GetResponseAsync("b"));
        await chat.GetResponseAsync((await chat.GetResponseAsync("c")).Text);

        Assert.Equal(4, run.Spans.Count);
        Assert.Equal(4 * (101 + 52), run.Sum("llm.tokens"));
    }

    private static Task<ChatResponse<T>> Generic<T>(IChatClient chat) => chat.GetResponseAsync<T>("hi");

    private static unsafe Task<ChatResponse> Unsafe(IChatClient chat)
    {
        var text = "hi";
        fixed (char* first = text)
            return chat.GetResponseAsync(new string(first));
    }

    private sealed record Hidden;

    private static class Typed<T>
    {
        public static async Task AskAsync(IChatClient chat) => await chat.GetResponseAsync<T>("hi");
    }

    private interface IAsking
    {
        IChatClient Chat { get; }

        async Task<string> AskAsync() => (await Chat.GetResponseAsync("hi")).Text;
    }

    private sealed class Caller(LoopbackLlm.LoopbackServer server) : IAsking
    {
        public System.ClientModel.ApiKeyCredential Credential { get; } = new("key");

        public OpenAIClientOptions Options { get; } = new() { Endpoint = server.OpenAIAddress };

        public ChatClient OpenAI { get; } = server.OpenAIChat(Gpt);

        public IChatClient Chat { get; } = server.OpenAIChat(Gpt).AsIChatClient();

        public Caller? Maybe => this;

        public Task<ChatResponse> Answer => Chat.GetResponseAsync("hi");

        public static Task<ChatResponse> operator +(Caller caller, string text) => caller.Chat.GetResponseAsync(text);

        public async IAsyncEnumerable<string> IterateAsync()
        {
            yield return (await Chat.GetResponseAsync("hi")).Text;
        }
    }

    private class Eager
    {
        public static readonly Func<IChatClient, Task<ChatResponse>> Ask = chat => chat.GetResponseAsync("hi");

        public Eager(IChatClient chat) => Task = chat.GetResponseAsync("hi");

        protected Eager(Task task) => Task = task;

        public Task Task { get; }
    }

    private sealed class MoreEager(IChatClient chat) : Eager(chat.GetResponseAsync("hi"));

    /// <summary>A client that calls itself.</summary>
    private sealed class AskingClient(Caller caller) : ChatClient(Gpt, caller.Credential, caller.Options)
    {
        public async Task<string> ImplicitAsync() => (await CompleteChatAsync(new UserChatMessage("hi"))).Value.Content[0].Text;

#pragma warning disable IDE0003 // The qualifier is under test.
        public async Task<string> ExplicitAsync() => (await this.CompleteChatAsync(new UserChatMessage("hi"))).Value.Content[0].Text;
#pragma warning restore IDE0003
    }
}

using System.Diagnostics;
using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Operations;

/// <summary>Arguments and results are recorded as content, by code generated for their types.</summary>
public sealed class ContentTests
{
    private static readonly TestCompilation Sdks = new() { References = SdkReferences.All };

    [Fact]
    public async Task Arguments_and_results_of_every_form()
    {
        var (_, spans) = await GeneratorTest.Run(
            """
            using System.Collections.Immutable;
            using System.Text.Json.Serialization;

            namespace Shop
            {
                public enum Size { Small, Large }
                public readonly record struct Price(decimal Amount, string Currency);
                public sealed record Line(string Sku, int Count, Price? Price = null);

                public class Order
                {
                    public int Id { get; init; }
                    public Size Size { get; init; }
                    public IReadOnlyList<Line> Lines { get; init; } = [];
                    public Dictionary<string, Line> ByName { get; init; } = [];
                    public string[] Tags { get; init; } = [];
                    public Order? Before { get; init; }
                    public DateTimeOffset At { get; init; }
                    [JsonIgnore] public string Secret { get; init; } = "ignored";
                    [AgentTracing.NotCaptured] public string Card { get; init; } = "not captured";
                    public string Broken => throw new InvalidOperationException("broken");
                    public System.IO.Stream? Data { get; init; }
                    public Func<int>? Later { get; init; }
                    internal string Internal => "internal";
                }
            }

            public static partial class Program
            {
                private sealed record Hidden(string Name, Shop.Price Price);

                [Tool("order", Content = ContentCapture.Span)]
                public static partial Shop.Order Order(Shop.Order order, List<Shop.Line> lines, int? count, CancellationToken cancellationToken = default);
                private static Shop.Order OrderCore(Shop.Order order, List<Shop.Line> lines, int? count, CancellationToken cancellationToken) => order;

                [Tool("tuple", Content = ContentCapture.Span)]
                public static partial Task<(string Name, Shop.Line[] Lines)?> TupleAsync((int A, Shop.Price B) pair, IEnumerable<int> lazy);
                private static async Task<(string Name, Shop.Line[] Lines)?> TupleCoreAsync((int A, Shop.Price B) pair, IEnumerable<int> lazy)
                {
                    await Task.Yield();
                    return ("n", [new("a", 1)]);
                }

                [Tool("hidden", Content = ContentCapture.Span)]
                private static partial ValueTask<Hidden> HideAsync(ReadOnlySpan<char> text, [NotCaptured] string password, System.IO.Stream stream, dynamic any);
                private static ValueTask<Hidden> HideCoreAsync(ReadOnlySpan<char> text, string password, System.IO.Stream stream, dynamic any)
                    => new(new Hidden(text.ToString(), new(1.50m, "EUR")));

                [Agent("agent", Content = ContentCapture.Span)]
                [return: NotCaptured]
                public static partial string Agent([UserId] string user, string question);
                private static string AgentCore(string user, string question) => "secret";

                [AgentTask("quiet", Content = ContentCapture.None)]
                public static partial string Quiet(string question);
                private static string QuietCore(string question) => question;

                [Tool("stream", Content = ContentCapture.Span)]
                public static partial IAsyncEnumerable<string> StreamAsync(string query);
                private static async IAsyncEnumerable<string> StreamCoreAsync(string query)
                {
                    yield return "one ";
                    await Task.Yield();
                    yield return "two";
                }

                [Tool("numbers", Content = ContentCapture.Span)]
                public static partial IEnumerable<Shop.Price> Numbers();
                private static IEnumerable<Shop.Price> NumbersCore() { yield return new(1, "EUR"); yield return new(2, "USD"); }

                private static IEnumerable<int> Lazy() => throw new InvalidOperationException("enumerated");

                private static IEnumerable<int> LazyItems() { yield return 1; throw new InvalidOperationException("enumerated"); }

                public static async Task<object?> Run()
                {
                    var line = new Shop.Line("a", 2, new(9.90m, "EUR"));
                    Order(
                        new()
                        {
                            Id = 7, Size = Shop.Size.Large, Lines = [line], ByName = { ["x"] = new("b", 1) }, Tags = ["t"], Before = new() { Id = 6 },
                            At = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero),
                        },
                        [line],
                        null);
                    await TupleAsync((1, new(2, "EUR")), LazyItems());
                    await HideAsync("text", "hunter2", System.IO.Stream.Null, 5);
                    Agent("ada", "why?");
                    Quiet("why?");
                    await foreach (var _ in StreamAsync("q")) { }
                    foreach (var _ in Numbers()) { }
                    return null;
                }
            }
            """).Load().Run();

        var order = """{"Id":7,"Size":"Large","Lines":[{"Sku":"a","Count":2,"Price":{"Amount":9.90,"Currency":"EUR"}}],"ByName":{"x":{"Sku":"b","Count":1,"Price":null}},"Tags":["t"],"Before":{"Id":6,"Size":"Small","Lines":[],"ByName":{},"Tags":[],"Before":null,"At":"0001-01-01T00:00:00.0000000+00:00","Broken":"[unreadable]"},"At":"2026-11-27T08:00:00.0000000+00:00","Broken":"[unreadable]"}""";
        const string Lines = """[{"Sku":"a","Count":2,"Price":{"Amount":9.90,"Currency":"EUR"}}]""";
        Assert.Equal($$"""{"order":{{order}},"lines":{{Lines}},"count":null}""", Tag(spans, "order", "gen_ai.tool.call.arguments"));
        Assert.Equal(order, Tag(spans, "order", "gen_ai.tool.call.result"));
        Assert.Equal("""{"pair":{"A":1,"B":{"Amount":2,"Currency":"EUR"}},"lazy":"[sequence]"}""", Tag(spans, "tuple", "gen_ai.tool.call.arguments"));
        Assert.Equal("""{"Name":"n","Lines":[{"Sku":"a","Count":1,"Price":null}]}""", Tag(spans, "tuple", "gen_ai.tool.call.result"));
        Assert.Equal("""{"text":"text","any":5}""", Tag(spans, "hidden", "gen_ai.tool.call.arguments"));
        Assert.Equal("""{"Name":"text","Price":{"Amount":1.50,"Currency":"EUR"}}""", Tag(spans, "hidden", "gen_ai.tool.call.result"));
        Assert.Equal("why?", Tag(spans, "agent", "input.value"));
        Assert.Null(Tag(spans, "agent", "output.value"));
        Assert.Null(Tag(spans, "quiet", "input.value"));
        Assert.Null(Tag(spans, "quiet", "output.value"));
        Assert.Equal("q", Tag(spans, "stream", "input.value"));
        Assert.Equal("one two", Tag(spans, "stream", "output.value"));
        Assert.Equal("""[{"Amount":1,"Currency":"EUR"},{"Amount":2,"Currency":"USD"}]""", Tag(spans, "numbers", "output.value"));
    }

    [Fact]
    public async Task Members_that_cannot_be_named_are_left_out()
    {
        var (_, spans) = await GeneratorTest.RunWithoutSnapshot(
            [
                """
                public interface ILeft { string Name { get; } int Left { get; } }
                public interface IRight { string Name { get; } }
                public interface IBoth : ILeft, IRight { int Own { get; } }
                public class Base { public string Name => "base"; public string Hidden => "base"; public virtual int Number => 1; public string this[int i] => "item"; }
                public class Derived : Base { public new int Name => 2; public new string Hidden() => "method"; public override int Number => 3; public static int Static => 4; }
                public sealed class Both : IBoth { string ILeft.Name => "left"; string IRight.Name => "right"; public int Left => 5; public int Own => 6; }
                public sealed class Node { public Node? Next { get; init; } public int Value { get; init; } }
                public struct Point { public int X; public readonly int Y => X; internal int Z => 9; }
                public class Service { public void Serve() { } }
                public sealed class Box<T> { public T? Value { get; init; } }

                public static partial class Program
                {
                    [Tool("all", Content = ContentCapture.Span)]
                    public static partial Node? All(IBoth both, Derived derived, Point? point, Service service, Box<Point> box, int[,] grid, object any, Task later, System.Text.Json.JsonElement json);
                    private static Node? AllCore(IBoth both, Derived derived, Point? point, Service service, Box<Point> box, int[,] grid, object any, Task later, System.Text.Json.JsonElement json)
                    {
                        var node = new Node { Value = 1 };
                        for (var i = 0; i < 20; i++)
                            node = new Node { Next = node };
                        return node;
                    }

                    public static object? Run()
                    {
                        All(new Both(), new(), new Point { X = 7 }, new(), new() { Value = new() { X = 8 } }, new[,] { { 1, 2 } }, new Service(), Task.CompletedTask, System.Text.Json.JsonDocument.Parse("{\"a\":1}").RootElement);
                        return null;
                    }
                }
                """,
            ]).Load().Run();

        Assert.Equal(
            """{"both":{"Own":6,"Left":5},"derived":{"Name":2,"Number":3},"point":{"X":7,"Y":7},"box":{"Value":{"X":8,"Y":8}},"grid":[1,2],"any":"Service","json":{"a":1}}""",
            Tag(spans, "all", "gen_ai.tool.call.arguments"));
        Assert.EndsWith("\"[too deep]\"", ((string)Tag(spans, "all", "gen_ai.tool.call.result")!).Replace(",\"Value\":0}", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_of_models()
    {
        var (_, spans) = await GeneratorTest.Run(
            """
            using Microsoft.Extensions.AI;

            public static partial class Program
            {
                [LlmCall("chat", Provider = "openai", Model = "gpt-4o-mini", Content = ContentCapture.Span)]
                public static partial Task<ChatResponse> AskAsync(IEnumerable<ChatMessage> messages, ChatOptions options);
                private static Task<ChatResponse> AskCoreAsync(IEnumerable<ChatMessage> messages, ChatOptions options)
                    => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("hm"), new TextContent("42")]))
                    {
                        FinishReason = ChatFinishReason.Stop,
                    });

                [LlmCall("stream", Provider = "openai", Model = "gpt-4o-mini", Content = ContentCapture.Span)]
                public static partial IAsyncEnumerable<ChatResponseUpdate> StreamAsync(List<ChatMessage> messages);
                private static async IAsyncEnumerable<ChatResponseUpdate> StreamCoreAsync(List<ChatMessage> messages)
                {
                    yield return new(ChatRole.Assistant, "for");
                    await Task.Yield();
                    yield return new(ChatRole.Assistant, "ty-two");
                }

                [LlmCall("plain", Provider = "openai", Model = "gpt-4o-mini", Content = ContentCapture.Span)]
                public static partial Task<string> PlainAsync(string prompt);
                private static Task<string> PlainCoreAsync(string prompt) => Task.FromResult("42");

                [LlmCall("closed", Provider = "openai", Model = "gpt-4o-mini", Content = ContentCapture.Span)]
                [return: NotCaptured]
                public static partial Task<ChatResponse> ClosedAsync([NotCaptured] IEnumerable<ChatMessage> messages);
                private static Task<ChatResponse> ClosedCoreAsync(IEnumerable<ChatMessage> messages)
                    => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "42")));

                private static IEnumerable<ChatMessage> Lazy() { yield return new(ChatRole.User, "lazy"); }

                public static async Task<object?> Run()
                {
                    List<ChatMessage> messages =
                    [
                        new(ChatRole.System, "Be brief."),
                        new(ChatRole.User, [new TextContent("What is it?"), new UriContent("https://example.com/a.png", "image/png"), new DataContent(new byte[] { 1 }, "image/png")])
                        {
                            AuthorName = "ada",
                        },
                        new(ChatRole.Assistant, [new FunctionCallContent("c1", "look", new Dictionary<string, object?> { ["at"] = "it", ["times"] = 2 })]),
                        new(ChatRole.Tool, [new FunctionResultContent("c1", "a picture")]),
                    ];
                    await AskAsync(messages, new ChatOptions { Instructions = "Answer.", Tools = [AIFunctionFactory.Create((string at) => at, "look", "Looks at it")] });
                    await foreach (var _ in StreamAsync([new(ChatRole.User, "What is it?")])) { }
                    await PlainAsync("What is it?");
                    await AskAsync(Lazy(), new());
                    await ClosedAsync([new(ChatRole.User, "closed")]);
                    return null;
                }
            }
            """,
            Sdks).Load().Run();

        var chat = spans.Where(static span => Equals(span.GetTagItem("agent_tracing.operation.name"), "chat")).ToList();
        Assert.Equal(
            """[{"role":"system","parts":[{"type":"text","content":"Be brief."}]},{"role":"user","parts":[{"type":"text","content":"What is it?"},{"type":"uri","mime_type":"image/png","modality":"image","uri":"https://example.com/a.png"},{"type":"blob","mime_type":"image/png","modality":"image","content":""}],"name":"ada"},{"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"look","arguments":{"at":"it","times":2}}]},{"role":"tool","parts":[{"type":"tool_call_response","id":"c1","response":"a picture"}]}]""",
            chat[0].GetTagItem("gen_ai.input.messages"));
        Assert.Equal(
            """[{"role":"assistant","parts":[{"type":"reasoning","content":"hm"},{"type":"text","content":"42"}],"finish_reason":"stop"}]""",
            chat[0].GetTagItem("gen_ai.output.messages"));
        Assert.Equal("""[{"type":"text","content":"Answer."}]""", chat[0].GetTagItem("gen_ai.system_instructions"));
        Assert.StartsWith("""[{"type":"function","name":"look","description":"Looks at it","parameters":{""", (string?)chat[0].GetTagItem("gen_ai.tool.definitions"));
        Assert.Null(chat[1].GetTagItem("gen_ai.input.messages"));

        Assert.Equal("""[{"role":"assistant","parts":[{"type":"text","content":"forty-two"}],"finish_reason":"stop"}]""", Tag(spans, "stream", "gen_ai.output.messages"));
        Assert.Equal("""[{"role":"user","parts":[{"type":"text","content":"What is it?"}]}]""", Tag(spans, "stream", "gen_ai.input.messages"));
        Assert.Equal("""[{"role":"user","parts":[{"type":"text","content":"What is it?"}]}]""", Tag(spans, "plain", "gen_ai.input.messages"));
        Assert.Equal("""[{"role":"assistant","parts":[{"type":"text","content":"42"}],"finish_reason":"stop"}]""", Tag(spans, "plain", "gen_ai.output.messages"));
        Assert.DoesNotContain(spans, static span => Equals(span.GetTagItem("agent_tracing.operation.name"), "closed") && span.TagObjects.Any(IsContent));
    }

    [Fact]
    public async Task Messages_of_OpenAI_and_Anthropic()
    {
        var (_, spans) = await GeneratorTest.Run(
            """
            using System.ClientModel;
            using System.ClientModel.Primitives;
            using Anthropic.Models.Messages;
            using OpenAI.Chat;
            using OpenAI.Responses;

            public static partial class Program
            {
                private const string Completion = "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"gpt-4o-mini\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"42\"}}]}";

                [LlmCall("chat", Model = "gpt-4o-mini", Content = ContentCapture.Span)]
                public static partial Task<ChatCompletion> ChatAsync(IReadOnlyList<ChatMessage> messages, ChatCompletionOptions options);
                private static Task<ChatCompletion> ChatCoreAsync(IReadOnlyList<ChatMessage> messages, ChatCompletionOptions options)
                    => Task.FromResult(ModelReaderWriter.Read<ChatCompletion>(BinaryData.FromString(Completion))!);

            #pragma warning disable OPENAI001
                [LlmCall("responses", Model = "gpt-4o-mini", Content = ContentCapture.Span)]
                public static partial void Respond(CreateResponseOptions options);
                private static void RespondCore(CreateResponseOptions options) { }
            #pragma warning restore OPENAI001

                [LlmCall("messages", Model = "claude-haiku-4-5", Content = ContentCapture.Span)]
                public static partial Task<Message?> MessagesAsync(MessageCreateParams request);
                private static Task<Message?> MessagesCoreAsync(MessageCreateParams request) => Task.FromResult<Message?>(null);

                public static async Task<object?> Run()
                {
                    await ChatAsync(
                        [new SystemChatMessage("Be brief."), new UserChatMessage("What is it?")],
                        new() { Tools = { ChatTool.CreateFunctionTool("look", "Looks", BinaryData.FromString("{\"type\":\"object\"}")) } });
            #pragma warning disable OPENAI001
                    Respond(new() { Instructions = "Be brief.", InputItems = { ResponseItem.CreateUserMessageItem("What is it?") } });
            #pragma warning restore OPENAI001
                    await MessagesAsync(new() { MaxTokens = 9, Model = Model.ClaudeHaiku4_5, System = "Be brief.", Messages = [new UserMessageParam("What is it?")] });
                    return null;
                }
            }
            """,
            Sdks).Load().Run();

        const string Question = """[{"role":"user","parts":[{"type":"text","content":"What is it?"}]}]""";
        Assert.Equal(
            """[{"role":"system","parts":[{"type":"text","content":"Be brief."}]},{"role":"user","parts":[{"type":"text","content":"What is it?"}]}]""",
            Tag(spans, "chat", "gen_ai.input.messages"));
        Assert.Equal("""[{"role":"assistant","parts":[{"type":"text","content":"42"}],"finish_reason":"stop"}]""", Tag(spans, "chat", "gen_ai.output.messages"));
        Assert.Equal("""[{"type":"function","name":"look","description":"Looks","parameters":{"type":"object"}}]""", Tag(spans, "chat", "gen_ai.tool.definitions"));
        Assert.Equal(Question, Tag(spans, "responses", "gen_ai.input.messages"));
        Assert.Equal("""[{"type":"text","content":"Be brief."}]""", Tag(spans, "responses", "gen_ai.system_instructions"));
        Assert.Equal(Question, Tag(spans, "messages", "gen_ai.input.messages"));
        Assert.Equal("""[{"type":"text","content":"Be brief."}]""", Tag(spans, "messages", "gen_ai.system_instructions"));
    }

    private static bool IsContent(KeyValuePair<string, object?> tag) => tag.Key.EndsWith(".messages", StringComparison.Ordinal) || tag.Key.EndsWith(".value", StringComparison.Ordinal);

    private static object? Tag(IReadOnlyList<Activity> spans, string operation, string key)
        => spans.Single(span => Equals(span.GetTagItem("agent_tracing.operation.name") ?? span.DisplayName.Split(' ')[^1], operation)).GetTagItem(key);
}

using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text.Json;
using AgentTracing.CompilerServices;
using LoopbackLlm;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

#pragma warning disable OPENAI001, SKEXP0001, SKEXP0010 // OpenAI's responses

namespace AgentTracing.InterceptionTests.Stacks;

/// <summary>Attributes of the spans of pipelines and agents other than tokens and cost.</summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class FactTests
{
    private const string Gpt = "gpt-4o-mini";

    /// <summary>Functions of a kernel resolve the kernel if there are services.</summary>
    private static readonly ServiceProvider Services = new ServiceCollection().AddSingleton(new Kernel()).BuildServiceProvider();

    private static CancellationToken Cancellation => LoopbackClients.Cancellation;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_typed_response_is_requested_as_JSON(bool isTraced)
    {
        await using var run = await RecordedRun.StartAsync(Stack.Script);
        IChatClient client = isTraced ? Client(run).AsBuilder().UseAgentTracing().Build() : Client(run);

        await client.GetResponseAsync<Answer>("typed", cancellationToken: Cancellation);

        Assert.Equal("json", run.Shown.GetTagItem("gen_ai.output.type"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_has_the_conversation_of_its_session(bool streaming)
    {
        await using var run = await RecordedRun.StartAsync(Stack.Script, SdkFacts.RoundsSource);
        AIAgent agent = new ChatClientAgent(run.Server.OpenAIResponses().AsIChatClient(Gpt), name: "clerk");
        var session = await agent.CreateSessionAsync(Cancellation);

        for (var i = 0; i < 2; i++)
        {
            if (streaming)
                await agent.RunStreamingAsync("plain", session, cancellationToken: Cancellation).ToListAsync();
            else
                await agent.RunAsync("plain", session, cancellationToken: Cancellation);
        }

        // The service keeps the conversation, and its id is the id of the latest response.
        var second = run.Spans.Last(span => span.DisplayName == "invoke_agent clerk");
        Assert.Equal(run.Server.Log.Requests[1].ResponseId, second.GetTagItem("gen_ai.conversation.id"));
    }

    /// <summary>The functions of a pipeline are traced by interception, by our client, by both, or through an agent.</summary>
    [Theory]
    [InlineData("pipeline")]
    [InlineData("traced")]
    [InlineData("agent")]
    public async Task A_function_has_its_call_its_description_and_what_went_in_and_out_as_JSON(string way)
    {
        using var options = new OptionsScope(o => o.Content = ContentCapture.Span);
        await using var run = await RecordedRun.StartAsync(Stack.Script, SdkFacts.RoundsSource);

        await AskAsync(way, run, AIFunctionFactory.Create((string query) => new Answer(query.Length), "look_up", "Looks up"));

        var tool = Assert.Single(run.Spans, static span => span.DisplayName == "execute_tool look_up");
        Assert.NotNull(tool.GetTagItem("gen_ai.tool.call.id"));
        Assert.Equal("Looks up", tool.GetTagItem("gen_ai.tool.description"));
        if (way == "traced")
            return; // The function-invoking client creates the span, without content.

        Assert.Equal("""{"query":"inside"}""", tool.GetTagItem("gen_ai.tool.call.arguments"));
        Assert.Equal(6, JsonDocument.Parse(Assert.IsType<string>(tool.GetTagItem("gen_ai.tool.call.result"))).RootElement.GetProperty("number").GetInt32());
    }

    [Theory]
    [InlineData("pipeline")]
    [InlineData("agent")]
    public async Task What_is_not_to_be_captured_is_not_where_the_client_tells_of_the_function(string way)
    {
        using var options = new OptionsScope(o => o.Content = ContentCapture.Span);
        await using var run = await RecordedRun.StartAsync(Stack.Script, SdkFacts.RoundsSource);

        await AskAsync(way, run, AIFunctionFactory.Create([return: NotCaptured] ([NotCaptured] string query) => query, "look_up"));

        var tool = Assert.Single(run.Spans, static span => span.DisplayName == "execute_tool look_up");
        Assert.DoesNotContain(tool.TagObjects, static tag => tag.Value is string text && text.Contains("inside", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pipeline")]
    [InlineData("traced")]
    [InlineData("agent")]
    public async Task An_annotated_tool_is_one_execution_with_its_own_facts(string way)
    {
        await using var run = await RecordedRun.StartAsync(Stack.Script, SdkFacts.RoundsSource);

        await AskAsync(way, run, AIFunctionFactory.Create(new Tools().LookUp, "look_up"));

        AssertAnnotated(run);
    }

    /// <summary>A lambda with the tool's name that calls the tool.</summary>
    [Theory]
    [InlineData("pipeline")]
    [InlineData("traced")]
    [InlineData("agent")]
    public async Task A_function_that_passes_on_to_an_annotated_tool_is_one_execution(string way)
    {
        await using var run = await RecordedRun.StartAsync(Stack.Script, SdkFacts.RoundsSource);
        var tools = new Tools();

        await AskAsync(way, run, AIFunctionFactory.Create((string query) => tools.LookUp(query), "look_up"));

        AssertAnnotated(run);
    }

    /// <summary>A function of a kernel, with its attributes. As part of a plugin it has another name for the model.</summary>
    [Theory]
    [InlineData("pipeline", false)]
    [InlineData("pipeline", true)]
    [InlineData("traced", false)]
    [InlineData("traced", true)]
    [InlineData("agent", false)]
    [InlineData("agent", true)]
    public async Task An_annotated_function_of_a_kernel_is_one_execution(string way, bool inPlugin)
    {
        await using var run = await RecordedRun.StartAsync(Stack.Script, SdkFacts.RoundsSource);
        var tools = new KernelTools();

        await AskAsync(way, run, inPlugin ? KernelPluginFactory.CreateFromObject(tools, "Shop").Single() : KernelFunctionFactory.CreateFromMethod(tools.Find));

        AssertAnnotated(run, "find_out");
    }

    /// <summary>A kernel executes its functions itself.</summary>
    [Fact]
    public async Task An_annotated_function_that_a_kernel_calls_is_one_execution()
    {
        await using var run = await RecordedRun.StartAsync(Stack.Script, SdkFacts.RoundsSource);
        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton<IChatCompletionService>(new OpenAIChatCompletionService(Gpt, run.Server.OpenAIAddress, "key"));
        builder.Plugins.AddFromObject(new KernelTools(), "Shop");

        await builder.Build().InvokePromptAsync("hi", new(new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() }), cancellationToken: Cancellation);

        var tool = Assert.Single(run.Spans, static span => span.GetTagItem("gen_ai.operation.name") is "execute_tool");
        Assert.Equal(("execute_tool find_out", "Looks it up"), (tool.DisplayName, tool.GetTagItem("gen_ai.tool.description")));
        Assert.Equal(1, run.Sum("tool.calls"));
    }

    [Theory]
    [InlineData("pipeline")]
    [InlineData("traced")]
    [InlineData("agent")]
    public async Task A_tool_of_an_MCP_server_has_its_span(string way)
    {
        await using var run = await RecordedRun.StartAsync(Stack.Script, SdkFacts.RoundsSource);
        Pipe there = new(), back = new();
        await using var server = McpServer.Create(
            new StreamServerTransport(there.Reader.AsStream(), back.Writer.AsStream()),
            new McpServerOptions { ToolCollection = [McpServerTool.Create((string query) => $"found {query}", new McpServerToolCreateOptions { Name = "look_up", Description = "Looks up" })] });
        var serving = server.RunAsync(Cancellation);
        await using (var client = await McpClient.CreateAsync(new StreamClientTransport(there.Writer.AsStream(), back.Reader.AsStream()), cancellationToken: Cancellation))
            await AskAsync(way, run, [.. await client.ListToolsAsync(cancellationToken: Cancellation)]);

        var tool = Assert.Single(run.Spans, static span => span.DisplayName == "execute_tool look_up");
        Assert.Equal("Looks up", tool.GetTagItem("gen_ai.tool.description"));
        Assert.NotNull(tool.GetTagItem("gen_ai.tool.call.id"));
        Assert.Equal(1, run.Sum("tool.calls"));
    }

    private static void AssertAnnotated(RecordedRun run, string name = "look_up")
    {
        Activity[] executions = [.. run.Spans.Where(static span => span.GetTagItem("gen_ai.operation.name") is "execute_tool")];
        Assert.True(executions.Length == 1, run.Server.Log.Requests[^1].Body);
        var tool = executions[0];
        Assert.EndsWith(name, Assert.IsType<string>(tool.GetTagItem("gen_ai.tool.name")), StringComparison.Ordinal);
        Assert.Equal("Looks it up", tool.GetTagItem("gen_ai.tool.description"));
        Assert.NotNull(tool.GetTagItem("gen_ai.tool.call.id"));
        Assert.Equal(1, run.Sum("tool.calls"));
    }

    private static IChatClient Client(RecordedRun run) => run.Server.OpenAIChat(Gpt).AsIChatClient();

    private static async Task AskAsync(string way, RecordedRun run, params AITool[] tools)
    {
        if (way == "agent")
        {
            await new ChatClientAgent(Client(run), name: "clerk", tools: tools, services: Services).RunAsync("hi", cancellationToken: Cancellation);
            return;
        }

        var builder = Client(run).AsBuilder().UseFunctionInvocation();
        using IChatClient client = way == "traced" ? builder.UseAgentTracing().Build(Services) : builder.Build(Services);
        await client.GetResponseAsync([new ChatMessage(ChatRole.User, "hi")], new ChatOptions { Tools = tools }, Cancellation);
    }

    internal sealed record Answer(int Number);

    private sealed partial class Tools
    {
        [Tool("look_up")]
        [Description("Looks it up")]
        public partial string LookUp(string query);

        private string LookUpCore(string query) => query;
    }

    private sealed partial class KernelTools
    {
        [Tool]
        [KernelFunction("find_out")]
        [Description("Looks it up")]
        public partial string Find(string query);

        private string FindCore(string query) => query;
    }
}

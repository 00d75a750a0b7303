using LoopbackLlm;
using Microsoft.Agents.AI;
using Microsoft.Agents.AI.Workflows;
using Microsoft.Extensions.AI;

#pragma warning disable MAAI001, MEAI001 // Experimental parts of the Agent Framework and of Microsoft.Extensions.AI

namespace AgentTracing.Tests.Shared;

/// <summary>
/// The ways in which programs combine clients, agents and workflows around a model call. Each runs inside an annotated agent. The file is
/// compiled with and without interception.
/// </summary>
/// <param name="client">Creates a client for a model.</param>
internal sealed partial class Stack(Func<string, IChatClient> client)
{
    public const string Small = "gpt-4o-mini";
    public const string Large = "gpt-4o";

    /// <summary>
    /// A stack whose calls are counted only if something listens to the framework: it runs agents inside a library, which trace their calls
    /// only on their own source.
    /// </summary>
    public const string HeardByListenersOnly = "agents that trace themselves in a workflow";

    /// <summary>A model that the server rejects.</summary>
    private const string Broken = "gpt-4.1-nano";

    private static readonly Dictionary<string, Func<Stack, bool, Task>> Shapes = new(StringComparer.Ordinal);

    private int _executions;

    static Stack()
    {
        AddPipelines();
        AddAgents();
        AddWorkflows();
        AddOutsiders();
    }

    /// <summary>The names of the stacks.</summary>
    public static IEnumerable<string> Names => Shapes.Keys;

    /// <summary>The server's replies. The model calls a tool if it has one, and then finishes with the tool's result.</summary>
    public static LoopbackScript Script =>
    [
        new() { Model = Broken, Reply = ScriptedReply.Fail(ScriptedFailure.Status(503)) },
        new() { UserText = "broken", Call = 1, Reply = ScriptedReply.Fail(ScriptedFailure.Status(500)) },
        new() { UserText = "short", Call = 1, Reply = new() { Text = "no", Usage = ScriptedUsage.Of(40, 4) } },
        new() { HasToolResult = true, Reply = new() { Chunks = ["do", "ne"], Usage = ScriptedUsage.Of(200, 7) } },
        new() { UserText = "inside", Reply = new() { Text = "inner", Usage = ScriptedUsage.Of(30, 3) } },
        new() { UserText = "plain", Predicate = request => ToolOf(request)?.StartsWith("handoff_to_", StringComparison.Ordinal) != true, Reply = new() { Text = "answer", Usage = ScriptedUsage.Of(50, 5) } },
        new() { UserText = "kept", ReplyTo = _ => new() { Id = $"chatcmpl-{Guid.NewGuid():N}", Text = "answer", Usage = ScriptedUsage.Of(70, 7) } },
        new() { UserText = "typed", Reply = new() { Text = """{"Number":7}""", Usage = ScriptedUsage.Of(80, 8) } },
        new()
        {
            UserText = "both",
            Reply = ScriptedReply.Call(
                ScriptedUsage.Of(111, 62), new ScriptedToolCall("look_up", """{"query":"inside"}"""), new ScriptedToolCall("look_up", """{"query":"plain"}""")),
        },
        new() { Predicate = request => ToolOf(request) is not null, ReplyTo = request => ScriptedReply.Call(ScriptedUsage.Of(101, 52), new ScriptedToolCall(ToolOf(request)!, """{"query":"inside"}""")) },
        new() { Reply = new() { Text = "summary", Usage = ScriptedUsage.Of(60, 6) } },
    ];

    /// <summary>The number of executed tools.</summary>
    public int Executions => _executions;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AIFunction LookUp => AIFunctionFactory.Create(
        (string query) =>
        {
            Interlocked.Increment(ref _executions);
            return query;
        },
        "look_up",
        "Looks up");

    /// <summary>A tool that calls a model.</summary>
    private AIFunction AskInside => AIFunctionFactory.Create(
        async (string query) =>
        {
            Interlocked.Increment(ref _executions);
            return (await Client().GetResponseAsync([new ChatMessage(ChatRole.User, query)], cancellationToken: Cancellation)).Text;
        },
        "look_up");

    /// <summary>A tool that runs an agent.</summary>
    private AIFunction RunInside => AIFunctionFactory.Create(
        async (string query) =>
        {
            Interlocked.Increment(ref _executions);
            return (await Agent(Client(), name: "expert").RunAsync(query, cancellationToken: Cancellation)).Text;
        },
        "look_up");

    [Agent("outer")]
    public partial Task RunAsync(string shape, bool streaming);

    private static string? ToolOf(LoopbackRequest request)
        => request.Body.TryGetProperty("tools", out var tools) && tools.GetArrayLength() > 0 ? tools[0].GetProperty("function").GetProperty("name").GetString() : null;

    private static AIAgent Agent(IChatClient client, AITool? tool = null, string name = "clerk")
        => new ChatClientAgent(client, name: name, description: name, tools: tool is null ? null : [tool]);

    private static async Task AskAsync(IChatClient client, bool streaming, string question = "hi", params AITool[] tools)
    {
        ChatMessage[] messages = [new(ChatRole.User, question)];
        var options = new ChatOptions { Tools = tools };
        if (streaming)
        {
            await foreach (var _ in client.GetStreamingResponseAsync(messages, options, Cancellation))
            {
            }
        }
        else
        {
            await client.GetResponseAsync(messages, options, Cancellation);
        }
    }

    private static async Task RunAsync(AIAgent agent, bool streaming, string question = "hi", AgentSession? session = null)
    {
        if (streaming)
        {
            await foreach (var _ in agent.RunStreamingAsync(question, session, cancellationToken: Cancellation))
            {
            }
        }
        else
        {
            await agent.RunAsync(question, session, cancellationToken: Cancellation);
        }
    }

    private static async Task RunAsync(Workflow workflow, bool streaming, string question = "plain")
    {
        List<ChatMessage> input = [new(ChatRole.User, question)];
        if (streaming)
        {
            await using var run = await InProcessExecution.RunStreamingAsync(workflow, input, cancellationToken: Cancellation);
            await run.TrySendMessageAsync(new TurnToken(emitEvents: true));
            await foreach (var happened in run.WatchStreamAsync(Cancellation))
                Assert.IsNotType<WorkflowErrorEvent>(happened);
        }
        else
        {
            await using var run = await InProcessExecution.OpenStreamingAsync(workflow, cancellationToken: Cancellation);
            await run.TrySendMessageAsync(input);
            await run.TrySendMessageAsync(new TurnToken(emitEvents: false));
            await foreach (var happened in run.WatchStreamAsync(Cancellation))
                Assert.IsNotType<WorkflowErrorEvent>(happened);
        }
    }

    private IChatClient Client(string model = Small) => client(model);

    private Task RunCoreAsync(string shape, bool streaming) => Shapes[shape](this, streaming);
}

using AgentTracing.IntegrationTests.Observability;
using AgentTracing.IntegrationTests.Tools;
using LoopbackLlm;

namespace AgentTracing.IntegrationTests.Packages;

/// <summary>Interception in new projects that reference the package and set its properties.</summary>
public sealed class InterceptionPackageTests(PackedPackages packages)
{
    private const string Interception = """
        <AgentTracingInterceptLlmCalls>true</AgentTracingInterceptLlmCalls>
        <AgentTracingInterceptionSummary>true</AgentTracingInterceptionSummary>
        """;

    private const string Sdk = """<PackageReference Include="Microsoft.Extensions.AI.Abstractions" Version="10.11.0" />""";

    [Fact]
    public async Task A_build_reports_which_calls_it_intercepts()
    {
        var folder = await packages.CreateProjectAsync(
            "Summary",
            """
            using Microsoft.Extensions.AI;

            Console.WriteLine(await new Echo().GetResponseAsync("hi"));

            internal sealed class Echo : IChatClient
            {
                public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                    => Task.FromResult(new ChatResponse(messages.Last()));

                public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                    => throw new NotSupportedException();

                public static Task Typed<T>(T client) where T : IChatClient => client.GetResponseAsync("hi");

                public object? GetService(Type serviceType, object? serviceKey = null) => null;

                public void Dispose()
                {
                }
            }
            """,
            Interception,
            Sdk);
        string[] summary =
        [
            "AgentTracing: 1 of 2 LLM calls intercepted, 1 skipped",
            "AgentTracing: 1 skipped because its receiver is of a type parameter: Program.cs(13,75)",
        ];

        Assert.Equal(summary, SummaryOf(await DotNet.RunAsync(folder, "build")));
        Assert.Equal(summary, SummaryOf(await DotNet.RunAsync(folder, "build", "--no-restore")));
        Assert.Empty(SummaryOf(await DotNet.RunAsync(folder, "build", "--no-restore", "-p:AgentTracingInterceptionSummary=false")));
        Assert.Equal(
            [
                "AgentTracing: 0 of 2 LLM calls intercepted, 2 skipped",
                "AgentTracing: 2 skipped because AgentTracingInterceptMicrosoftExtensionsAI is false: Program.cs(3,36), Program.cs(13,75)",
            ],
            SummaryOf(await DotNet.RunAsync(folder, "build", "--no-restore", "-p:AgentTracingInterceptMicrosoftExtensionsAI=false", "-p:TreatWarningsAsErrors=false")));
    }

    /// <summary>
    /// A natively compiled application, published with trimming and AOT warnings as errors, calls a server and has its spans and prices.
    /// Its pipelines and agents have spans for each round and each function, and a budget stops them.
    /// </summary>
    [Fact]
    public async Task A_native_application_has_its_spans_and_prices()
    {
        const string Span = "chat gpt-4o-mini 1000+100 0.00021";
        const string Tool = "execute_tool look_up";
        if (OperatingSystem.IsLinux())
            Programs.Need(Programs.CCompiler is not null, "Neither clang nor gcc is installed, which link native applications.");

        var folder = await packages.CreateProjectAsync(
            "Native",
            """
            using System.ClientModel;
            using System.Diagnostics;
            using AgentTracing;
            using Microsoft.Agents.AI;
            using Microsoft.Extensions.AI;
            using OpenAI;
            using OpenAI.Chat;

            using var listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == AgentTelemetry.SourceName,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span => Console.WriteLine(
                    span.GetTagItem("gen_ai.usage.input_tokens") is { } input
                        ? $"{span.DisplayName} {input}+{span.GetTagItem("gen_ai.usage.output_tokens")} {span.GetTagItem("gen_ai.usage.cost")}"
                        : span.DisplayName),
            };
            ActivitySource.AddActivityListener(listener);

            var client = new ChatClient("gpt-4o-mini", new ApiKeyCredential("key"), new OpenAIClientOptions { Endpoint = new Uri(args[0]) });
            ChatCompletion completion = await client.CompleteChatAsync("hi");
            Console.WriteLine(completion.Content[0].Text);

            var chat = client.AsIChatClient();
            Console.WriteLine(await chat.GetResponseAsync("hi"));
            await foreach (var update in chat.GetStreamingResponseAsync("hi"))
                Console.WriteLine(update);

            var usage = new TokenUsage { Input = 1_000_000 };
            Console.WriteLine(PriceBook.Default.TryGetCost("contoso", "contoso-large", usage, out var cost) ? $"own {cost.Usd}" : "own none");

            IList<AITool> tools = [AIFunctionFactory.Create((string query) => query, "look_up")];
            using var pipeline = chat.AsBuilder().UseFunctionInvocation().UseAgentTracing().Build();
            await StopAsync("pipeline", () => pipeline.GetResponseAsync("loop", new ChatOptions { Tools = tools }));
            var agent = new ChatClientAgent(chat, name: "clerk", tools: tools).AsBuilder().UseAgentTracing().Build();
            await StopAsync("agent", () => agent.RunAsync("loop"));

            static async Task StopAsync(string name, Func<Task> run)
            {
                using var budget = AgentTrace.BeginBudget(new AgentBudget { MaxLlmCalls = 2 });
                try
                {
                    await run();
                }
                catch (AgentBudgetExceededException exception)
                {
                    Console.WriteLine($"{name} stopped: {exception.Limit}, {exception.Account.LlmCalls} calls, {exception.Account.ToolCalls} tools, {exception.Account.CostUsd} USD");
                }
            }
            """,
            "<AgentTracingInterceptLlmCalls>true</AgentTracingInterceptLlmCalls><PublishAot>true</PublishAot><InvariantGlobalization>true</InvariantGlobalization>",
            """
            <PackageReference Include="Microsoft.Agents.AI" Version="1.28.0" />
            <PackageReference Include="Microsoft.Extensions.AI.OpenAI" Version="10.11.0" />
            """);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "llm-pricing.json"),
            """
            {
              "schemaVersion": 1, "asOf": "2026-08-22", "currency": "USD", "unit": "per-1M-tokens",
              "providers": {"contoso": {"usage": "inclusive"}},
              "models": [
                {"provider": "contoso", "id": "contoso-large", "prices": [{"rates": {"input": "3.25", "output": "13"}}]}
              ]
            }
            """,
            TestContext.Current.CancellationToken);
        LoopbackScript script =
        [
            new() { UserText = "loop", Reply = ScriptedReply.Call(ScriptedUsage.Of(1000, 100), new ScriptedToolCall("look_up", """{"query":"x"}""")) },
            new() { Reply = new() { Chunks = ["Hel", "lo"], Usage = ScriptedUsage.Of(1000, 100) } },
        ];
        await using var server = await LoopbackClients.StartAsync(script);

        await DotNet.RunAsync(folder, "publish", "--use-current-runtime", "--output", "out");

        var program = Path.Combine(folder, "out", "Native" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var (exitCode, output) = await DotNet.TryRunProgramAsync(folder, program, server.OpenAIAddress.ToString());
        Assert.True(exitCode == 0, output);
        Assert.Equal(3 + 2 + 2, server.Log.Requests.Count);
        Assert.Equal(
            [
                Span, "Hello", Span, "Hello", "Hel", "lo", Span, "own 3.25",
                Span, Tool, Span, Tool, "orchestrate_tools", "pipeline stopped: LlmCalls, 2 calls, 2 tools, 0.00042 USD",
                Span, Tool, Span, Tool, "invoke_agent clerk", "agent stopped: LlmCalls, 2 calls, 2 tools, 0.00042 USD",
            ],
            output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private static IEnumerable<string> SummaryOf(string output)
        => output.Split(Environment.NewLine).Select(static line => line.Trim()).Where(static line => line.StartsWith("AgentTracing: ", StringComparison.Ordinal));
}

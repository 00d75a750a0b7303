using LoopbackLlm;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using static AgentTracing.InterceptionTests.KernelCalls;

#pragma warning disable SKEXP0001 // Function choice

namespace AgentTracing.InterceptionTests;

/// <summary>Calls of kernels that the kernel, its chat client or the SDK below also traces: each is counted once.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class KernelTracingTests
{
    private const string KernelSource = "Microsoft.SemanticKernel.Diagnostics";
    private const string ChatClientSource = "Experimental.Microsoft.Extensions.AI";

    /// <summary>The names of the calls.</summary>
    public static TheoryData<string> Calls => [.. Names];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_kernel_that_traces_itself(string call)
    {
        await using var run = await RecordedRun.StartAsync(moreSources: [KernelSource, ChatClientSource]);

        await CallAsync(call, run.Server);

        // A chat client that invokes functions adds a span around its calls.
        Assert.Contains(run.Spans, span => span.Source.Name == (call.StartsWith("client", StringComparison.Ordinal) ? ChatClientSource : KernelSource));
        run.AssertCountedOnce(run.Shown);
    }

    /// <summary>With the sources that <c>AddAgentTracing()</c> registers. A prompt is also a function, which has a span.</summary>
    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_kernel_that_traces_itself_and_its_functions(string call)
    {
        await using var run = await RecordedRun.StartAsync(moreSources: [KernelSource, ChatClientSource, "Microsoft.SemanticKernel"]);

        await CallAsync(call, run.Server);

        run.AssertCountedOnce(run.Shown);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task An_SDK_below_that_traces_itself(string call)
    {
        const string OpenAI = "OpenAI.ChatClient";
        await using var run = await RecordedRun.StartAsync(moreSources: OpenAI);
        AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", true);
        try
        {
            await CallAsync(call, run.Server);
        }
        finally
        {
            AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", false);
        }

        // The SDK does not trace its streams.
        Assert.Equal(!IsStream(call), run.Spans.Any(span => span.Source.Name == OpenAI));
        run.AssertCountedOnce(run.Shown);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rounds_of_function_calls_that_the_kernel_traces(bool client)
    {
        LoopbackScript script =
        [
            new() { HasToolResult = true, Reply = new() { Chunks = ["do", "ne"], Usage = ScriptedUsage.Of(200, 7) } },
            new() { Reply = ScriptedReply.Call(ScriptedUsage.Of(101, 52), new ScriptedToolCall(client ? "clerk_look_up" : "clerk-look_up", "{}")) },
        ];
        await using var run = await RecordedRun.StartAsync(script, KernelSource, ChatClientSource);
        var kernel = KernelOf(run.Server, client);
        kernel.Plugins.AddFromFunctions("clerk", [KernelFunctionFactory.CreateFromMethod(() => "found", "look_up")]);

        await kernel.InvokePromptStreamingAsync("hi", new(new PromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() })).ToListAsync();

        var shown = run.Shown;
        Assert.Equal(301L, shown.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(run.Sum("llm.cost.usd"), Assert.IsType<double>(shown.GetTagItem("gen_ai.usage.cost")), 12);
        Assert.Equal(360, run.Sum("llm.tokens"));
    }
}

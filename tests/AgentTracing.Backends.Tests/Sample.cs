using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace AgentTracing.Backends.Tests;

/// <summary>The traced operations of the tests, and their set-up.</summary>
internal static class Sample
{
    internal static readonly ActivitySource Web = new("Microsoft.AspNetCore");

    internal static readonly TokenUsage Usage = TokenUsage.FromAnthropic(100, 50, 2000, 400, ephemeral5m: 100, ephemeral1h: 300, thinkingTokens: 20);

    /// <summary>A provider with AgentTracing's settings as at the start of a process.</summary>
    internal static TracerProvider Build(Action<TracerProviderBuilder> configure)
    {
        var builder = Sdk.CreateTracerProviderBuilder().AddSource(Web.Name).AddAgentTracing(
            options => (options.Dialects, options.Redact, options.Content) = (Dialects.GenAI, null, ContentCapture.None));
        configure(builder);
        return builder.Build();
    }

    /// <summary>A workflow with two agents: a priced call, an unpriced one, a tool with a call inside, a failure.</summary>
    internal static void Run()
    {
        using var scope = AgentTrace.BeginScope(
            "ada", "session-1", tags: ["vip", "eu"], metadata: new Dictionary<string, string> { ["tenant"] = "acme" }, environment: "staging");
        using var workflow = AgentTrace.StartWorkflow("fulfil", "3");
        workflow.SetInput("one desk");
        workflow.SetOutput("on its way");
        using (AgentTrace.StartAgent("planner"))
        {
            Ask("claude-sonnet-4-5", "anthropic", Usage);
            using var tool = AgentTrace.StartTool("stock");
            tool.SetInput("desk");
            tool.SetOutput("3");
            Ask("gpt-4o-mini", "openai", TokenUsage.FromOpenAI(1000, 100, cachedTokens: 200, reasoningTokens: 30));
        }

        using (var agent = AgentTrace.StartAgent("checker"))
        {
            Ask("nobodys-model", "nobody", TokenUsage.FromOpenAI(10, 5));
            agent.Fail(new InvalidOperationException("no stock"));
        }
    }

    /// <summary>A span that the filter does not export, and an agent below it.</summary>
    internal static void RunUnderRequest(ActivityContext caller = default)
    {
        using var request = Web.StartActivity("POST /orders", ActivityKind.Server, caller);
        using (AgentTrace.StartAgent("planner"))
            Ask("gpt-4o-mini", "openai", TokenUsage.FromOpenAI(1, 1));
    }

    private static void Ask(string model, string provider, TokenUsage usage)
    {
        using var call = AgentTrace.StartLlmCall(model, provider);
        call.SetInput($"Dear {model}");
        call.SetOutput("Done.");
        call.SetResponse(id: "resp-1", finishReason: "stop");
        call.RecordUsage(usage);
    }
}

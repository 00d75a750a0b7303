extern alias Intercepted;

using System.Diagnostics;
using Twin = Intercepted::Shop;

namespace AgentTracing.IntegrationTests.OrderAgent;

/// <summary>
/// OrderAgent.Intercepted, whose LLM calls are intercepted, reports the same figures as the annotated sample and as the server.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class InterceptedTwinTests
{
    [Fact]
    public async Task Tokens_and_cost_are_those_of_the_annotated_sample_and_of_the_servers_log()
    {
        string[] ofAnnotated;
        await using (var annotated = await SampleRun.StartAsync())
        {
            await annotated.RunAsync(0);
            ofAnnotated = SumsOf(annotated);
        }

        await using var run = await SampleRun.StartAsync();
        await RunTwinAsync(run);

        Assert.Equal(ofAnnotated, SumsOf(run));
        foreach (var model in run.Server.Log.Requests.GroupBy(request => request.Model))
        {
            Assert.Equal(model.Sum(Expected.Input), run.Sum("llm.tokens", ("model", model.Key), ("token_type", "input")));
            Assert.Equal(model.Sum(Expected.Output), run.Sum("llm.tokens", ("model", model.Key), ("token_type", "output")));
            Assert.Equal(model.Sum(Expected.Cached), run.Sum("llm.tokens", ("model", model.Key), ("token_type", "cache_read")));
            Assert.Equal(model.Sum(request => Expected.Cost(request) ?? 0), run.Sum("llm.cost.usd", ("model", model.Key)));
        }
    }

    [Fact]
    public async Task A_call_is_one_span_with_the_model_and_provider_that_the_server_saw()
    {
        await using var run = await SampleRun.StartAsync();

        await RunTwinAsync(run);

        // Two requests use tools. Each makes four requests to the model for one intercepted call, so three per conversation have no call of
        // their own.
        Assert.Equal(run.Server.Log.Requests.Count - 6, run.Calls.Count);
        Assert.All(run.Calls, call =>
        {
            var request = Assert.Single(run.Server.Log.Requests, request => request.ResponseId == (string?)call.GetTagItem("gen_ai.response.id"));
            Assert.Equal($"chat {request.Model}", call.DisplayName);
            Assert.Equal(request.Provider, call.GetTagItem("gen_ai.provider.name"));
        });
    }

    private static async Task RunTwinAsync(SampleRun run)
    {
        using var llm = new Twin.LlmServices(run.Server, anthropicKey: null, openAIKey: null);
        Assert.Equal(0, await Twin.OrderAgentApp.RunAsync(new Twin.CommandLine(), llm, TextWriter.Null, SampleRun.Cancellation));
    }

    /// <summary>The sums on workflows, agents and tasks, for each request.</summary>
    private static string[] SumsOf(SampleRun run)
        =>
        [
            .. run.Spans
                .Where(span => span.GetTagItem("agent_tracing.rollup.llm_calls") is not null)
                .Select(span => $"{span.GetTagItem("session.id")} {span.DisplayName} {Of(span, "input_tokens")} {Of(span, "output_tokens")} {Of(span, "cost")} {Of(span, "tool_calls")} {Of(span, "unpriced_calls")}")
                .Order(StringComparer.Ordinal),
        ];

    private static object? Of(Activity span, string sum) => span.GetTagItem("agent_tracing.rollup." + sum);
}

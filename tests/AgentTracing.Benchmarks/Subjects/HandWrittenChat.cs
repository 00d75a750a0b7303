using System.Diagnostics;
using System.Diagnostics.Metrics;
using AgentTracing.Pricing;
using Microsoft.Extensions.AI;

namespace AgentTracing.Benchmarks;

/// <summary>
/// The best hand-written code that emits the same telemetry as an annotated chat call: its span, its twelve measurements and its cost.
/// </summary>
internal sealed class HandWrittenChat(IChatClient client)
{
    private const string Provider = "openai";
    private const string Server = "api.example.com";

    private static readonly ActivitySource Source = new(HandWritten.Name);
    private static readonly Meter Meter = new(HandWritten.Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("gen_ai.client.inference.duration", "s");
    private static readonly Histogram<double> RequestDuration = Meter.CreateHistogram<double>("llm.request.duration", "s");
    private static readonly Histogram<long> InputOfCall = Meter.CreateHistogram<long>("gen_ai.client.inference.operation.input_tokens");
    private static readonly Histogram<long> OutputOfCall = Meter.CreateHistogram<long>("gen_ai.client.inference.operation.output_tokens");
    private static readonly Counter<long> Input = Meter.CreateCounter<long>("gen_ai.client.inference.usage.input_tokens");
    private static readonly Counter<long> Output = Meter.CreateCounter<long>("gen_ai.client.inference.usage.output_tokens");
    private static readonly Histogram<long> Usage = Meter.CreateHistogram<long>("gen_ai.client.token.usage");
    private static readonly Histogram<double> OperationDuration = Meter.CreateHistogram<double>("gen_ai.client.operation.duration", "s");
    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>("llm.tokens");
    private static readonly Counter<double> Cost = Meter.CreateCounter<double>("llm.cost.usd");

    private static readonly object ServerPort = 443L;
    private static readonly ChatMessage[] Messages = [new(ChatRole.User, "Hello")];

    private static readonly KeyValuePair<string, object?>[] Tags =
    [
        new("gen_ai.operation.name", "chat"), new("gen_ai.provider.name", Provider), new("gen_ai.request.model", FakeChatClient.Model),
        new("agent_tracing.operation.name", "Ask"), new("server.address", Server), new("server.port", ServerPort),
    ];

    [NoIntercept]
    internal async Task<ChatResponse> AskAsync()
    {
        var started = Stopwatch.GetTimestamp();
        using var activity = Source.StartActivity("chat gpt-4o-mini", ActivityKind.Client, default(ActivityContext), Tags);
        try
        {
            var response = await client.GetResponseAsync(Messages).ConfigureAwait(false);
            Record(activity, response, Stopwatch.GetElapsedTime(started).TotalSeconds);
            return response;
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            throw;
        }
    }

    private static void Record(Activity? activity, ChatResponse response, double seconds)
    {
        var (input, output) = (response.Usage?.InputTokenCount ?? 0, response.Usage?.OutputTokenCount ?? 0);
        var usage = new TokenUsage { Input = input, Output = output };
        PriceBook.Default.TryGetCost(Provider, response.ModelId, usage, default, out var cost);
        if (activity is not null)
        {
            activity.AddTag("gen_ai.response.id", response.ResponseId);
            activity.AddTag("gen_ai.response.model", response.ModelId);
            activity.AddTag("gen_ai.usage.input_tokens", input);
            activity.AddTag("gen_ai.usage.output_tokens", output);
            activity.AddTag("gen_ai.usage.cost", (double)cost.Usd);
            activity.AddTag("agent_tracing.cost.status", "priced");
            activity.AddTag("agent_tracing.cost.entry", cost.EntryId);
            activity.AddTag("gen_ai.response.finish_reasons", new[] { response.FinishReason?.Value });
        }

        var call = new TagList
        {
            { "gen_ai.operation.name", "chat" }, { "gen_ai.provider.name", Provider }, { "gen_ai.request.model", FakeChatClient.Model },
            { "gen_ai.response.model", response.ModelId }, { "server.address", Server }, { "server.port", ServerPort },
        };
        InputOfCall.Record(input, call);
        OutputOfCall.Record(output, call);
        Duration.Record(seconds, call);
        OperationDuration.Record(seconds, call);
        call.Add("gen_ai.token.modality", "unknown");
        Input.Add(input, call);
        Output.Add(output, call);
        call[^1] = new("gen_ai.token.type", "input");
        Usage.Record(input, call);
        call[^1] = new("gen_ai.token.type", "output");
        Usage.Record(output, call);

        RequestDuration.Record(seconds, new KeyValuePair<string, object?>("model", FakeChatClient.Model));
        var llm = new TagList { { "model", FakeChatClient.Model }, { "operation", "chat" } };
        Cost.Add((double)cost.Usd, llm);
        llm.Add("token_type", "input");
        Tokens.Add(input, llm);
        llm[2] = new("token_type", "output");
        Tokens.Add(output, llm);
    }
}

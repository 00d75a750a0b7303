using System.Diagnostics;
using System.Text.Json;
using AgentTracing.CompilerServices;
using AgentTracing.Pricing;

namespace AgentTracing.Tests.Charges;

/// <summary>
/// Every fact that determines a price does so on every path, and span, metric, roll-up and every dialect contain the same cost.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class ChargePathTests
{
    private static readonly OperationDescriptor Call = OperationDescriptor.InterceptedCall("CompleteChat", provider: "openai");
    private static readonly OperationDescriptor Own = OperationDescriptor.LlmCall("ask");
    private static readonly OperationDescriptor Agent = OperationDescriptor.Agent("clerk");
    private static readonly ActivitySource Foreign = new("Tests.Charges.Pipeline");
    private static readonly OperationDescriptor SdkAgent = OperationDescriptor.InterceptedAgent("Run");

    /// <summary>Facts that a path cannot transport, with the reason.</summary>
    private static readonly Dictionary<(ChargePath, ChargeFact), string> Unreported = new[]
    {
        ChargeFact.Speed, ChargeFact.Geography, ChargeFact.TimeToLive, ChargeFact.AudioInput, ChargeFact.CachedAudio, ChargeFact.Image, ChargeFact.WebSearches,
        ChargeFact.FileSearches, ChargeFact.CodeSessions, ChargeFact.CodeExecutions, ChargeFact.RerankSearches, ChargeFact.WebSearchPreviews,
        ChargeFact.MapSearches, ChargeFact.ImageGenerations, ChargeFact.SumOfPrompts,
    }.ToDictionary(static fact => (ChargePath.ForeignSpan, fact), static _ => "OpenTelemetry's conventions have no attribute for it");

    public static TheoryData<ChargePath, ChargeFact> Everything()
    {
        var data = new TheoryData<ChargePath, ChargeFact>();
        foreach (var path in Enum.GetValues<ChargePath>())
        {
            foreach (var fact in Enum.GetValues<ChargeFact>())
                data.Add(path, fact);
        }

        return data;
    }

    /// <summary>A new member of BilledInference needs a fact: otherwise this table would wrongly seem complete.</summary>
    [Fact]
    public void The_facts_are_those_that_a_billed_request_has()
    {
        const System.Reflection.BindingFlags Own = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic;
        string[] decided =
        [
            nameof(BilledInference.Usage), nameof(BilledInference.HasUsage), nameof(BilledInference.Provider), nameof(BilledInference.RequestModel), nameof(BilledInference.ResponseModel),
            nameof(BilledInference.ServiceTier), nameof(BilledInference.Geography), nameof(BilledInference.StartedAt), nameof(BilledInference.ReportedUsd), nameof(BilledInference.IsSum),
            nameof(BilledInference.Unreported),
        ];
        string[] made = [nameof(BilledInference.Cost), nameof(BilledInference.Model), "Options"];
        var members = typeof(BilledInference).GetProperties(Own).Select(property => property.Name)
            .Concat(typeof(BilledInference).GetFields(Own).Where(field => !field.Name.StartsWith('<')).Select(field => field.Name))
            .Except(made);

        Assert.Equal(decided.Order(), members.Distinct().Order());
        Assert.All(Enum.GetValues<ChargeFact>(), fact => Assert.NotEmpty(ChargeSamples.Of(fact).Requests));
    }

    /// <summary>
    /// A removed row leaves a figure, a model or a host without a sample, and a removed path leaves a path of the design untested: both
    /// fail here.
    /// </summary>
    [Fact]
    public void No_row_and_no_path_can_be_left_out()
    {
        var requests = ChargeSamples.All.SelectMany(sample => sample.Requests).ToList();
        Assert.All(typeof(ChargeRequest).GetProperties(), property => Assert.Contains(requests, request => property.GetValue(request) is not (null or 0L or false or UnreportedUsage.None)));
        Assert.Contains(requests, request => request.Reported == 0);
        Assert.Contains(ChargeSamples.All, sample => sample.Requests.Length > 1);
        Assert.Contains(ChargeSamples.All, sample => sample is { Status: CostStatus.Priced, Requests: [{ Input: > 100_000 }] });
        Assert.Contains(ChargeSamples.All, sample => sample.Model == "timed");
        Assert.Contains(ChargeSamples.All, sample => sample.Server.Contains("xx-test-9", StringComparison.Ordinal));

        string[] ways = ["SdkResult", "SdkStream", "AdapterResult", "AdapterStream", "OwnResult", "Absorbed", "AgentRun", "ForeignSpan", "ByHand"];
        Assert.All(ways, way => Assert.Contains(Enum.GetNames<ChargePath>(), path => path.StartsWith(way, StringComparison.Ordinal)));
        Assert.True(Everything().Count - Unreported.Count >= 8 * 9);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Every_fact_decides_the_price_on_every_path(ChargePath path, ChargeFact fact)
    {
        if (Unreported.ContainsKey((path, fact)))
            return;

        var sample = ChargeSamples.Of(fact);
        var bills = new UsageCollector();
        using var options = new OptionsScope(options =>
        {
            options.Dialects = Dialects.Langfuse | Dialects.OpenInference;
            options.UsageSinks.Add(bills);
        });
        using var spans = new SpanCollector(moreSources: Foreign.Name);
        using var metrics = new MetricCollector("llm.cost.usd");

        using (Agent.Start())
            await Make(path, sample);

        var run = spans.Ended[^1];
        Assert.Equal((double)sample.Usd, run.GetTagItem("agent_tracing.rollup.cost"));
        Assert.Equal((double)sample.Usd, metrics.Sum("llm.cost.usd"), 12);
        Assert.True(AgentTelemetry.FlushUsageSinks(TimeSpan.FromSeconds(30)));
        var billed = bills.Records.Where(static record => record.Kind == UsageRecordKind.LlmCall).ToList();
        Assert.Equal(sample.Usd, billed.Sum(static record => record.CostUsd));
        if (path is ChargePath.ByHandAlone)
        {
            Assert.Contains(sample.Status, billed.Select(static record => record.CostStatus));
            return;
        }

        if (path is ChargePath.ForeignSpan)
        {
            var costs = spans.Ended.Select(span => span.GetTagItem("gen_ai.usage.cost")).OfType<double>().ToList();
            Assert.Equal(sample.Requests.Length, costs.Count);
            Assert.Equal((double)sample.Usd, costs.Sum(), 12);

            // The attributes do not distinguish audio and images, which this model prices separately.
            var status = sample is { Model: "m", Status: CostStatus.Priced } ? CostStatus.Estimated : sample.Status;
            Assert.All(spans.Ended.SkipLast(1), span => Assert.Equal(LlmTags.NameOf(status), span.GetTagItem("agent_tracing.cost.status")));
            return;
        }

        var span = Assert.Single(spans.Ended, span => span.GetTagItem("gen_ai.usage.cost") is not null);
        Assert.Equal((double)sample.Usd, span.GetTagItem("gen_ai.usage.cost"));
        Assert.Equal((double)sample.Usd, span.GetTagItem("llm.cost.total"));
        Assert.Equal(LlmTags.NameOf(sample.Status), span.GetTagItem("agent_tracing.cost.status"));
        using var details = JsonDocument.Parse((string)span.GetTagItem("langfuse.observation.cost_details")!);
        Assert.Equal(sample.Usd, details.RootElement.GetProperty("total").GetDecimal());
        Assert.Equal(sample.Requests.Sum(request => request.Input), span.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(sample.Requests.Sum(request => request.Output), span.GetTagItem("gen_ai.usage.output_tokens"));
        if (fact is ChargeFact.ReportedCost or ChargeFact.ReportedZero)
            Assert.Equal(0.002, span.GetTagItem("agent_tracing.cost.computed"));
        if (fact is ChargeFact.ServiceTier)
            Assert.Equal("flex", span.GetTagItem("openai.response.service_tier"));
    }

    /// <summary>Makes a call on a path. Throws for paths without a driver.</summary>
    private static async Task Make(ChargePath path, ChargeSample sample)
    {
        switch (path)
        {
            case ChargePath.SdkResult:
                Traced.Sync(Call, () => sample, ReadWhole, Input(sample));
                break;
            case ChargePath.SdkStream:
                await Drain(Call.Trace(Elements(sample), Input(sample), ReadElement));
                break;
            case ChargePath.AdapterResult:
                Traced.Sync(Call, () => sample, ReadAdapted, Input(sample));
                break;
            case ChargePath.AdapterStream:
                await Drain(Call.Trace(Elements(sample), Input(sample), ReadAdaptedElement));
                break;
            case ChargePath.OwnResult:
                Traced.Sync(Own, () => sample, ReadWhole, new OperationInput { Server = new Uri(sample.Server) });
                break;
            case ChargePath.AbsorbedResult:
                Traced.Sync(Own, () => Traced.Sync(Call, () => sample, ReadWhole, Input(sample)).Model);
                break;
            case ChargePath.AbsorbedStream:
                await Traced.Async(Own, async () =>
                {
                    await Drain(Call.Trace(Elements(sample), Input(sample), ReadElement));
                    return sample.Model;
                });
                break;
            case ChargePath.AgentRun:
                Traced.Sync(SdkAgent, () => sample, ReadAdapted, Input(sample));
                break;
            case ChargePath.ForeignSpan:
                foreach (var request in sample.Requests)
                    Tell(sample, request);
                break;
            case ChargePath.ByHandInCall:
                using (AgentTrace.StartLlmCall(sample.Model))
                    RecordByHand(sample);
                break;
            case ChargePath.ByHandAlone:
                RecordByHandAlone(sample);
                break;
            default:
                throw new InvalidOperationException($"{path} has no driver: add a case that makes a call on this path.");
        }
    }

    /// <summary>Simulates the spans of UseOpenTelemetry() in a pipeline that is not intercepted.</summary>
    private static void Tell(ChargeSample sample, ChargeRequest request)
    {
        using var span = Foreign.StartActivity($"chat {sample.Model}", ActivityKind.Client);
        span!.SetTag("gen_ai.operation.name", "chat");
        span.SetTag("gen_ai.provider.name", "openai");
        span.SetTag("gen_ai.request.model", sample.Model);
        span.SetTag("server.address", new Uri(sample.Server).Host);
        span.SetTag("gen_ai.usage.input_tokens", request.Input);
        span.SetTag("gen_ai.usage.output_tokens", request.Output);
        span.SetTag("gen_ai.usage.reasoning.output_tokens", request.Reasoning);
        span.SetTag("openai.response.service_tier", request.Tier);
        if (request.Reported is { } usd)
            span.SetTag("gen_ai.usage.cost", (double)usd);
    }

    /// <summary>Reads the result of an SDK like generated code: if there are several rounds, one by one.</summary>
    private static void ReadWhole(LlmResponse response, ChargeSample sample) => Read(response, sample, UsageAccounting.OpenAI);

    /// <summary>Reads a result that an adapter translated, like generated code.</summary>
    private static void ReadAdapted(LlmResponse response, ChargeSample sample) => Read(response, sample, UsageAccounting.UsageDetails);

    private static void Read(LlmResponse response, ChargeSample sample, UsageAccounting accounting)
    {
        response.Id = "whole";
        response.Model = sample.Model;
        if (sample.Requests is [var only])
        {
            Read(response, only, accounting);
            return;
        }

        response.ReadUsage(accounting, input: sample.Requests.Sum(request => request.Input), output: sample.Requests.Sum(request => request.Output));
        response.BeginInferences();
        foreach (var request in sample.Requests)
            Read(response.AddRound(), request, accounting);
    }

    private static void ReadElement(LlmResponse response, (string Id, string Model, ChargeRequest Request) element) => Read(response, element, UsageAccounting.OpenAI);

    private static void ReadAdaptedElement(LlmResponse response, (string Id, string Model, ChargeRequest Request) element)
        => Read(response, element, UsageAccounting.UsageDetails);

    private static void Read(LlmResponse response, (string Id, string Model, ChargeRequest Request) element, UsageAccounting accounting)
    {
        response.Id = element.Id;
        response.Model = element.Model;
        Read(response, element.Request, accounting);
    }

    private static void Read(LlmResponse response, ChargeRequest request, UsageAccounting accounting)
    {
        response.ReadUsage(
            accounting,
            input: request.Input,
            output: request.Output,
            total: request.Input + request.Output,
            cacheRead: request.CacheRead,
            cacheWrite: request.CacheWrite1h,
            cacheWrite1h: request.CacheWrite1h,
            reasoning: request.Reasoning,
            inputAudio: request.InputAudio,
            cacheReadAudio: request.CacheReadAudio,
            inputImage: request.InputImage,
            outputImage: request.OutputImage);
        response.ReadUnits(
            request.WebSearches,
            request.FileSearches,
            request.CodeSessions,
            request.CodeExecutions,
            request.RerankSearches,
            request.WebSearchPreviews,
            request.MapSearches,
            request.ImageGenerations);
        response.ServiceTier = request.Tier;
        response.Speed = request.Speed;
        response.Geography = request.Geography;
        response.ReportedCost = request.Reported;
        response.IsSum = request.IsSum;
        response.Unreported = request.Unreported;
    }

    private static void RecordByHand(ChargeSample sample)
    {
        foreach (var request in sample.Requests)
        {
            AgentTrace.RecordUsage(request.ToUsage(), sample.Model, ProviderOf(sample), OptionsOf(sample, request));
            if (request.Reported is { } usd)
                AgentTrace.RecordCost(usd, "test");
        }
    }

    private static void RecordByHandAlone(ChargeSample sample)
    {
        foreach (var request in sample.Requests)
        {
            // A known cost belongs to a call: without a call, it cannot replace the cost computed from the usage.
            if (request.Reported is not null)
            {
                using var call = AgentTrace.StartLlmCall(sample.Model);
                RecordByHand(sample);
            }
            else
            {
                AgentTrace.RecordUsage(request.ToUsage(), sample.Model, ProviderOf(sample), OptionsOf(sample, request));
            }
        }
    }

    private static string ProviderOf(ChargeSample sample) => sample.Model == "charge.m" ? "aws.bedrock" : "charge-test";

    private static CostOptions OptionsOf(ChargeSample sample, ChargeRequest request) => new()
    {
        ServiceTier = request.Speed ?? request.Tier,
        Geography = request.Geography ?? (sample.Model == "charge.m" ? "xx-test-9" : null),
        IsSum = request.IsSum,
        Unreported = request.Unreported,
    };

    private static OperationInput Input(ChargeSample sample) => new()
    {
        Client = LlmClient.Read(sample, static (client, sample) => (client.Model, client.Server) = (sample.Model, new Uri(sample.Server))),
    };

    private static async IAsyncEnumerable<(string Id, string Model, ChargeRequest Request)> Elements(ChargeSample sample)
    {
        await Task.Yield();
        for (var i = 0; i < sample.Requests.Length; i++)
        {
            // Streams can contain the usage several times, with growing figures.
            yield return ($"round-{i}", sample.Model, sample.Requests[i] with { Output = 0, OutputImage = 0, Reasoning = 0 });
            yield return ($"round-{i}", sample.Model, sample.Requests[i]);
        }
    }

    private static async Task Drain<T>(IAsyncEnumerable<T> stream)
    {
        await foreach (var _ in stream)
        {
            // The caller only reads.
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>A model call of another library's span.</summary>
/// <param name="Span">The span.</param>
/// <param name="Llm">The call, as far as the span describes it.</param>
/// <param name="Node">The ambient node that encloses the span.</param>
internal sealed record ForeignCall(Activity Span, LlmCall Llm, IAmbientNode? Node)
{
    /// <summary>The tier of the response, in the names of current and former conventions.</summary>
    private static readonly string[] ServedTierAttributes = [GenAIAttributes.OpenAIResponseServiceTier, "gen_ai.openai.response.service_tier"];

    /// <summary>The tier of the response, else the requested one.</summary>
    private static readonly string[] TierAttributes =
        [.. ServedTierAttributes, GenAIAttributes.OpenAIRequestServiceTier, "gen_ai.openai.request.service_tier"];

    private static readonly OperationDescriptor Chat = OperationDescriptor.LlmCall("chat");
    private static readonly OperationDescriptor TextCompletion = OperationDescriptor.LlmCall("text_completion", LlmOperation.TextCompletion);
    private static readonly OperationDescriptor GenerateContent = OperationDescriptor.LlmCall("generate_content", LlmOperation.GenerateContent);
    private static readonly OperationDescriptor Embeddings = OperationDescriptor.LlmCall("embeddings", LlmOperation.Embeddings);

    private bool _isRead;

    /// <summary>The enclosing operation.</summary>
    internal Operation? Around => Node?.Operation;

    /// <summary>The client or agent of the enclosing call, if a layer of it caches responses.</summary>
    private LlmClient? CacheAround => Around?.Input?.Client is { HasCache: true } client ? client : null;

    /// <summary>Whether the span is a call, not a whole run.</summary>
    private bool IsCall => GenAISpan.KindOf(Span) is GenAISpanKind.Call;

    /// <summary>Reads the price-relevant attributes of a span when it stops.</summary>
    internal static ForeignCall Read(Activity span, LlmOperation kind, IAmbientNode? node)
    {
        var shown = node?.Operation is { IsIntercepted: true, Llm: { } intercepted } ? intercepted : null;
        var input = new OperationInput
        {
            Model = span.GetTagItem(GenAIAttributes.RequestModel) as string,
            Provider = shown?.Provider,

            // The span names the SDK; the host determines the provider.
            Client = LlmClient.Read(span, static (client, span) =>
            {
                client.Provider = (span.GetTagItem(GenAIAttributes.ProviderName) ?? span.GetTagItem("gen_ai.system")) as string;
                client.Server = ServerOf(span);
            }),
        };
        var call = new LlmCall(DescriptorOf(kind), input, started: 0);
        call.Response.Id = span.GetTagItem(GenAIAttributes.ResponseId) as string;
        call.Response.Model = span.GetTagItem(GenAIAttributes.ResponseModel) as string;
        call.Response.ServiceTier = Text(span, TierAttributes) ?? shown?.Request?.ServiceTier;
        call.Response.SetUsage(NativeSpanUsage.Read(span));
        call.Response.Unreported = NativeSpanUsage.Unreported(span);
        call.Response.ReportCost(NativeSpanUsage.ReportedCost(span));
        call.Response.IsSum = GenAISpan.KindOf(span) is GenAISpanKind.Agent;

        if (ShownAnswer.In(span) is { } read)
            call.Response.TakeResponse(read.Response, read.Inside?.Llm.Response);
        return new ForeignCall(span, call, node);
    }

    /// <summary>Copies data about the request from elsewhere, which is more complete than the span.</summary>
    internal void Take(LlmResponse request)
    {
        Llm.Response.TakeRequest(request);
        _isRead = true;
    }

    /// <summary>Sets the cost on the span, and counts the call.</summary>
    internal void Count()
    {
        var charge = default(LlmCharge);
        Llm.Settle(Span.StartTimeUtc, ref charge);
        PutCost(in charge);
        OperationRecorder.AddLlmCall(Node, Llm, Around?.InnerAgentName, in charge, IsUnmeasured(in charge), BudgetGate.IsAdmitted(Span));
        UsageRecords.OfSpan(this, in charge);
        if (IsCall)
            InferenceMetrics.Record(Around, Around?.InnerAgentName, Llm, in charge, Span.Duration, Span.GetTagItem(GenAIAttributes.ErrorType) as string);
        else
            InferenceMetrics.RecordWithoutCall(Around, Around?.InnerAgentName, Llm, in charge);
        NotifyOuterLayers();
        if (CacheAround is { } client)
            CountedIds.Add(Llm.Response, client);
        if (charge.HasUsage)
            CountedIds.AddUnique(Llm.Response);
    }

    /// <summary>
    /// Marks the span as cached if an outer layer returned a response that was counted before. Returns false when none did.
    /// </summary>
    internal bool TryShowCached()
    {
        if (CountedResponses.In(Span)?.Any == true
            || !(CountedIds.ContainsUnique(Llm.Response) || (CacheAround is { } client && CountedIds.Contains(Llm.Response, client))))
        {
            return false;
        }

        NativeSpanUsage.Remove(Span);
        Span.SetTag(AgentTracingAttributes.Cached, true);
        NotifyOuterLayers();
        return true;
    }

    private void NotifyOuterLayers() => OperationRecorder.NotifyOuterLayers(Llm, hasUsage: null, isSpan: true, Surroundings.Of(Span, Around), SdkFacts.CurrentInvocation());

    /// <summary>Whether the call may have been billed although its span has no usage.</summary>
    private bool IsUnmeasured(in LlmCharge charge)
        => !charge.HasUsage && (Span.Status != ActivityStatusCode.Error || GenAISpan.IsCancelled(Span) || GenAISpan.IsOutOfTime(Span));

    /// <summary>Sets the cost on the span.</summary>
    internal void PutCost()
    {
        var charge = default(LlmCharge);
        Llm.Settle(Span.StartTimeUtc, ref charge);
        PutCost(in charge);
    }

    private void PutCost(in LlmCharge charge)
    {
        if (charge.Count == 0)
            return;

        var tags = new SpanTags(Span);
        var isRead = _isRead || ShownAnswer.In(Span) is not null;
        if (isRead && charge.HasUsage)
            LlmTags.SetUsage(tags, in charge.Usage, Llm.Operation == LlmOperation.Embeddings);
        LlmTags.SetCost(tags, Llm.Provider, in charge, reportsTier: Text(Span, ServedTierAttributes) is not null || (isRead && Llm.ReportsTier));
        if (Llm.Provider is { } provider && Span.GetTagItem(GenAIAttributes.ProviderName) is string named && provider != named)
            Span.SetTag(GenAIAttributes.ProviderName, provider);
        Dialect.WriteAll(Span, Llm, in charge);
    }

    private static Uri? ServerOf(Activity span)
    {
        if (span.GetTagItem(GenAIAttributes.ServerAddress) is not string { Length: > 0 } address)
            return null;

        var port = span.GetTagItem(GenAIAttributes.ServerPort) is (int or long) and IConvertible number ? number.ToInt32(CultureInfo.InvariantCulture) : -1;
        return Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : $"https://{address}{(port > 0 ? $":{port}" : "")}", UriKind.Absolute, out var server)
            ? server
            : null;
    }

    private static string? Text(Activity span, string[] attributes)
    {
        foreach (var attribute in attributes)
        {
            if (span.GetTagItem(attribute) is string { Length: > 0 } text)
                return text;
        }

        return null;
    }

    private static OperationDescriptor DescriptorOf(LlmOperation kind) => kind switch
    {
        LlmOperation.TextCompletion => TextCompletion,
        LlmOperation.GenerateContent => GenerateContent,
        LlmOperation.Embeddings => Embeddings,
        _ => Chat,
    };
}

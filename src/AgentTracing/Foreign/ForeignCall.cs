using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>A call of a model that another library's span shows.</summary>
/// <param name="Span">The span.</param>
/// <param name="Llm">The call, as far as the span tells.</param>
/// <param name="Node">The link of the ambient chain inside which the span stands.</param>
internal sealed record ForeignCall(Activity Span, LlmCall Llm, IAmbientNode? Node)
{
    private static readonly OperationDescriptor Chat = OperationDescriptor.LlmCall("chat");
    private static readonly OperationDescriptor TextCompletion = OperationDescriptor.LlmCall("text_completion", LlmOperation.TextCompletion);
    private static readonly OperationDescriptor GenerateContent = OperationDescriptor.LlmCall("generate_content", LlmOperation.GenerateContent);
    private static readonly OperationDescriptor Embeddings = OperationDescriptor.LlmCall("embeddings", LlmOperation.Embeddings);

    /// <summary>The operation inside which the span stands.</summary>
    internal Operation? Around => Node?.Operation;

    /// <summary>Whether the span is that of a call, and not of a whole run.</summary>
    private bool IsCall => GenAISpan.KindOf(Span) is GenAISpanKind.Call;

    /// <summary>Reads a span that stops.</summary>
    internal static ForeignCall Read(Activity span, LlmOperation kind, IAmbientNode? node)
    {
        var shown = node?.Operation is { IsIntercepted: true, Llm: { } intercepted } ? intercepted : null;
        var input = new OperationInput
        {
            Model = span.GetTagItem(GenAIAttributes.RequestModel) as string,
            Provider = shown?.Provider ?? (span.GetTagItem(GenAIAttributes.ProviderName) ?? span.GetTagItem("gen_ai.system")) as string,
        };
        var call = new LlmCall(DescriptorOf(kind), input, started: 0);
        call.Response.Id = span.GetTagItem(GenAIAttributes.ResponseId) as string;
        call.Response.Model = span.GetTagItem(GenAIAttributes.ResponseModel) as string;
        call.Response.ServiceTier = shown?.Request?.ServiceTier;
        call.Response.SetUsage(NativeSpanUsage.Read(span) ?? StreamedUsage(span, node?.Operation));
        return new ForeignCall(span, call, node);
    }

    /// <summary>Puts what the call cost on the span, and counts it.</summary>
    internal void Count()
    {
        Llm.Settle(Span.StartTimeUtc, out var charge);
        PutCost(in charge);
        OperationRecorder.AddLlmCall(Node, Llm, Around?.InnerAgentName, in charge, IsUnmeasured(in charge));
        UsageRecords.OfSpan(this, in charge);
        if (IsCall)
            InferenceMetrics.Record(Around, Around?.InnerAgentName, Llm, in charge, Span.Duration, Span.GetTagItem(GenAIAttributes.ErrorType) as string);
        else
            InferenceMetrics.RecordWithoutCall(Around, Around?.InnerAgentName, Llm, in charge);
        OperationRecorder.Tell(CountedAnswer.Of(Llm) with { IsSpan = true }, Surroundings.Of(Span, Around), SdkFacts.CurrentInvocation());
    }

    /// <summary>Whether the call may have been billed although its span tells no usage.</summary>
    private bool IsUnmeasured(in LlmCharge charge) => !charge.HasUsage && Span.Status != ActivityStatusCode.Error;

    /// <summary>Puts what the call cost on the span.</summary>
    internal void PutCost()
    {
        Llm.Settle(Span.StartTimeUtc, out var charge);
        PutCost(in charge);
    }

    private void PutCost(in LlmCharge charge)
    {
        if (charge.HasUsage)
            LlmTags.SetCost(new SpanTags(Span), Llm.Provider, in charge);
    }

    /// <summary>Semantic Kernel's spans of streams tell no usage. They stop with the response whose last element has just been read.</summary>
    private static TokenUsage? StreamedUsage(Activity span, Operation? around)
    {
        if (around is not { IsIntercepted: true, NativeTracing: not null, Llm: { IsStreaming: true } call } || !call.Response.TryGetUsage(PriceBook.Default.CountingOf(call.Provider), out var usage))
            return null;

        LlmTags.SetUsage(new SpanTags(span), in usage);
        return usage;
    }

    private static OperationDescriptor DescriptorOf(LlmOperation kind) => kind switch
    {
        LlmOperation.TextCompletion => TextCompletion,
        LlmOperation.GenerateContent => GenerateContent,
        LlmOperation.Embeddings => Embeddings,
        _ => Chat,
    };
}

using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Counts a usage that the user's code recorded outside of any LLM operation.</summary>
internal static class UsageWithoutCall
{
    private static readonly OperationDescriptor Descriptor = OperationDescriptor.LlmCall("record_usage");

    internal static void Record(Operation? around, in TokenUsage usage, string? model, string? provider)
    {
        var call = new LlmCall(Descriptor, null, started: 0);
        call.RecordUsage(new(usage, model, provider));
        LlmCallAccount.Settle(call, DateTimeOffset.UtcNow, out var account);
        var node = AmbientContext.Current;
        OperationRecorder.AddLlmCall(ReferenceEquals(node?.Operation, around) ? node : around, call, around?.InnerAgentName, in account);
        UsageRecords.OfUsage(around, call, in account);
        InferenceMetrics.RecordWithoutCall(around, around?.InnerAgentName, call, in account);
    }
}

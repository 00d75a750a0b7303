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
        var account = LlmCallAccount.Of(call, DateTimeOffset.UtcNow);
        OperationRecorder.AddLlmCall(around, account.Usage, account.Usd, account.IsUnpriced);
        InferenceMetrics.RecordWithoutCall(around?.InnerAgentName, call, in account);
    }
}

using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Counts a usage that the user's code recorded outside of any LLM operation.</summary>
internal static class UsageWithoutCall
{
    private static readonly OperationDescriptor Descriptor = OperationDescriptor.LlmCall("record_usage");

    internal static void Record(Operation? around, in LlmCall.RecordedUsage usage)
    {
        var call = new LlmCall(Descriptor, null, started: 0);
        call.RecordUsage(usage);
        var charge = default(LlmCharge);
        call.Settle(WallClock.Now, ref charge);
        var node = AmbientContext.Current;
        OperationRecorder.AddLlmCall(ReferenceEquals(node?.Operation, around) ? node : around, call, around?.InnerAgentName, in charge);
        UsageRecords.OfUsage(around, call, in charge);
        InferenceMetrics.RecordWithoutCall(around, around?.InnerAgentName, call, in charge);
    }
}

using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Costs that the user's code records.</summary>
internal static class ReportedCosts
{
    /// <summary>Records a cost of the call or the tool that an operation is, or is inside of; otherwise of the agents around it.</summary>
    internal static void Record(Operation? operation, decimal usd, string? source)
    {
        var owner = OperationRecorder.EnclosingOf(operation);
        if (owner?.Llm is { } call)
        {
            call.RecordCost(usd, source);
        }
        else if (owner is { Descriptor.Kind: OperationKind.Tool })
        {
            owner.RecordToolCost(usd, source);
        }
        else
        {
            var node = AmbientContext.Current;
            OperationRecorder.AddCost(ReferenceEquals(node?.Operation, operation) ? node : operation, operation?.InnerAgentName, usd);
        }
    }
}

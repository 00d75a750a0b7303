using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Costs that the user's code records.</summary>
internal static class ReportedCosts
{
    /// <summary>Records a cost for the operation or the nearest enclosing model call or tool; otherwise for the enclosing agents.</summary>
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

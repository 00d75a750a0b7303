using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Changes the scope of the current run.</summary>
internal static class ScopeUpdate
{
    /// <summary>
    /// Applies a change to every node between the running code and its outermost operation. Outer nodes are shared with other code; they
    /// change only if there is no operation.
    /// </summary>
    internal static void Apply(TraceScope update)
    {
        if (AmbientContext.Current is not { } current)
            return;

        if (OutermostOperation(current) is not { } run)
        {
            InnermostScope(current)?.Update(update);
            return;
        }

        for (var node = current; node is not null; node = node.Outer)
        {
            if (node is Operation operation)
                operation.Update(update);
            else if (node is ScopeHandle scope)
                scope.Update(update);
            if (ReferenceEquals(node, run))
                break;
        }

        if (ScopeBaggage.IsOn && current.Operation is { } innermost)
            ScopeBaggage.Enter(innermost.Activity, innermost.Scope, innermost.InnerAgentName, TraceName.Of(innermost));
    }

    private static Operation? OutermostOperation(IAmbientNode current)
    {
        Operation? outermost = null;
        for (var node = current; node is not null; node = node.Outer)
            outermost = node as Operation ?? outermost;
        return outermost;
    }

    private static ScopeHandle? InnermostScope(IAmbientNode current)
    {
        for (var node = current; node is not null; node = node.Outer)
        {
            if (node is ScopeHandle { IsClosed: false } scope)
                return scope;
        }

        return null;
    }
}

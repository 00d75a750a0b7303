namespace AgentTracing;

/// <summary>The innermost open operation or scope of the current execution context.</summary>
internal static class AmbientContext
{
    private static readonly AsyncLocal<IAmbientNode?> Slot = new();

    /// <summary>
    /// The innermost open node. A scope that was disposed out of order, or on another thread, leaves a closed node in other flows; closed
    /// nodes are skipped.
    /// </summary>
    internal static IAmbientNode? Current
    {
        get
        {
            var node = Slot.Value;
            while (node is { IsClosed: true })
                node = node.Outer;
            return node;
        }

        set => Slot.Value = value;
    }
}

namespace AgentTracing;

/// <summary>The innermost open operation or scope of the running flow of execution.</summary>
internal static class AmbientContext
{
    private static readonly AsyncLocal<IAmbientNode?> Slot = new();

    /// <summary>
    /// The innermost link that is still open. A scope that was disposed out of order, or on another thread, leaves its link behind in the
    /// flows that have seen it; such links are passed over.
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

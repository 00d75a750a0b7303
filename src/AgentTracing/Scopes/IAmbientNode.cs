using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>A node of the ambient chain: an operation or a scope that encloses the running code.</summary>
internal interface IAmbientNode
{
    /// <summary>The enclosing node.</summary>
    IAmbientNode? Outer { get; }

    /// <summary>The innermost operation, this one included.</summary>
    Operation? Operation { get; }

    /// <summary>The scope of every span inside, including that of this node.</summary>
    TraceScope? Scope { get; }

    /// <summary>Whether the node was closed while others were inside it, or in another flow of execution.</summary>
    bool IsClosed { get; }

    /// <summary>The sums of the operations inside this node; null when it has none.</summary>
    RollUp? RollUp => null;

    /// <summary>The budget of the operations inside this node; null when it has none.</summary>
    BudgetState? Budget => null;

    /// <summary>
    /// The nearest enclosing node whose sums and budget include this node. Work for another process (<see cref="RemoteParent"/>) belongs to
    /// no operation of this process, but to its measurements and budgets.
    /// </summary>
    /// <param name="isRemote">Whether such a node was passed; false at the start.</param>
    IAmbientNode? Accountable(ref bool isRemote)
    {
        isRemote |= this is RemoteParent;
        var node = Outer;
        while (node is not null && (node.IsClosed || (isRemote && node is CompilerServices.Operation)))
        {
            isRemote |= node is RemoteParent;
            node = node.Outer;
        }

        return node;
    }

    /// <summary>The open <see cref="AgentTrace.Extract"/> that would be the parent of the next operation, if no operation is in between.</summary>
    RemoteParent? EnclosingRemoteParent()
    {
        for (IAmbientNode? node = this; node is not null and not CompilerServices.Operation; node = node.Outer)
        {
            if (node is RemoteParent { IsClosed: false } link)
                return link;
        }

        return null;
    }
}

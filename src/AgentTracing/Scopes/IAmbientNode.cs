using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>One link of the ambient chain: an operation or a scope that is open around the running code.</summary>
internal interface IAmbientNode
{
    /// <summary>The link around this one.</summary>
    IAmbientNode? Outer { get; }

    /// <summary>The innermost operation, this one included.</summary>
    Operation? Operation { get; }

    /// <summary>What holds for every span inside, this link's own included.</summary>
    TraceScope? Scope { get; }

    /// <summary>Whether the link was closed while others stood inside it, or on another flow of execution.</summary>
    bool IsClosed { get; }

    /// <summary>The sums over what happens inside this link; null when it has none.</summary>
    RollUp? RollUp => null;

    /// <summary>The budget of what happens inside this link; null when it has none.</summary>
    BudgetState? Budget => null;

    /// <summary>
    /// The next link outwards whose sums and budget what is inside belongs to. What another process sent (<see cref="RemoteParent"/>) belongs to no operation of
    /// this one, but to the measurements and budgets around it.
    /// </summary>
    /// <param name="isRemote">Whether such a link was passed; false at the start.</param>
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

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

    /// <summary>The open <see cref="AgentTrace.Extract"/> under which the next operation would stand, if no operation is in between.</summary>
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

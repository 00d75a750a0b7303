namespace AgentTracing.Generators.Calls;

/// <summary>What a traced call returns, and so how it is followed to its end.</summary>
internal enum ReturnShape
{
    /// <summary>Nothing.</summary>
    Void,

    /// <summary>A value that is complete when it is returned.</summary>
    Value,

    /// <summary>A value typed <c>dynamic</c>: looked at as an object, so that nothing is bound at run time.</summary>
    Dynamic,

    /// <summary>A value that cannot be a type argument: a ref struct, a pointer.</summary>
    Unread,

    /// <summary>A reference to a variable.</summary>
    Reference,

    /// <summary>A task, or an enumerable or enumerator whose work began with the call: complete when it is done.</summary>
    Tracked,

    /// <summary>As <see cref="Tracked"/>, of a value that is taken of a result which tells more.</summary>
    TrackedValue,

    /// <summary>A task of a stream, or a stream of an SDK's own type: complete when the stream is done.</summary>
    TrackedStream,

    /// <summary>A task of a run that goes on after it: complete when the events of the run end.</summary>
    TrackedRun,

    /// <summary>An iterator's enumerable: its work begins with each enumeration.</summary>
    Iterator,

    /// <summary>
    /// An async iterator's enumerable whose declaration says <c>[EnumeratorCancellation]</c>: the compiler wants that to stand on an async
    /// iterator, so one is written.
    /// </summary>
    CancellableIterator,
}

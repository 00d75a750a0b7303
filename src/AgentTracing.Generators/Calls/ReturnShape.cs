namespace AgentTracing.Generators.Calls;

/// <summary>The kind of a traced call's return type, which determines how its end is tracked.</summary>
internal enum ReturnShape
{
    /// <summary>Nothing.</summary>
    Void,

    /// <summary>A value that is complete when it is returned.</summary>
    Value,

    /// <summary>A <c>dynamic</c> value: read as an object, so nothing is bound at run time.</summary>
    Dynamic,

    /// <summary>A value that cannot be a type argument: a ref struct, a pointer.</summary>
    Unread,

    /// <summary>A reference to a variable.</summary>
    Reference,

    /// <summary>A task, or an enumerable or enumerator whose work began with the call: completes when it ends.</summary>
    Tracked,

    /// <summary>Like <see cref="Tracked"/>, for a value of a result with more data.</summary>
    TrackedValue,

    /// <summary>A task of a stream, or a stream of an SDK's type: completes when the stream ends.</summary>
    TrackedStream,

    /// <summary>A task of a run that continues after it: completes when the events of the run end.</summary>
    TrackedRun,

    /// <summary>An iterator's enumerable: its work begins with each enumeration.</summary>
    Iterator,

    /// <summary>
    /// An async iterator's enumerable whose declaration has <c>[EnumeratorCancellation]</c>: the compiler requires an async iterator for
    /// it, so one is generated.
    /// </summary>
    CancellableIterator,
}

using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>
/// What stands around a call, from the inside out: operations of ours and the GenAI spans of other libraries, in the order in which they were
/// begun. Each operation knows the span that was current when it began; what is current above that stands inside the operation.
/// </summary>
internal ref struct Surroundings
{
    private Operation? _operation;
    private Activity? _span;

    private Surroundings(Operation? operation, Activity? span) => (_operation, _span) = (operation, span);

    /// <summary>The operation that was reached; null when a span was.</summary>
    internal Operation? Operation { get; private set; }

    /// <summary>The foreign span that was reached; null when an operation was.</summary>
    internal Activity? Span { get; private set; }

    /// <summary>What stands around an operation.</summary>
    internal static Surroundings Of(Operation operation) => new(operation.Parent, operation.Outside);

    /// <summary>What stands around a foreign span.</summary>
    internal static Surroundings Of(Activity span, Operation? operation) => new(operation, span.Parent);

    /// <summary>What stands around the running code.</summary>
    internal static Surroundings Here() => new(AmbientContext.Current?.Operation, Activity.Current);

    /// <summary>Goes one step out; false when nothing more stands around.</summary>
    internal bool MoveNext()
    {
        var end = _operation is null ? null : _operation.Activity ?? _operation.Outside;
        for (; _span is { } span && !ReferenceEquals(span, end); _span = span.Parent)
        {
            if (!GenAISpan.IsForeign(span))
                continue;

            _span = span.Parent;
            (Operation, Span) = (null, span);
            return true;
        }

        if (_operation is not { } operation)
            return false;

        (Operation, Span) = (operation, null);
        _span = ReferenceEquals(operation.Activity, operation.Outside) ? operation.Outside?.Parent : operation.Outside;
        _operation = operation.Parent;
        return true;
    }
}

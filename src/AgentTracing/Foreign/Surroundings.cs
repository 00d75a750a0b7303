using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>
/// Enumerates what encloses a call, the innermost first: our operations and other libraries' GenAI spans. Each operation stores the span
/// that was current when it began, so spans above that one are inside the operation.
/// </summary>
internal ref struct Surroundings
{
    private Operation? _operation;
    private Activity? _span;

    private Surroundings(Operation? operation, Activity? span) => (_operation, _span) = (operation, span);

    /// <summary>The current operation; null when the current item is a span.</summary>
    internal Operation? Operation { get; private set; }

    /// <summary>The current foreign span; null when the current item is an operation.</summary>
    internal Activity? Span { get; private set; }

    /// <summary>The surroundings of an operation.</summary>
    internal static Surroundings Of(Operation operation) => new(operation.Parent, operation.Outside);

    /// <summary>The surroundings of a foreign span.</summary>
    internal static Surroundings Of(Activity span, Operation? operation) => new(operation, span.Parent);

    /// <summary>The surroundings of the running code.</summary>
    internal static Surroundings Here() => new(AmbientContext.Current?.Operation, Activity.Current);

    /// <summary>Moves one level out; false at the end.</summary>
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

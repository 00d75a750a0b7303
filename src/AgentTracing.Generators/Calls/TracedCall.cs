using AgentTracing.Generators.Infrastructure;

namespace AgentTracing.Generators.Calls;

/// <summary>
/// A call with a span around it. The bodies of annotated methods, of interceptors and of the clients of pipelines are written from it, all by
/// <see cref="TracedCallWriter"/>. It is put together when code is written, from the models that the compiler compares.
/// </summary>
internal sealed record TracedCall
{
    /// <summary>Name of the local that holds the operation, where it is free.</summary>
    public const string Operation = "operation";

    /// <summary>The descriptor of the operation, as the body names it.</summary>
    public required string Descriptor { get; init; }

    /// <summary>What starts the operation, where that is not the descriptor; the caller has then written the idle path. Else null.</summary>
    public string? Start { get; init; }

    /// <summary>The condition under which the call is traced at all.</summary>
    public string Condition { get; init; } = GeneratedCode.IsEnabled;

    /// <summary>Condition under which the call is not traced, even when a listener is registered; null when there is none.</summary>
    public string? Guard { get; init; }

    /// <summary>The call itself.</summary>
    public required string Invocation { get; init; }

    /// <summary>The call that is traced in its place, where that returns more; null when it is the same.</summary>
    public string? TracedInvocation { get; init; }

    /// <summary>What it returns.</summary>
    public required ReturnShape Returns { get; init; }

    /// <summary>The caller's token; null when there is none.</summary>
    public required string? CancellationToken { get; init; }

    /// <summary>Members of the run time's <c>OperationInput</c>, beside the token, with their values.</summary>
    public required IReadOnlyList<(string Name, string Value)> Input { get; init; }

    /// <summary>Calls that tell the run time's <c>OperationContent</c> what the call is given.</summary>
    public required IReadOnlyList<string> Content { get; init; }

    /// <summary>The conversation that the operation follows, and the reader of its messages, as arguments; null when it follows none.</summary>
    public string? History { get; init; }

    /// <summary>Whether the content is marked as complete.</summary>
    public bool CompletesContent { get; init; }

    /// <summary>What makes the traced stream, where the stream is of an SDK's own type.</summary>
    public string? StreamWrapper { get; init; }

    /// <summary>Arguments for the type parameters of the run time's methods that trace such streams.</summary>
    public string? StreamTypes { get; init; }

    /// <summary>The reader of what is returned; null when nothing is read.</summary>
    public string? Reader { get; init; }

    /// <summary>What writes what is returned as content; null when nothing is written.</summary>
    public string? ResultWriter { get; init; }

    /// <summary>Whether the operation can end its call because a budget is spent: it is then started with or without a listener.</summary>
    public bool HasBudget { get; init; }

    /// <summary>Whether the body may assign another token to its parameter.</summary>
    public bool IsTokenAssignable { get; init; }

    /// <summary>Gives locals names that the call does not use.</summary>
    public required Func<string, string> FreeName { get; init; }
}
